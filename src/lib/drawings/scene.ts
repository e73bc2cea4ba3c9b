import { pole } from './pole';

/** What the map is about: the first screen shows it, and needs no other drawing. */
export const scene = `
	<path class="beam watched" d="M80 52L20 168h142z"/>
	<path class="line" d="M-4 168h248"/>
	${pole(30, 10, 168)}
	<path class="limb" d="M44 22h26q10 0 10 8v4"/>
	<path class="body" d="M66 34h28q6 4 7 18H59q1-14 7-18z"/>
	<path class="glass" d="M62 52h36q-3 14-18 14T62 52z"/>
	<circle class="mark" cx="80" cy="56" r="4"/>
	<circle class="figure" cx="116" cy="104" r="10"/>
	<path class="figure" d="M104 122q0-5 6-5h12q6 0 6 5l3 24h-6l-2 22h-14l-2-22h-6z"/>
	<path class="limb" d="M128 124l16 8 6-14"/>
	<path class="body" d="M146 98h12q2 0 2 2v20q0 2-2 2h-12q-2 0-2-2v-20q0-2 2-2z"/>
	<path class="pin" d="M200 150c-16-24-24-36-24-50a24 24 0 0 1 48 0c0 14-8 26-24 50z"/>
	<circle class="hole" cx="200" cy="100" r="9"/>
	<path class="waves" d="M164 100q5 2 8 0"/>`;
