import { gpx } from '@tmcw/togeojson';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { inArea, type AreaSettings, type Position } from '../camera/position.ts';
import { metresAlong } from '../camera/walk.ts';

export const gpxMax_mb = 10;
export const pointsMax = 20_000;

export type GpxProblem = 'too_large' | 'not_gpx' | 'no_track' | 'too_many_points' | 'outside_area';

/** A way out of a file. */
export interface ImportedWay {
	points: Position[];
	/** how many tracks and routes the file has; the longest is this one */
	tracks: number;
	/** whether it was recorded in pieces, which are joined by straight lines */
	isJoined: boolean;
	/** whether some of it is outside the area */
	isPartlyOutside: boolean;
}

/** Reads a GPX file in the browser: its longest track or route. */
export async function readGpx(file: File, area: AreaSettings): Promise<ImportedWay | GpxProblem> {
	if (file.size > gpxMax_mb * 1e6) return 'too_large';
	const document = new DOMParser().parseFromString(await file.text(), 'application/xml');
	if (document.querySelector('parsererror') || document.documentElement.localName !== 'gpx') return 'not_gpx';
	return wayOf(gpx(document) as FeatureCollection<Geometry | null>, area);
}

/** The longest line of a GPX file as GeoJSON: pieces of one track are one line, waypoints are none. */
export function wayOf(
	{ features }: { features: Feature<Geometry | null>[] },
	area: AreaSettings
): ImportedWay | GpxProblem {
	const ways = features
		.map(({ geometry }) => piecesOf(geometry))
		.filter((pieces) => pieces.flat().length > 1);
	const [longest] = ways
		.map((pieces) => ({ pieces, points: pieces.flat(), metres: metresAlong(pieces.flat()).at(-1) ?? 0 }))
		.sort((a, b) => b.metres - a.metres);
	if (!longest) return 'no_track';
	const { pieces, points } = longest;
	if (points.length > pointsMax) return 'too_many_points';
	const inside = points.filter((point) => inArea(point, area)).length;
	if (inside === 0) return 'outside_area';
	return {
		points,
		tracks: ways.length,
		isJoined: pieces.length > 1,
		isPartlyOutside: inside < points.length
	};
}

function piecesOf(geometry: Geometry | null): Position[][] {
	const lines =
		geometry?.type === 'LineString'
			? [geometry.coordinates]
			: geometry?.type === 'MultiLineString'
				? geometry.coordinates
				: [];
	return lines
		.map((line) => line.map(([lng = NaN, lat = NaN]): Position => [lng, lat]))
		.map((line) => line.filter(([lng, lat]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
		.filter((line) => line.length > 0);
}
