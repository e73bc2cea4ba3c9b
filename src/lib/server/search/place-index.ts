import MiniSearch from 'minisearch';
import { toLatin } from '../../i18n/latin.ts';
import { fold, foldings } from './fold.ts';
import { distance_m } from './gather.ts';
import type { FoundPlace, Names, Place, PlaceKind } from './place.ts';

/** What is meant more often stands higher. */
const weights: Record<PlaceKind, number> = {
	municipality: 1.6,
	place: 1.4,
	street: 1.2,
	water: 1.1,
	landmark: 1
};
/** further than this nothing is said to be near, in metres */
const near_m = 4_000;
/** so many of the best by words are ordered by how well the whole name fits */
const ordered = 60;
/** what fits so much worse than the best is no answer */
const worst = 0.12;
/** words that people write and maps leave out */
const leftOut = new Set(['ulica', 'ul', 'street']);
/** so many names are taken in before others get a turn, in about 10 ms */
const chunk = 200;

/** Places by name: forgiving of script, diacritics, typos and unfinished words. */
export class PlaceIndex {
	readonly #places: Place[];
	readonly #landmarks: Place[];
	readonly #words = new MiniSearch<{ id: number; names: string }>({
		fields: ['names'],
		processTerm: foldings,
		searchOptions: {
			processTerm: (term) => term,
			prefix: (term) => term.length > 1,
			fuzzy: (term) => allowedTypos(term),
			weights: { prefix: 0.6, fuzzy: 0.25 },
			boostDocument: (id) => weights[this.#places[id as number]?.kind ?? 'landmark']
		}
	});

	private constructor(places: Place[]) {
		this.#places = places;
		this.#landmarks = places.filter(({ kind }) => kind === 'place' || kind === 'municipality');
	}

	/** Builds it in slices, between which other work of the thread goes on. */
	static async of(places: Place[]): Promise<PlaceIndex> {
		const index = new PlaceIndex(places);
		await index.#words.addAllAsync(
			places.map(({ names }, id) => ({ id, names: spellings(names) })),
			{ chunkSize: chunk }
		);
		return index;
	}

	get size(): number {
		return this.#places.length;
	}

	/** The places that a text means, best first. */
	find(text: string, limit: number): FoundPlace[] {
		const query = fold(text);
		const words = query.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
		const kept = words.filter((word) => !leftOut.has(word));
		const asked = (kept.length > 0 ? kept : words).slice(0, 8).join(' ');
		if (!asked) return [];
		let hits = this.#words.search(asked, { combineWith: 'AND' });
		// A house number, or a word too many.
		if (hits.length === 0) hits = this.#words.search(asked, { combineWith: 'OR' });
		const scored = hits
			.slice(0, ordered)
			.map(({ id, score }) => {
				const place = this.#places[id as number] as Place;
				return { place, score: score * fit(place.names, asked) };
			})
			.sort((a, b) => b.score - a.score);
		const least = (scored[0]?.score ?? 0) * worst;
		return scored
			.filter(({ score }) => score >= least)
			.slice(0, limit)
			.map(({ place }) => ({ ...place, near: this.#near(place) }));
	}

	/** Tells streets of one name apart; other things need no such help. */
	#near(place: Place): Names | null {
		if (place.kind !== 'street' && place.kind !== 'landmark') return null;
		let [best, least_m] = [null as Names | null, near_m];
		for (const other of this.#landmarks) {
			const away_m = distance_m(place.position, other.position);
			if (away_m >= least_m || other.names.latn === place.names.latn) continue;
			[best, least_m] = [other.names, away_m];
		}
		return best;
	}
}

/** Letters that may be wrong: a word of three has none to spare. */
function allowedTypos(word: string): number {
	return word.length < 4 || /^\d+$/.test(word) ? 0 : word.length < 6 ? 1 : 2;
}

/** The name as it is asked for comes before names that only begin with it, and those before the rest. */
function fit(names: Names, asked: string): number {
	const folded = Object.values(names).map(fold);
	if (folded.includes(asked)) return 4;
	return folded.some((name) => name.startsWith(asked)) ? 2 : 1;
}

/** Each way the place is called once, in Latin. */
function spellings(names: Names): string {
	return [...new Set(Object.values(names).map((name) => toLatin(name)))].join(' ');
}
