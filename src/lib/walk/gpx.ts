import { readGpxWays } from '../camera/gpx.ts';
import { inArea, type AreaSettings, type Position } from '../camera/position.ts';
import { metresAlong } from '../camera/walk.ts';

export const gpxMax_mb = 10;
export const pointsMax = 20_000;

export type GpxProblem =
	'too_large' | 'unreadable' | 'not_gpx' | 'no_position' | 'no_track' | 'too_many_points' | 'outside_area';

/** A way out of a file. */
export interface ImportedWay {
	points: Position[];
	/** how many tracks and routes the file has; the longest is this one */
	tracks: number;
	/** whether it was recorded in pieces, which are joined by straight lines */
	isJoined: boolean;
	/** whether some of it is outside the area */
	isPartlyOutside: boolean;
	/** whether the file ends too early, so that the way may go on */
	isCutOff: boolean;
}

/** Reads a GPX file in the browser: its longest track or route. */
export async function readGpx(file: Blob, area: AreaSettings): Promise<ImportedWay | GpxProblem> {
	if (file.size > gpxMax_mb * 1e6) return 'too_large';
	try {
		return wayOf(await file.text(), area);
	} catch {
		// It was moved or changed meanwhile, or lies in a cloud that does not answer.
		return 'unreadable';
	}
}

/** The longest way of a GPX file: pieces of one track are one line, waypoints are none. */
export function wayOf(text: string, area: AreaSettings): ImportedWay | GpxProblem {
	const read = readGpxWays(text);
	if (!read) return 'not_gpx';
	const ways = read.ways
		.map((pieces) => pieces.map((piece) => piece.filter(isOnEarth)).filter((piece) => piece.length > 0))
		.filter((pieces) => pieces.flat().length > 1);
	const [longest] = ways
		.map((pieces) => ({ pieces, points: pieces.flat(), metres: metresAlong(pieces.flat()).at(-1) ?? 0 }))
		.sort((a, b) => b.metres - a.metres);
	if (!longest) return read.unreadable > 0 ? 'no_position' : read.isCutOff ? 'not_gpx' : 'no_track';
	const { pieces, points } = longest;
	if (points.length > pointsMax) return 'too_many_points';
	const inside = points.filter((point) => inArea(point, area)).length;
	if (inside === 0) return 'outside_area';
	return {
		points,
		tracks: ways.length,
		isJoined: pieces.length > 1,
		isPartlyOutside: inside < points.length,
		isCutOff: read.isCutOff
	};
}

const isOnEarth = ([lng, lat]: Position) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
