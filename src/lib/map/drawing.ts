/** A picture that the server puts into the page; no script receives it (see `transport` in src/hooks.ts). */
export class Drawing {
	readonly svg: string;
	constructor(svg: string) {
		this.svg = svg;
	}
}
