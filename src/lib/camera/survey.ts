import * as v from 'valibot';
import { addDays, isDay, type Day } from './day.ts';
import { metresPerDegree, roundedPosition } from './measures.ts';
import { inArea, positionProblem, type AreaSettings, type Position } from './position.ts';
import type { FieldErrorCode } from './report.ts';
import type { Settings } from './settings.ts';
import { publishChoices, surveyMethods, type SurveyShape } from './vocabulary.ts';

/** Where somebody looked, as a GeoJSON geometry: a line, or an area of one closed ring; lng before lat. */
export type Drawn =
	{ type: 'LineString'; coordinates: Position[] } | { type: 'Polygon'; coordinates: [Position[]] };

/** Points as a line, or as the corners of an area, the first of which is not repeated. */
export function drawnOf(shape: SurveyShape, points: readonly Position[]): Drawn {
	if (shape === 'line') return { type: 'LineString', coordinates: [...points] };
	return { type: 'Polygon', coordinates: [[...points, ...points.slice(0, 1)]] };
}

/** Square metres within corners, on a plane: within 0.1 % for an area that one survey may have. */
export function areaOf_m2(corners: readonly Position[]): number {
	const [[lng0, lat0] = [0, 0]] = corners;
	const scale = Math.cos((lat0 * Math.PI) / 180);
	const flat = corners.map(
		([lng, lat]) => [(lng - lng0) * scale * metresPerDegree, (lat - lat0) * metresPerDegree] as const
	);
	const twice = flat.reduce((sum, [x, y], i) => {
		const [nextX, nextY] = flat[(i + 1) % flat.length] ?? [0, 0];
		return sum + x * nextY - nextX * y;
	}, 0);
	return Math.abs(twice) / 2;
}

/** A height is dropped. */
const corner = v.pipe(
	v.array(v.pipe(v.number('invalid'), v.finite('invalid')), 'invalid'),
	v.minLength(2, 'invalid'),
	v.maxLength(4, 'invalid'),
	v.transform(([lng = 0, lat = 0]): Position => roundedPosition([lng, lat]))
);
const corners = v.array(corner, 'invalid');
const geometry = v.variant(
	'type',
	[
		v.strictObject({ type: v.literal('LineString'), coordinates: corners }, 'invalid'),
		v.strictObject(
			{ type: v.literal('Polygon'), coordinates: v.strictTuple([corners], 'invalid') },
			'invalid'
		)
	],
	'invalid'
);

type SurveySettings = AreaSettings & Pick<Settings, 'survey_corners_max' | 'survey_fade_days'>;

/** What the database would refuse as well, but for what it measures: length, area, municipalities, crossing lines. */
function drawnProblem(drawn: Drawn, settings: SurveySettings): FieldErrorCode | null {
	const points = drawn.type === 'Polygon' ? drawn.coordinates[0] : drawn.coordinates;
	const distinct = new Set(points.map(String)).size;
	if (drawn.type === 'Polygon' ? distinct < 3 || String(points[0]) !== String(points.at(-1)) : distinct < 2)
		return 'invalid';
	if (points.length > settings.survey_corners_max) return 'too_many_corners';
	const outside = points.filter((point) => !inArea(point, settings));
	const [first] = outside;
	if (!first) return null;
	return outside.length === points.length ? positionProblem(first, settings) : 'outside_area';
}

/**
 * The one schema of a survey, "I looked here and found no other camera": the JSON address, the form and the map parse with
 * it. Messages are {@link FieldErrorCode}s. `today` is the day in Belgrade.
 */
export function surveySchema(settings: SurveySettings, today: Day) {
	const oldest = addDays(today, -settings.survey_fade_days);
	return v.strictObject(
		{
			drawn: v.pipe(
				geometry,
				v.rawCheck(({ dataset, addIssue }) => {
					if (!dataset.typed) return;
					const problem = drawnProblem(dataset.value, settings);
					if (problem) addIssue({ message: problem });
				})
			),
			looked_on: v.pipe(
				v.string('invalid'),
				v.check(isDay, 'invalid'),
				v.check((day) => !isDay(day) || day <= today, 'in_future'),
				v.check((day) => !isDay(day) || day > oldest, 'too_old')
			),
			method: v.picklist(surveyMethods, 'invalid'),
			publish: v.optional(v.picklist(publishChoices, 'invalid'), 'now')
		},
		(issue) => (issue.expected === 'never' ? 'unknown_field' : 'required')
	);
}

export type Survey = v.InferOutput<ReturnType<typeof surveySchema>>;
export type SurveyInput = v.InferInput<ReturnType<typeof surveySchema>>;
