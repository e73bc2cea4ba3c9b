import distance from '@turf/distance';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { readGpxWays } from './gpx.ts';
import type { Position } from './position.ts';
import { readPosition } from './read-position/index.ts';
import type { FieldError } from './report.ts';
import { drawnOf, type Drawn } from './survey.ts';
import type { SurveyShape } from './vocabulary.ts';

const names = ['drawn', 'shape', 'looked_on', 'method', 'publish'] as const;
/** What was typed into the plain form, as it was typed. */
export type SurveyFormValues = Record<(typeof names)[number], string>;

/** A recorded walk has a point every second; nearer than this to the one before, they say nothing of a strip of 50 m. */
const spacing_m = 10;
/** More than any survey may have, and few enough to be read in a moment. */
const maxLines = 5000;
/** A line that says a position is shorter. */
const lineMax_chars = 300;
/** so many lines are read before others get a turn */
const linesAtOnce = 200;

/** What was typed into the form. */
export function typedSurvey(form: FormData): SurveyFormValues {
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.trim() : '';
	};
	return Object.fromEntries(names.map((name) => [name, text(name)])) as SurveyFormValues;
}

/** A sent form as the body that `surveySchema` takes, and what cannot be read before that. */
export async function readSurveyForm(
	form: FormData
): Promise<{ body: Record<string, unknown>; errors: FieldError[] }> {
	const values = typedSurvey(form);
	const errors: FieldError[] = [];
	const body: Record<string, unknown> = {};
	for (const name of ['looked_on', 'method', 'publish'] as const) if (values[name]) body[name] = values[name];
	if (values.shape !== 'line' && values.shape !== 'area')
		errors.push({ field: 'shape', code: values.shape ? 'invalid' : 'required' });
	const drawn = await readDrawn(values.drawn, values.shape === 'area' ? 'area' : 'line');
	if (drawn) body.drawn = drawn;
	else errors.push({ field: 'drawn', code: values.drawn ? 'invalid' : 'required' });
	return { body, errors };
}

/**
 * Reads what people paste: positions one a line in any notation, GeoJSON, or the text of a GPX file; of several lines the
 * longest piece, because between two pieces nobody looked. A polygon of GeoJSON is an area whatever was chosen. Null when it
 * cannot be read.
 */
export async function readDrawn(text: string, shape: SurveyShape): Promise<Drawn | null> {
	const trimmed = text.trim();
	if (trimmed.startsWith('{')) return fromGeoJson(trimmed, shape);
	if (trimmed.startsWith('<')) return fromGpx(trimmed, shape);
	const lines = trimmed.split(/\r?\n/).filter((line) => line.trim());
	if (lines.length > maxLines || lines.some((line) => line.length > lineMax_chars)) return null;
	const points: Position[] = [];
	for (const [i, line] of lines.entries()) {
		if (i % linesAtOnce === 0) await new Promise((resolve) => setTimeout(resolve));
		const point = await readPosition(line);
		if (!point) return null;
		points.push(point);
	}
	return joined(points, shape);
}

function fromGeoJson(text: string, shape: SurveyShape): Drawn | null {
	try {
		const geometries = geometriesIn(JSON.parse(text) as Feature | FeatureCollection | Geometry);
		const area = geometries.find((geometry) => geometry?.type === 'Polygon');
		// What is wrong with its rings, the schema says.
		if (area) return area as Drawn;
		return joined(longest(geometries), shape);
	} catch {
		return null;
	}
}

/** The longest piece of a GPX file. A file that was cut off is not taken for a shorter walk. */
function fromGpx(text: string, shape: SurveyShape): Drawn | null {
	const read = readGpxWays(text);
	if (!read || read.isCutOff || read.unreadable > 0) return null;
	const drawn = read.ways.flat().map((coordinates): Geometry => ({ type: 'LineString', coordinates }));
	return joined(thinned(longest(drawn)), shape);
}

function geometriesIn(value: Feature | FeatureCollection | Geometry): (Geometry | null)[] {
	if (value.type === 'FeatureCollection') return value.features.map(({ geometry }) => geometry);
	return [value.type === 'Feature' ? value.geometry : value];
}

function longest(geometries: (Geometry | null)[]): Position[] {
	const pieces = geometries.flatMap((geometry): Position[][] => {
		if (geometry?.type === 'LineString') return [geometry.coordinates as Position[]];
		return geometry?.type === 'MultiLineString' ? (geometry.coordinates as Position[][]) : [];
	});
	return pieces
		.map((piece) => ({ piece, metres: lengthOf(piece) }))
		.reduce((best, one) => (one.metres > best.metres ? one : best), { piece: [] as Position[], metres: -1 })
		.piece;
}

const metresBetween = (a: Position, b: Position) => distance(a, b, { units: 'meters' });
const lengthOf = (line: Position[]) =>
	line.reduce((sum, point, i) => sum + metresBetween(line[i - 1] ?? point, point), 0);

function thinned(line: Position[]): Position[] {
	const kept: Position[] = [];
	for (const [i, point] of line.entries()) {
		const last = kept.at(-1);
		if (!last || i === line.length - 1 || metresBetween(last, point) >= spacing_m) kept.push(point);
	}
	return kept;
}

/** Null for fewer points than the shape needs. The first corner of an area may stand again at its end. */
function joined(points: Position[], shape: SurveyShape): Drawn | null {
	if (shape === 'line') return points.length > 1 ? drawnOf('line', points) : null;
	const isClosed = points.length > 1 && String(points[0]) === String(points.at(-1));
	const ring = isClosed ? points.slice(0, -1) : points;
	return ring.length > 2 ? drawnOf('area', ring) : null;
}
