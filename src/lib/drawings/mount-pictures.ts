import type { Mount } from '$lib/camera/vocabulary';
import { band, pole } from './pole';

/* What cameras are mounted on, drawn like the cameras: see pictures.ts. The camera itself is small, its lens marked. */

/** a camera that looks to the left; `x`, `y`: where it is fastened */
const camera = (x: number, y: number) =>
	`<path class="body" d="M${x - 62} ${y - 12}h56q6 0 6 6v14q0 6-6 6h-56z"/><path class="body" d="M${x - 72} ${y - 17}h70q4 0 4 4v4h-74z"/><circle class="mark" cx="${x - 56}" cy="${y + 2}" r="6"/>`;

const ground = '<path class="line" d="M-4 172h248"/>';

export const mountPictures: Record<Exclude<Mount, 'unknown'>, string> = {
	pole: `${ground}${pole(134, 14, 172)}${band(134, 40)}${camera(134, 46)}`,
	wall: `
		<path class="shade" d="M150-4h94v188h-94z"/>
		<path class="line" d="M150-4V184"/>
		<path class="thin" d="M150 24h94M150 54h94M150 84h94M150 114h94M150 144h94M190-4v28M222 24v30M178 54v30M210 84v30M182 114v30M222 144v36"/>
		<path class="limb" d="M150 92h-22"/>
		<path class="body" d="M142 72h8v40h-8z"/>${camera(128, 86)}`,
	traffic_light: `
		${ground}${pole(134, 70, 172)}
		<path class="body" d="M120 8h42q6 0 6 6v96q0 6-6 6h-42q-6 0-6-6V14q0-6 6-6z"/>
		<circle class="lamp" cx="141" cy="32" r="12"/>
		<circle class="lamp" cx="141" cy="62" r="12"/>
		<circle class="lamp" cx="141" cy="92" r="12"/>${camera(112, 34)}`,
	street_lamp: `
		${ground}
		<path class="beam" d="M40 40L10 172h116L92 40z"/>
		${pole(164, 30, 172)}
		<path class="limb" d="M171 34q0-18-20-18H92"/>
		<path class="body" d="M36 22q0-12 14-12h44v20H42q-6 0-6-8z"/>
		${band(164, 84)}${camera(164, 90)}`,
	gantry: `
		${ground}
		<path class="body" d="M10 30h14v142H10zM216 30h14v142h-14z"/>
		<path class="body" d="M-4 14h248v9H-4zM-4 47h248v9H-4z"/>
		<path class="line" d="M4 23l24 24 24-24 24 24 24-24 24 24 24-24 24 24 24-24 24 24"/>
		<path class="body" d="M132 56h12v22h-12z"/>${camera(144, 92)}`,
	building: `
		${ground}
		<path class="body" d="M108 20h140v152H108z"/>
		<path class="shade" d="M108 20h140v10H108z"/>
		<path class="line" d="M108 20h140"/>
		<path class="body" d="M130 84h26v32h-26zM180 46h26v32h-26zM180 84h26v32h-26zM130 128h26v44h-26zM180 128h26v32h-26z"/>
		<path class="limb" d="M108 56h-12"/>${camera(98, 58)}`
};
