import type { KnownType } from '$lib/camera/vocabulary';
import { band, pole } from './pole';

/*
 * What stands on poles and walls, drawn by hand in a box of 240 by 180; Picture.svelte holds the looks: `body` the
 * thing itself, `shade` its darker side, `thin` details, `glass` what it looks through, `mark` what gives it away.
 */

export const pictures = {
	fixed: `
		<path class="shade" d="M206-4h38v188h-38z"/>
		<path class="line" d="M206-4V184"/>
		<path class="thin" d="M206 18h34M206 48h34M206 78h34M206 108h34M206 138h34M206 168h34M224 18v30M216 48v30M230 78v30M218 108v30M226 138v30"/>
		<path class="body" d="M196 112h10v44h-10z"/>
		<path class="limb" d="M200 134L160 127 146 108"/>
		<circle class="body" cx="146" cy="106" r="9"/>
		<g transform="rotate(-11 120 90)">
			<path class="body" d="M66 70H172q8 0 8 8v22q0 8-8 8H66z"/>
			<path class="shade" d="M74 96H178.5v4q0 6-6.5 6.5H72z"/>
			<path class="body" d="M44 62L174 56q9 0 9 8v10L48 78q-6-8-4-16z"/>
			<path class="thin" d="M96 61v14M150 58.5v14"/>
			<ellipse class="glass" cx="66" cy="91" rx="12" ry="18.5"/>
			<ellipse class="mark" cx="64.5" cy="91" rx="6" ry="9"/>
			<path class="glint" d="M62 84q-3 3-3 7"/>
			<path class="thin" d="M164 84h8"/>
		</g>
		<path class="thin" d="M170 98q16 8 14 28"/>`,
	dome: `
		<path class="shade" d="M-4-4h248v36H-4z"/>
		<path class="line" d="M-4 32h248"/>
		<path class="thin" d="M24 32l18-34M74 32l18-34M124 32l18-34M174 32l18-34M224 32l18-34"/>
		<path class="body" d="M48 33h144l-8 40H56z"/>
		<path class="shade" d="M150 34.5h40l-7.5 37h-36z"/>
		<path class="thin" d="M64 60h112"/>
		<path class="glass" d="M58 74h124c0 42-28 70-62 70S58 116 58 74z"/>
		<circle class="mark" cx="108" cy="104" r="17"/>
		<circle class="mark" cx="108" cy="104" r="7"/>
		<path class="glint" d="M72 84c2 18 10 32 22 40M160 88c-2 12-6 20-12 27"/>
		<path class="body" d="M52 70h136v8H52z"/>`,
	ptz: `
		${pole(196, -4)}
		${band(196, 30)}
		<path class="limb" d="M196 35H104q-14 0-14 14v6"/>
		<path class="body" d="M74 54h32l3 11H71z"/>
		<path class="body" d="M71 65h38q17 6 19 34v5H52v-5q2-28 19-34z"/>
		<path class="shade" d="M101 66.5h7.5q15 6 17.5 32.5v3.5h-20q1-22-5-36z"/>
		<path class="thin" d="M52 96h76"/>
		<path class="body" d="M56 104h68q2 20-7 33H63q-9-13-7-33z"/>
		<path class="glass" d="M63 137h54q-10 17-27 17t-27-17z"/>
		<circle class="glass" cx="84" cy="123" r="16"/>
		<circle class="mark" cx="84" cy="123" r="8.5"/>
		<path class="glint" d="M76 117q3-5 8-5.5"/>
		<circle class="thin" cx="110" cy="116" r="3"/>
		<circle class="thin" cx="110" cy="127" r="3"/>
		<path class="mark" d="M38 110q-6 34 24 54M50 166l13-1.5-4-12.5M142 108q6 24-10 42M146 137.5l-14.5 13 2.5-18.5"/>`,
	plate_reader: `
		<path class="body" d="M-4 12h248v9H-4zM-4 47h248v9H-4z"/>
		<path class="line" d="M-4 21l28 26 28-26 28 26 28-26 28 26 28-26 28 26 28-26 28 26"/>
		<path class="body" d="M80 40h14v30H80zM146 40h14v30h-14z"/>
		<path class="body" d="M60 66h54q5 0 5 5v34H55V71q0-5 5-5z"/>
		<path class="shade" d="M55 66h64l6-8H49z"/>
		<path class="line" d="M55 66h64l6-8H49z"/>
		<rect class="glass" x="64" y="76" width="46" height="24" rx="3"/>
		<circle class="mark" cx="87" cy="88" r="8"/>
		<path class="body" d="M126 66h54q5 0 5 5v34h-64V71q0-5 5-5z"/>
		<path class="shade" d="M121 66h64l6-8h-70z"/>
		<path class="line" d="M121 66h64l6-8h-70z"/>
		<rect class="glass" x="130" y="76" width="46" height="24" rx="3"/>
		<path class="leds" d="M136 82h36M136 88h36M136 94h36"/>
		<path class="thin" d="M18 184L46 122M222 184l-28-62"/>
		<path class="body" d="M84 184v-22l6-6 8-22q2-5 7-5h30q5 0 7 5l8 22 6 6v22z"/>
		<path class="shade" d="M97 154l7-17q1-2 3-2h26q2 0 3 2l7 17z"/>
		<path class="thin" d="M90 156h60"/>
		<rect class="body" x="104" y="165" width="32" height="11" rx="1"/>
		<path class="mark" d="M98 172v-13h13M142 172v-13h-13"/>
		<path class="thin" d="M109 170.5h22"/>`,
	sensor: `
		<path class="limb" d="M211 78Q210 60 182 60H150"/>
		${pole(204, 72)}
		<path class="body" d="M42 62q2-14 22-16l70-6q22 0 24 16v14q-4 8-16 8H60q-18-2-18-16z"/>
		<path class="shade" d="M58 70h92l-4 6.5H62q-4-1-4-6.5z"/>
		<path class="thin" d="M110 43v26M122 42v27M134 41.5v27"/>
		<path class="body" d="M78 44V22q0-7 12-7t12 7v20"/>
		<path class="thin" d="M78 30q12 6 24 0M72 45q16 5 34-3"/>
		<path class="beam" d="M60 80l-22 100h112L142 80z"/>
		<path class="thin" d="M70 92l-9 42M98 92v52M126 92l9 42"/>`,
	antenna: `
		${pole(113, -4)}
		${band(113, 34)}${band(113, 118)}
		<path class="limb" d="M113 38H70M127 38h44M113 122H70M127 122h44"/>
		<path class="body" d="M48 16h26q4 0 4 4v122q0 4-4 4H48q-4 0-4-4V20q0-4 4-4z"/>
		<path class="shade" d="M68 18h5.5q3 0 3 3v120q0 3-3 3H68z"/>
		<path class="body" d="M166 16h26q4 0 4 4v122q0 4-4 4h-26q-4 0-4-4V20q0-4 4-4z"/>
		<path class="shade" d="M186 18h5.5q3 0 3 3v120q0 3-3 3H186z"/>
		<path class="body" d="M106 54h28v58h-28z"/>
		<path class="thin" d="M112 62h16M112 70h16M112 78h16M112 86h16"/>
		<path class="line" d="M54 146v14q0 10 10 10h42q10 0 10 10M66 146v8q0 8 8 8h30M186 146v14q0 10-10 10h-40q-10 0-10 10M174 146v8q0 8-8 8h-28"/>`,
	detector: `
		${pole(132, 6)}
		<path class="body" d="M66 54h52q6 0 6 6v118q0 6-6 6H66q-6 0-6-6V60q0-6 6-6z"/>
		<path class="shade" d="M109 56h8q5 0 5 5v116q0 5-5 5h-8z"/>
		<path class="limb" d="M132 74h-6M132 158h-6"/>
		<circle class="lamp" cx="89" cy="78" r="14"/>
		<circle class="lamp" cx="89" cy="119" r="14"/>
		<circle class="lamp" cx="89" cy="160" r="14"/>
		<path class="line" d="M73 75q4-16 16-16t16 16M73 116q4-16 16-16t16 16M73 157q4-16 16-16t16 16"/>
		<path class="limb" d="M132 26h-14"/>
		<g transform="rotate(-12 92 24)">
			<path class="body" d="M66 12h46q5 0 5 5v15q0 5-5 5H66z"/>
			<path class="shade" d="M72 30h43.5v2q0 3.5-3.5 3.5H72z"/>
			<path class="body" d="M57 8h11v33H57z"/>
			<path class="thin" d="M98 19h12"/>
		</g>
		<path class="waves" d="M43 28q-6 10-3 20M33 24q-9 14-4 30M23 20q-12 18-5 40"/>`,
	speaker: `
		${pole(184, -4)}
		${band(184, 84)}
		<path class="limb" d="M184 89h-26"/>
		<path class="line" d="M132 74v30"/>
		<path class="body" d="M136 68h24q8 0 8 8v26q0 8-8 8h-24z"/>
		<path class="shade" d="M138 100h28.5v2q0 6-6 6.5H138z"/>
		<path class="body" d="M136 74q-34-4-66-36v102q32-32 66-36z"/>
		<path class="shade" d="M134 95q-28 8-56 30v-9q26-20 56-25z"/>
		<ellipse class="body" cx="68" cy="89" rx="21" ry="54"/>
		<ellipse class="shade" cx="70" cy="89" rx="14" ry="41"/>
		<ellipse class="body" cx="76" cy="89" rx="6" ry="13"/>
		<path class="waves" d="M38 66q-8 22 0 46M26 56q-12 32 0 66"/>`
} satisfies Record<KnownType, string> & Record<string, string>;
