import { createHash } from 'node:crypto';
import KDBush from 'kdbush';
import { metresPerDegree } from '../../camera/measures.ts';
import type { Position } from '../../camera/position.ts';
import type { Names, Place } from './place.ts';

/** A street this near to a position names it, in metres. */
const street_m = 35;
/** Else the nearest quarter or village does. A municipality is told by its boundary, not by its label. */
const quarter_m = 900;
/** points along a street, in metres: the nearest one is at most half of it too far */
const every_m = 25;
/** a metre is as long to the east as to the north in the middle of the City */
const east = Math.cos((44.8 * Math.PI) / 180);

/** Points with the numbers of their names, to be looked up by nearness. Posted from thread to thread. */
interface NamedPoints {
	/** of KDBush; null without points */
	tree: ArrayBufferLike | null;
	/** metres, x and y one after the other */
	at: Float32Array;
	names: Uint32Array;
}
export interface NamedGround {
	names: Names[];
	streets: NamedPoints;
	quarters: NamedPoints;
}

/** A text that is the same for the same names at the same places. */
export function digestOf({ names, streets, quarters }: NamedGround): string {
	const hash = createHash('sha256').update(JSON.stringify(names));
	for (const points of [streets, quarters]) hash.update(points.at).update(points.names);
	return hash.digest('hex').slice(0, 16);
}

/** Collects what names ground, place after place. */
export class NamingGround {
	#names: Names[] = [];
	#numbers = new Map<string, number>();
	#streets = new Points();
	#quarters = new Points();

	add({ kind, names, position, lines, isCity }: Place): void {
		if (kind === 'street')
			for (const point of (lines ?? [[position]]).flatMap(along))
				this.#streets.add(point, this.#number(names));
		// The label of a city stands in its middle, and the whole city is around it.
		else if (kind === 'place' && !isCity) this.#quarters.add(toMetres(position), this.#number(names));
	}

	ground(): NamedGround {
		return { names: this.#names, streets: this.#streets.pack(), quarters: this.#quarters.pack() };
	}

	#number(names: Names): number {
		const key = names.cyrl ?? names.latn ?? '';
		const known = this.#numbers.get(key) ?? this.#names.push(names) - 1;
		this.#numbers.set(key, known);
		return known;
	}
}

class Points {
	#at: number[] = [];
	#names: number[] = [];

	add([x, y]: [number, number], name: number): void {
		this.#at.push(x, y);
		this.#names.push(name);
	}

	pack(): NamedPoints {
		const at = Float32Array.from(this.#at);
		const names = Uint32Array.from(this.#names);
		if (names.length === 0) return { tree: null, at, names };
		const tree = new KDBush(names.length, 64, Float32Array);
		for (let i = 0; i < at.length; i += 2) tree.add(at[i] ?? 0, at[i + 1] ?? 0);
		return { tree: tree.finish().data, at, names };
	}
}

/** What ground is called: the street, else the quarter. */
export class PlaceNames {
	readonly #names: Names[];
	readonly #street: (at: [number, number]) => number | null;
	readonly #quarter: (at: [number, number]) => number | null;

	constructor({ names, streets, quarters }: NamedGround) {
		this.#names = names;
		this.#street = nearest(streets, street_m);
		this.#quarter = nearest(quarters, quarter_m);
	}

	/** The names of what is at a position; null where nobody can name it. */
	at(position: Position): Names | null {
		const at = toMetres(position);
		const number = this.#street(at) ?? this.#quarter(at);
		return number === null ? null : (this.#names[number] ?? null);
	}
}

/** A function that finds the name of the nearest point within so many metres. */
function nearest(
	{ tree, at, names }: NamedPoints,
	within_m: number
): (at: [number, number]) => number | null {
	if (tree === null) return () => null;
	const points = KDBush.from(tree);
	return ([x, y]) => {
		let [found, least] = [null as number | null, Infinity];
		for (const id of points.within(x, y, within_m)) {
			const away = Math.hypot((at[2 * id] ?? 0) - x, (at[2 * id + 1] ?? 0) - y);
			if (away < least) [found, least] = [names[id] ?? null, away];
		}
		return found;
	};
}

/** Metres on a plane, exact enough within a city. */
function toMetres([lng, lat]: Position): [number, number] {
	return [lng * metresPerDegree * east, lat * metresPerDegree];
}

/** Points along a line, its ends among them. */
function along(line: Position[]): [number, number][] {
	const corners = line.map(toMetres);
	return corners.flatMap(([x, y], i): [number, number][] => {
		const [toX, toY] = corners[i + 1] ?? [x, y];
		const steps = Math.max(1, Math.ceil(Math.hypot(toX - x, toY - y) / every_m));
		return Array.from({ length: i + 1 < corners.length ? steps : 1 }, (_, step) => [
			x + ((toX - x) * step) / steps,
			y + ((toY - y) * step) / steps
		]);
	});
}
