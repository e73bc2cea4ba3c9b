import { decodeCameraId, encodeCameraId } from '$lib/camera/id';
import { metresPerDegree } from '$lib/camera/measures';
import { formatPosition, positionProblem, type Position } from '$lib/camera/position';
import { readPointed } from '$lib/camera/read-position';
import type { Messages } from '$lib/i18n/load';
import { cameraTitle } from '$lib/i18n/record-words';
import type { Locale } from '$lib/i18n/locale';
import { nameAt, scriptOf } from '$lib/server/feature-context';
import * as cameras from '$lib/server/cameras';
import { toProblem } from '$lib/server/problem';
import { findPlaces, nameIn, type Box, type FoundPlace, type PlaceKind } from '$lib/server/search';
import { settings } from '$lib/server/settings';

/** One thing to go to, in the reader's language. */
export interface Result {
	kind: PlaceKind | 'camera' | 'position';
	name: string;
	/** what it is, and near what */
	detail: string;
	position: Position;
	/** where it is more than a point */
	bbox?: Box;
	/** how close the map goes, at most */
	zoom: number;
	/** of a camera */
	id?: string;
}

export interface Answer {
	results: Result[];
	/** false while the street archive is still being read */
	complete: boolean;
	/** the text is a position, but of another place */
	problem?: 'outside_area';
}

const zooms: Record<Result['kind'], number> = {
	municipality: 13,
	place: 15,
	street: 17,
	landmark: 17.5,
	water: 14,
	camera: 18,
	position: 18
};
/** no name is longer; a map link can be */
const longestName = 100;

/** The box in which the cameras around a result are listed: what it covers, and half a kilometre more. */
export function boxAround({ kind, position: [lng, lat], bbox }: Result): Box {
	// Of a municipality only its label may be known.
	const more_km = !bbox && kind === 'municipality' ? 2.5 : 0.5;
	const [west, south, east, north] = bbox ?? [lng, lat, lng, lat];
	const north_deg = (more_km * 1000) / metresPerDegree;
	const east_deg = north_deg / Math.cos((lat * Math.PI) / 180);
	return [west - east_deg, south - north_deg, east + east_deg, north + north_deg];
}

/** What a text means: a position in any notation, a camera's id, a name in any script. */
export async function find(text: string, limit: number, locale: Locale, m: Messages): Promise<Answer> {
	const pointed = await readPointed(text);
	if (pointed && 'position' in pointed) return atPosition(pointed.position, m);
	if (pointed) return { results: await withId(pointed.camera, locale, m), complete: true };
	const name = text.normalize('NFKC').slice(0, longestName);
	const [camera, { places, complete }] = await Promise.all([
		withId(name, locale, m),
		findPlaces(name, limit)
	]);
	const found = places.map((place) => toResult(place, locale, m));
	return { results: [...camera, ...found].slice(0, limit), complete };
}

async function atPosition([lng, lat]: Position, m: Messages): Promise<Answer> {
	const problem = positionProblem([lng, lat], await settings());
	if (problem === 'outside_area') return { results: [], complete: true, problem };
	const position: Position = problem === 'swapped' ? [lat, lng] : [lng, lat];
	const detail = problem === 'swapped' ? m.search.swapped : m.search.kinds.position;
	const name = formatPosition(position);
	return { results: [{ kind: 'position', name, detail, position, zoom: zooms.position }], complete: true };
}

/** The camera with this id, where there is one to be seen; many a word could be an id. */
async function withId(text: string, locale: Locale, m: Messages): Promise<Result[]> {
	if (decodeCameraId(text) === null) return [];
	try {
		const found = await cameras.get(text);
		if ('gone' in found) return found.gone === 'merged' ? withId(found.into, locale, m) : [];
		const { number, lng, lat, type, state, municipality } = found.camera;
		const id = encodeCameraId(number);
		const position: Position = [lng, lat];
		const place = nameAt(position, locale);
		const name = cameraTitle({ m }, { type, place, municipality, position });
		const detail = m.search.camera(id, m.record.state.values[state]);
		return [{ kind: 'camera', name, detail, position, zoom: zooms.camera, id }];
	} catch (error) {
		// None, or the database is away: names are found all the same.
		if (toProblem(error)) return [];
		throw error;
	}
}

function toResult({ kind, names, position, bbox, near }: FoundPlace, locale: Locale, m: Messages): Result {
	const word = m.search.kinds[kind];
	const isPoint = bbox[0] === bbox[2] && bbox[1] === bbox[3];
	return {
		kind,
		name: nameIn(names, scriptOf[locale]),
		detail: near ? m.search.near(word, nameIn(near, scriptOf[locale])) : word,
		position,
		...(!isPoint && { bbox }),
		zoom: zooms[kind]
	};
}
