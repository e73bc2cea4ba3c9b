import type { Position } from '../position.ts';

/** What a notation says; null where no place on Earth has it, so that nothing else is read out of its pieces. */
export type Written = Position | null;

/** A text in capitals, out of which what is understood is taken: nothing is read twice. */
export class Rest {
	text: string;
	/** the text without what stands around letters and numbers */
	#all = '';
	constructor(text: string) {
		this.text = text;
	}

	/** Takes out what a pattern (with `g`) finds and `read` understands; `undefined` leaves it in the text. */
	take<T>(pattern: RegExp, read: (groups: string[]) => T | undefined): T[] {
		const taken: T[] = [];
		this.#all = /[\p{L}\p{N}+-](.*[\p{L}\p{N}°'"])?/u.exec(this.text)?.[0] ?? '';
		this.text = this.text.replace(pattern, (whole: string, ...others: unknown[]) => {
			const groups = others.slice(0, -2) as string[];
			const understood = read([whole, ...groups]);
			if (understood === undefined) return whole;
			taken.push(understood);
			return ' # ';
		});
		// What was taken may have hidden the next.
		return taken.length > 0 ? [...taken, ...this.take(pattern, read)] : taken;
	}

	/** Whether a piece that is being taken is all that the text says. */
	isAll(piece: string): boolean {
		return piece.includes(this.#all);
	}
}

export function position(lng: number, lat: number): Written {
	return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [lng, lat] : null;
}
