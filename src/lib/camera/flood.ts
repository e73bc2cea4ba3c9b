import { isDay, type Day } from './day.ts';
import { decodeCameraId, encodeCameraId } from './id.ts';
import { positionProblem, type AreaSettings } from './position.ts';
import { readPosition, type WhereCamera } from './read-position/index.ts';
import { readNumber } from './record.ts';
import type { FieldError } from './report.ts';

export const floodKinds = ['reports', 'surveys'] as const;
export type FloodKind = (typeof floodKinds)[number];

/** Ground: a municipality by its id, a box [west, south, east, north], or a circle [lng, lat, metres]. */
export type FloodArea =
	{ municipality: string } | { box: [number, number, number, number] } | { circle: [number, number, number] };

/** What came between two days on some ground. */
export interface FloodAsked {
	kind: FloodKind;
	from: Day;
	to: Day;
	area: FloodArea;
	/** also what only new people or reports of the same days confirm */
	isStrict: boolean;
	/** ids of entries that stay */
	kept: string[];
}

/**
 * What a form or an address asks for: `kind`, `from`, `to`, `municipality` or `middle` and `radius`, `strict`, `kept` (ids
 * between spaces). Null with what is wrong with each field.
 */
export async function readFlood(
	get: (name: string) => string | null,
	city: AreaSettings,
	whereCamera?: WhereCamera
): Promise<{ asked: FloodAsked | null; errors: FieldError[] }> {
	const text = (name: string) => (get(name) ?? '').trim();
	const errors: FieldError[] = [];
	const kind = floodKinds.find((known) => known === text('kind'));
	if (!kind) errors.push({ field: 'kind', code: 'invalid' });
	for (const field of ['from', 'to']) {
		if (!isDay(text(field))) errors.push({ field, code: text(field) ? 'invalid' : 'required' });
	}
	if (errors.length === 0 && text('to') < text('from')) errors.push({ field: 'to', code: 'invalid' });
	const area = text('municipality')
		? { municipality: text('municipality') }
		: await readCircle(text('middle'), text('radius'), errors, city, whereCamera);
	const kept = text('kept')
		.split(/[\s,;]+/)
		.filter(Boolean)
		.map(decodeCameraId);
	if (kept.includes(null)) errors.push({ field: 'kept', code: 'unknown_camera' });
	if (!kind || !area || errors.length > 0) return { asked: null, errors };
	return {
		asked: {
			kind,
			from: text('from'),
			to: text('to'),
			area,
			isStrict: text('strict') === 'yes',
			kept: kept.filter((number) => number !== null).map(encodeCameraId)
		},
		errors
	};
}

/** Null with what is wrong with the middle (`area`) or the radius. */
async function readCircle(
	middle: string,
	radius: string,
	errors: FieldError[],
	city: AreaSettings,
	whereCamera?: WhereCamera
): Promise<FloodArea | null> {
	const position = await readPosition(middle, whereCamera);
	const metres = readNumber(radius) ?? 0;
	const problem = position ? positionProblem(position, city) : middle ? 'invalid' : 'required';
	if (problem) errors.push({ field: 'area', code: problem });
	else if (metres <= 0) errors.push({ field: 'radius', code: radius ? 'invalid' : 'required' });
	return position && !problem && metres > 0 ? { circle: [...position, metres] } : null;
}
