/* Parts of drawings in a box of 240 by 180. */

/** a pole, its hatched side towards the right */
export const pole = (x: number, top: number) =>
	`<path class="body" d="M${x} 184V${top}h14V184"/><path class="shade" d="M${x + 8} 184V${top + 2}h4.5V184z"/>`;

/** a band that holds something to a pole */
export const band = (x: number, y: number) => `<path class="body" d="M${x - 3} ${y}h20v9h-20z"/>`;
