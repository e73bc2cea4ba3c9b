import * as v from 'valibot';
import { isDay, isPartialDate, type Day } from './day.ts';
import { decodeCameraId } from './id.ts';
import { oneDecimal } from './measures.ts';
import { positionProblem } from './position.ts';
import { fields, namesWith, unknownOf, type Field, type NameWith, type Table, type Value } from './record.ts';
import type { Settings } from './settings.ts';
import { complaintKinds, publishChoices } from './vocabulary.ts';

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

/** The text with a line feed at the end of each line: browsers send CR LF from a form. */
export function withLineFeeds(text: string): string {
	return text.replace(/\r\n?/g, '\n');
}

// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** Text a person wrote, trimmed, a line's end being one character; PostgreSQL text cannot hold NUL or half a surrogate pair, other controls have no use. */
const text = (maxChars: number) =>
	v.pipe(
		v.string('invalid'),
		v.transform((value) => withLineFeeds(value.toWellFormed()).replace(controls, '').trim()),
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
 * What a field of the record may be set to, by a report or by a correction. Messages are {@link FieldErrorCode}s; `today`
 * is the day in Belgrade.
 */
export function fieldSchema<F extends Field>(field: F, settings: Settings, today: Day) {
	return anySchema(field, settings, today) as unknown as v.GenericSchema<Value<F>, Value<F>>;
}

function anySchema(field: Field, settings: Settings, today: Day): v.GenericSchema {
	if (field.kind === 'choice') {
		const choice = v.picklist(field.values, 'invalid');
		return field.unknown === null ? v.nullable(choice) : choice;
	}
	if (field.kind === 'choices') {
		const { values } = field;
		return v.pipe(
			v.array(v.picklist(values, 'invalid'), 'invalid'),
			v.transform((some) => values.filter((value) => some.includes(value)))
		);
	}
	if (field.kind === 'number') {
		const limit = (at: number | keyof Settings) => (typeof at === 'number' ? at : settings[at]);
		const rounded = field.decimals === 0 ? Math.round : oneDecimal;
		return v.nullable(
			v.pipe(
				v.number('invalid'),
				v.finite('invalid'),
				v.check((value) => !field.isExact || rounded(value) === value, 'invalid'),
				v.minValue(limit(field.least), 'out_of_range'),
				v.maxValue(limit(field.most), 'out_of_range'),
				v.transform(rounded)
			)
		);
	}
	if (field.kind === 'day') {
		return v.nullable(
			v.pipe(
				v.string('invalid'),
				v.check(isDay, 'invalid'),
				v.check((day) => !isDay(day) || day <= today, 'in_future'),
				v.check((day) => !isDay(day) || day >= `${settings.observed_from_year}-01-01`, 'too_early')
			)
		);
	}
	if (field.kind === 'date') {
		return v.nullable(
			v.pipe(
				v.string('invalid'),
				v.check(isPartialDate, 'invalid'),
				v.check((date) => date <= today.slice(0, date.length), 'in_future'),
				v.check((date) => Number(date.slice(0, 4)) >= settings[field.leastYear], 'too_early')
			)
		);
	}
	throw new Error(`A ${field.kind} is counted or computed, and nobody says it.`);
}

/** A position in the area. */
export function positionSchema(settings: Settings) {
	const degrees = v.pipe(v.number('invalid'), v.finite('invalid'));
	return v.pipe(
		v.strictTuple([degrees, degrees], (issue) => (issue.input == null ? 'required' : 'invalid')),
		v.rawCheck(({ dataset, addIssue }) => {
			if (!dataset.typed) return;
			const problem = positionProblem(dataset.value, settings);
			if (problem) addIssue({ message: problem });
		})
	);
}

/** What the fields of a table become in a report: each may be left out, and is unknown then. */
export function reportedFields<T extends Table>(table: T, settings: Settings, today: Day) {
	const entries = namesWith(table, 'inReport').map((name) => [
		name,
		v.optional(fieldSchema(table[name] as Field, settings, today), unknownOf(table[name] as Field))
	]);
	return Object.fromEntries(entries) as {
		[Name in NameWith<T, 'inReport'>]: v.OptionalSchema<
			v.GenericSchema<Value<T[Name]> | null, Value<T[Name]>>,
			Value<T[Name]>
		>;
	};
}

/**
 * The one schema of a report: the JSON address, the form and the map's flow all parse with it.
 * Messages are {@link FieldErrorCode}s. `today` is the day in Belgrade.
 */
export function reportSchema(settings: Settings, today: Day) {
	const body = v.strictObject(
		{
			position: positionSchema(settings),
			...reportedFields(fields, settings, today),
			on_dwelling: v.optional(v.boolean('invalid')),
			note: v.nullish(
				v.pipe(
					text(settings.note_max_chars),
					v.transform((value) => value || null)
				),
				null
			),
			publish: v.optional(v.picklist(publishChoices, 'invalid'), 'now'),
			same_as: v.nullish(cameraId, null),
			another_camera: v.optional(v.boolean('invalid'), false)
		},
		(issue) => (issue.expected === 'never' ? 'unknown_field' : 'required')
	);
	return v.pipe(
		body,
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
