import type { LngLatBounds } from 'maplibre-gl';
import type { Filter } from '../camera/filter.ts';
import { metresPerDegree } from '../camera/measures.ts';

export type Box = NonNullable<Filter['bbox']>;

/** sides of the boxes that are asked for, so that few moves of the map ask anew */
const step_deg = 0.01;
/** what was asked for is asked for again after so long */
const keptMs = 60_000;

/**
 * The box to ask for: what the map shows and `margin_m` around it, outwards to whole hundredths of a degree.
 * @returns west, south, east, north in degrees
 */
export function boxAround([west, south, east, north]: Box, margin_m: number): Box {
	const lat_deg = margin_m / metresPerDegree;
	const lng_deg = lat_deg / Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180);
	const out = (value: number, round: (steps: number) => number) =>
		Number((round(value / step_deg) * step_deg).toFixed(2));
	return [
		out(west - lng_deg, Math.floor),
		out(south - lat_deg, Math.floor),
		out(east + lng_deg, Math.ceil),
		out(north + lat_deg, Math.ceil)
	];
}

/**
 * Asks for what could see ground which the map shows, also from outside of it: the tiles that the map holds do not have
 * all of these cameras.
 */
export class Around<T> {
	readonly #margin_m: number;
	readonly #ask: (bbox: Box, signal: AbortSignal) => Promise<T>;
	#asked = '';
	#askedAt = 0;
	#asking = new AbortController();

	constructor(margin_m: number, ask: (bbox: Box, signal: AbortSignal) => Promise<T>) {
		this.#margin_m = margin_m;
		this.#ask = ask;
	}

	/** Null where there is nothing new to ask for, or nothing came. Asking again lets go of the question before. */
	async in(bounds: LngLatBounds): Promise<T | null> {
		const bbox = boxAround(bounds.toArray().flat() as unknown as Box, this.#margin_m);
		if (String(bbox) === this.#asked && Date.now() - this.#askedAt < keptMs) return null;
		this.#asked = String(bbox);
		this.#askedAt = Date.now();
		this.stop();
		const { signal } = (this.#asking = new AbortController());
		try {
			return await this.#ask(bbox, signal);
		} catch {
			// Nobody answered: when the map comes to rest again.
			if (!signal.aborted) this.#asked = '';
			return null;
		}
	}

	stop(): void {
		this.#asking.abort();
	}
}
