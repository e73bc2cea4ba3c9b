import * as v from 'valibot';
import { isDay, type Day } from './day.ts';
import { decodeCameraId } from './id.ts';
import { positionProblem } from './position.ts';
import type { Settings } from './settings.ts';
import {
	capabilities,
	complaintKinds,
	makers,
	methods,
	mounts,
	operators,
	publishChoices,
	signPresences,
	types
} from './vocabulary.ts';

/** What can be wrong with a field; the words for each stand in i18n (`errors.field`). */
export const fieldErrorCodes = [
	'required',
	'invalid',
	'out_of_range',
	'outside_area',
	'swapped',
	'too_long',
	'in_future',
	'too_early',
	'on_dwelling',
	'unknown_camera',
	'too_far',
	'key_reused',
	'unchanged',
	'same_camera',
	'unknown_field',
	'too_old',
	'too_many_corners',
	'line_too_long',
	'area_too_large',
	'crosses_itself'
] as const;
export type FieldErrorCode = (typeof fieldErrorCodes)[number];
export interface FieldError {
	field: string;
	code: FieldErrorCode;
}

const oneOf = <const T extends readonly string[]>(values: T, fallback: T[number]) =>
	v.optional(v.picklist(values, 'invalid'), fallback);
const number = () => v.pipe(v.number('invalid'), v.finite('invalid'));

// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** Text a person wrote, trimmed; PostgreSQL text cannot hold NUL or half a surrogate pair, other controls have no use. */
const text = (maxChars: number) =>
	v.pipe(
		v.string('invalid'),
		v.transform((value) => value.toWellFormed().replace(controls, '').trim()),
		v.check((value) => [...value].length <= maxChars, 'too_long')
	);

const cameraId = v.pipe(
	v.string('invalid'),
	v.rawTransform(({ dataset, addIssue, NEVER }) => {
		const decoded = decodeCameraId(dataset.value);
		if (decoded === null) {
			addIssue({ message: 'invalid' });
			return NEVER;
		}
		return decoded;
	})
);

/**
 * The one schema of a report: the JSON address, the form and the map's flow all parse with it.
 * Messages are {@link FieldErrorCode}s. `today` is the day in Belgrade.
 */
export function reportSchema(settings: Settings, today: Day) {
	const fields = v.strictObject(
		{
			position: v.pipe(
				v.strictTuple([number(), number()], (issue) => (issue.input == null ? 'required' : 'invalid')),
				v.rawCheck(({ dataset, addIssue }) => {
					if (!dataset.typed) return;
					const problem = positionProblem(dataset.value, settings);
					if (problem) addIssue({ message: problem });
				})
			),
			type: oneOf(types, 'unknown'),
			mount: oneOf(mounts, 'unknown'),
			heading_deg: v.nullish(
				v.pipe(
					number(),
					v.integer('invalid'),
					v.minValue(0, 'out_of_range'),
					v.maxValue(359, 'out_of_range')
				),
				null
			),
			operator: oneOf(operators, 'unknown'),
			on_dwelling: v.optional(v.boolean('invalid')),
			maker: oneOf(makers, 'unknown'),
			capabilities: v.optional(
				v.pipe(
					v.array(v.picklist(capabilities, 'invalid'), 'invalid'),
					v.transform((values) => capabilities.filter((value) => values.includes(value)))
				),
				[]
			),
			sign_present: oneOf(signPresences, 'unknown'),
			height_m: v.nullish(
				v.pipe(
					number(),
					v.minValue(settings.height_min_m, 'out_of_range'),
					v.maxValue(settings.height_max_m, 'out_of_range'),
					v.transform((metres) => Math.round(metres * 10) / 10)
				),
				null
			),
			accuracy_m: v.nullish(
				v.pipe(
					number(),
					v.minValue(0, 'out_of_range'),
					v.maxValue(settings.accuracy_max_m, 'out_of_range'),
					v.transform(Math.round)
				),
				null
			),
			method: v.nullish(v.picklist(methods, 'invalid'), null),
			observed_on: v.nullish(
				v.pipe(
					v.string('invalid'),
					v.check(isDay, 'invalid'),
					v.check((day) => !isDay(day) || day <= today, 'in_future'),
					v.check((day) => !isDay(day) || day >= `${settings.observed_from_year}-01-01`, 'too_early')
				),
				null
			),
			note: v.nullish(
				v.pipe(
					text(settings.note_max_chars),
					v.transform((value) => value || null)
				),
				null
			),
			publish: oneOf(publishChoices, 'now'),
			same_as: v.nullish(cameraId, null),
			another_camera: v.optional(v.boolean('invalid'), false)
		},
		(issue) => (issue.expected === 'never' ? 'unknown_field' : 'required')
	);
	return v.pipe(
		fields,
		// A private camera is asked about: one on a home is refused, and says why.
		v.rawCheck(({ dataset, addIssue }) => {
			if (!dataset.typed || dataset.value.operator !== 'private') return;
			const { on_dwelling } = dataset.value;
			if (on_dwelling === false) return;
			addIssue({
				message: on_dwelling ? 'on_dwelling' : 'required',
				path: [
					{ type: 'object', origin: 'value', input: dataset.value, key: 'on_dwelling', value: on_dwelling }
				]
			});
		})
	);
}

/** A report as it may be written down: checked, every unknown said. */
export type Report = v.InferOutput<ReturnType<typeof reportSchema>>;
/** A report as it is sent: only `position` is required. */
export type ReportInput = v.InferInput<ReturnType<typeof reportSchema>>;

/** "Report a problem with this entry"; for moderators only. */
export function complaintSchema(settings: Settings) {
	return v.strictObject(
		{
			kind: v.picklist(complaintKinds, 'invalid'),
			message: v.nullish(
				v.pipe(
					text(settings.note_max_chars),
					v.transform((value) => value || null)
				),
				null
			)
		},
		(issue) => (issue.expected === 'never' ? 'unknown_field' : 'required')
	);
}
export type Complaint = v.InferOutput<ReturnType<typeof complaintSchema>>;

/** One error per field, the first that was found; field '' is the body as a whole. */
export function fieldErrors(issues: readonly v.BaseIssue<unknown>[]): FieldError[] {
	const byField = new Map<string, FieldError>();
	for (const issue of issues) {
		const field = String(issue.path?.[0]?.key ?? '');
		const code = fieldErrorCodes.find((known) => known === issue.message) ?? 'invalid';
		if (!byField.has(field)) byField.set(field, { field, code });
	}
	return [...byField.values()];
}
