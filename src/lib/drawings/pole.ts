/* Parts of drawings in a box of 240 by 180. */

/** a pole, its hatched side towards the right; `foot`: where it ends, below the drawing if nothing is said */
export const pole = (x: number, top: number, foot = 184) =>
	`<path class="body" d="M${x} ${foot}V${top}h14V${foot}"/><path class="shade" d="M${x + 8} ${foot}V${top + 2}h4.5V${foot}z"/>`;

/** a band that holds something to a pole */
export const band = (x: number, y: number) => `<path class="body" d="M${x - 3} ${y}h20v9h-20z"/>`;
