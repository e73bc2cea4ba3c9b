import type { Position } from './position.ts';

/** The tracks and routes of a GPX file; positions are finite numbers, of any size. */
export interface GpxWays {
	/** each in the pieces in which it was recorded, each piece of at least one position; a route is one piece */
	ways: Position[][][];
	/** how many points have no position that can be read */
	unreadable: number;
	/** whether the file ends before its last tag */
	isCutOff: boolean;
}

/** The end of a tag's name, whatever the prefix of its namespace. */
const anyPrefix = String.raw`(?:[\w.-]+:)?`;
const root = new RegExp(`<${anyPrefix}gpx[\\s/>]`);
const end = new RegExp(`</${anyPrefix}gpx\\s*>`);
/** A comment or CDATA, in which no tag counts, or a tag that does. Shape points of a route (Garmin's `rpt`) are its points. */
const tags = new RegExp(
	`<!--[^]*?(?:-->|$)|<!\\[CDATA\\[[^]*?(?:\\]\\]>|$)|<${anyPrefix}(trkseg|trkpt|trk|rtept|rpt|rte)(?=[\\s/>])([^<>]*)>`,
	'g'
);
const attributes = { lon: /\slon\s*=\s*["']([^"']*)/, lat: /\slat\s*=\s*["']([^"']*)/ };

/**
 * Reads a GPX file tag by tag: a document of its tags takes seconds for half a megabyte, and minutes for one made to.
 * Waypoints are no way. Null for what is no GPX.
 */
export function readGpxWays(text: string): GpxWays | null {
	if (!root.test(text)) return null;
	const ways: Position[][][] = [];
	let unreadable = 0;
	for (const [, tag, written = ''] of text.matchAll(tags)) {
		if (tag === 'trk') ways.push([]);
		else if (tag === 'rte') ways.push([[]]);
		else if (tag === 'trkseg') (ways.at(-1) ?? (ways[0] = [])).push([]);
		else if (tag) {
			const position: Position = [numberIn(written, 'lon'), numberIn(written, 'lat')];
			if (position.some(Number.isNaN)) unreadable++;
			else ways.at(-1)?.at(-1)?.push(position);
		}
	}
	return {
		ways: ways.map((pieces) => pieces.filter((piece) => piece.length > 0)).filter((way) => way.length > 0),
		unreadable,
		isCutOff: !end.test(text)
	};
}

/** A number with a point or, as some programs write it, a comma. */
function numberIn(written: string, name: 'lon' | 'lat'): number {
	const value = attributes[name].exec(written)?.[1]?.trim().replace(',', '.') ?? '';
	return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(value) ? Number(value) : NaN;
}
