import * as v from 'valibot';
import { isDay } from '../../camera/day.ts';
import { filterNames, filters, parseBbox, valueFilters } from '../../camera/filter.ts';
import { levels } from '../../camera/levels.ts';
import { readings, standings } from '../../camera/optics.ts';
import type { FieldError } from '../../camera/report.ts';
import { locales } from '../../i18n/locale.ts';
import { readCursor } from '../../server/change-cursor.ts';
import { Problem } from '../../server/problem.ts';

/** What a parameter may be: a schema of its text, or of its texts where it may be repeated. */
export type Parameter = v.GenericSchema<string | string[] | undefined, unknown>;
/** What an address takes behind its question mark. */
export type Query = Readonly<Record<string, Parameter>>;

export const text = (description: string) => v.pipe(v.string(), v.description(description));
export const oneOf = <const T extends readonly string[]>(values: T, description: string) =>
	v.pipe(v.picklist(values), v.description(description));
export const someOf = (values: readonly string[], description: string) =>
	v.pipe(v.array(v.picklist(values)), v.description(description));
export const dayText = (description: string) =>
	v.pipe(v.string(), v.isoDate(), v.check(isDay), v.description(description));
/** A number within limits, written with at most 15 decimals. */
export const numberText = (least: number, most: number, description: string) =>
	v.pipe(
		v.string(),
		v.regex(/^-?\d{1,3}(\.\d{1,15})?$/),
		v.transform(Number),
		v.number(),
		v.minValue(least),
		v.maxValue(most),
		v.description(description)
	);
export const integerText = (least: number, most: number, description: string) =>
	v.pipe(
		v.string(),
		v.regex(/^\d+$/),
		v.transform(Number),
		v.integer(),
		v.minValue(least),
		v.maxValue(most),
		v.description(description)
	);
export const optional = <T extends v.GenericSchema<string, unknown> | v.GenericSchema<string[], unknown>>(
	schema: T
) => v.optional(schema);

export const bbox = v.pipe(
	v.string(),
	v.check((written) => parseBbox(written) !== null),
	v.description('west,south,east,north in degrees'),
	v.examples(['20.44,44.80,20.48,44.83'])
);
export const lang = oneOf(locales, 'The language of places; sr-Latn without it.');

const filterWords: Record<(typeof filterNames)[number], string> = {
	bbox: 'Cameras within west,south,east,north, in degrees.',
	state: 'What reviews say of the camera.',
	type: 'The kind of camera.',
	operator: 'Whose camera it is, as reported.',
	municipality: 'In which municipality it stands. Not understood while no boundaries are loaded.',
	maker: 'Who made it, as reported.',
	capability: 'A camera with any of these capabilities, as reported.',
	freshness: 'How long ago somebody last confirmed it.',
	sign: 'Whether a sign warns of it.',
	since: 'Changed on this day or later.'
};

/** The filters of the downloads. */
export const filterQuery: Query = Object.fromEntries(
	filterNames.map((name) => {
		const values = valueFilters.find((filter) => filter.name === name)?.values;
		const words = filterWords[name];
		if (values) return [name, optional(someOf(values, words))];
		return [name, optional(filters[name].by === 'box' ? bbox : dayText(words))];
	})
);

/** Those that the map applies too. */
export const mapFilterQuery: Query = Object.fromEntries(
	valueFilters.map(({ name }) => [name, filterQuery[name] as Parameter])
);

/** Which entries a feed has. */
export const feedQuery: Query = {
	state: filterQuery.state as Parameter,
	municipality: filterQuery.municipality as Parameter,
	camera: optional(text('The id of one camera.')),
	lang: optional(lang)
};

/** A version as an answer of the changes has it, or a number. */
export const sinceVersion = v.pipe(
	v.string(),
	v.check((written) => readCursor(written) !== null),
	v.description('A version that an answer has named; 0 is everything. Without it only the newest is told.')
);

/** Which squares of watched ground, as parseCoverageQuery reads them. */
export const coverageQuery: Query = {
	level: optional(oneOf(levels, 'A level of IEC 62676-4:2025; outline without it.')),
	reading: optional(oneOf(readings, 'The lens of cameras that zoom; glance without it.')),
	states: optional(oneOf(standings, 'Which cameras count: all that stand, without it, or the verified.')),
	bbox: optional(bbox)
};

/**
 * Holds the parameters of an address to what it takes. An empty parameter that may be left out counts as left out, because
 * a form sends those too.
 * @throws Problem 400, which names each parameter that is missing, unknown, repeated, or not understood
 */
export function checkQuery(params: URLSearchParams, query: Query): void {
	const unknown = [...new Set(params.keys())].filter((name) => !Object.hasOwn(query, name));
	const errors = [
		...unknown.map((field): FieldError => ({ field, code: 'invalid' })),
		...Object.entries(query).flatMap(([field, parameter]): FieldError[] => {
			const texts = params.getAll(field).filter((written) => written !== '');
			if (texts.length === 0) return isOptional(parameter) ? [] : [{ field, code: 'required' }];
			const isFine = isRepeatable(parameter)
				? v.is(parameter, texts)
				: texts.length === 1 && v.is(parameter, texts[0]);
			return isFine ? [] : [{ field, code: 'invalid' }];
		})
	];
	if (errors.length > 0) throw new Problem(400, 'bad_filter', { errors });
}

export function isOptional(parameter: Parameter): boolean {
	return parameter.type === 'optional';
}

export function isRepeatable(parameter: Parameter): boolean {
	const inner = 'wrapped' in parameter ? (parameter.wrapped as Parameter) : parameter;
	return inner.type === 'array';
}
