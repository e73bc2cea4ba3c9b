import type { Day, PartialDate } from './day.ts';
import { municipalityIds } from './municipalities.ts';
import type { Settings } from './settings.ts';
import {
	capabilities,
	freshnesses,
	makers,
	methods,
	mounts,
	operators,
	signPresences,
	sources,
	states,
	types
} from './vocabulary.ts';

/** What one field of a camera's record can hold, and where it is used. */
export type Field = Kind & Uses;

type Kind =
	/** one of some words; `unknown` is what stands where nobody knows, and without it the field is always known */
	| { kind: 'choice'; values: readonly string[]; unknown?: 'unknown' | null }
	/** any of some words, at most 8; none where nobody knows */
	| { kind: 'choices'; values: readonly string[] }
	/**
	 * a number or null, which is unknown; the limits are numbers or the settings that hold them. More decimals are
	 * rounded, where it is exact they are refused.
	 */
	| {
			kind: 'number';
			unit: 'degrees' | 'metres';
			decimals: 0 | 1;
			isExact?: true;
			least: Limit;
			most: Limit;
	  }
	| { kind: 'count' }
	/** a day or null, which is unknown; a field with `known` always has one */
	| { kind: 'day'; known?: true }
	/** a day, a month or a year, or null, which is unknown; the limit is the setting that holds the earliest year */
	| { kind: 'date'; leastYear: keyof Settings }
	/** what a place is called, in the language that is asked for; null where nobody can name it */
	| { kind: 'name' }
	/** an absolute address */
	| { kind: 'address' };

type Limit = number | keyof Settings;

interface Uses {
	/** its value is computed when it is served: neither the database nor the index has it */
	isComputed?: true;
	/** a report may say it: people are asked for it, or the program notes it */
	inReport?: 'asked' | 'noted';
	/** contributors may correct it */
	isCorrectable?: true;
	/** its name in the layer `cameras` of the tiles */
	inTile?: string;
	/** the tiles leave it out where it is unknown, which makes them smaller */
	tileOmitsUnknown?: true;
	/** every download has it, in the order of this table */
	inDownload?: true;
}

/**
 * The one description of a camera's record, beside its number and its position. From it come the types, the schemas of
 * report and correction, the readers of forms, the index, tiles and downloads, and which words a language must have.
 * The database names its columns the same (supabase/schemas/03_cameras.sql).
 */
export const fields = {
	state: { kind: 'choice', values: states, inTile: 'state', inDownload: true },
	freshness: { kind: 'choice', values: freshnesses, isComputed: true, inDownload: true },
	type: {
		kind: 'choice',
		values: types,
		unknown: 'unknown',
		inReport: 'asked',
		isCorrectable: true,
		inTile: 'type',
		inDownload: true
	},
	mount: { kind: 'choice', values: mounts, unknown: 'unknown', inReport: 'asked', inDownload: true },
	/** clockwise from north */
	heading_deg: {
		kind: 'number',
		unit: 'degrees',
		decimals: 0,
		isExact: true,
		least: 0,
		most: 359,
		inReport: 'asked',
		isCorrectable: true,
		inTile: 'heading',
		inDownload: true
	},
	operator: {
		kind: 'choice',
		values: operators,
		unknown: 'unknown',
		inReport: 'asked',
		isCorrectable: true,
		inTile: 'operator',
		inDownload: true
	},
	maker: {
		kind: 'choice',
		values: makers,
		unknown: 'unknown',
		inReport: 'asked',
		isCorrectable: true,
		inTile: 'maker',
		tileOmitsUnknown: true,
		inDownload: true
	},
	/** reported, never established */
	capabilities: {
		kind: 'choices',
		values: capabilities,
		inReport: 'asked',
		isCorrectable: true,
		inTile: 'capabilities',
		inDownload: true
	},
	/** whether a sign warns of the camera */
	sign_present: {
		kind: 'choice',
		values: signPresences,
		unknown: 'unknown',
		inReport: 'asked',
		isCorrectable: true,
		inTile: 'sign',
		tileOmitsUnknown: true,
		inDownload: true
	},
	/** above ground */
	height_m: {
		kind: 'number',
		unit: 'metres',
		decimals: 1,
		least: 'height_min_m',
		most: 'height_max_m',
		inReport: 'asked',
		isCorrectable: true,
		inDownload: true
	},
	/** of the position */
	accuracy_m: {
		kind: 'number',
		unit: 'metres',
		decimals: 0,
		least: 0,
		most: 'accuracy_max_m',
		inReport: 'asked',
		inDownload: true
	},
	/** how the position was found */
	method: { kind: 'choice', values: methods, unknown: null, inReport: 'noted', inDownload: true },
	/** the street or the quarter at the position */
	place: { kind: 'name', isComputed: true, inDownload: true },
	/** in which the position lies; unknown outside all of them, and while no boundaries are loaded */
	municipality: {
		kind: 'choice',
		values: municipalityIds,
		unknown: null,
		inTile: 'municipality',
		inDownload: true
	},
	source: { kind: 'choice', values: sources, inDownload: true },
	/** since when it stands, as far as somebody knows: OpenStreetMap's tag of the same name */
	start_date: {
		kind: 'date',
		leastYear: 'start_date_from_year',
		inReport: 'asked',
		isCorrectable: true,
		inDownload: true
	},
	first_reported_on: { kind: 'day', known: true, inDownload: true },
	/** the newest day on which a report says that the camera was seen */
	observed_on: { kind: 'day', inReport: 'asked' },
	last_confirmed_on: { kind: 'day', inDownload: true },
	confirmations: { kind: 'count', inDownload: true },
	disputes: { kind: 'count', inDownload: true },
	/** the day of the last public change */
	changed_on: { kind: 'day', known: true },
	/** of the camera's page */
	url: { kind: 'address', isComputed: true, inDownload: true }
} as const satisfies Table;

/** A table of fields; what is derived from one takes it, so that a test can add a field. */
export type Table = Record<string, Field>;
export type CameraFields = typeof fields;

/** What a field holds. */
export type Value<F extends Field> = F extends { kind: 'choice'; values: readonly (infer V)[] }
	? F extends { unknown: null }
		? V | null
		: V
	: F extends { kind: 'choices'; values: readonly (infer V)[] }
		? V[]
		: F extends { kind: 'number' }
			? number | null
			: F extends { kind: 'count' }
				? number
				: F extends { kind: 'day' }
					? F extends { known: true }
						? Day
						: Day | null
					: F extends { kind: 'date' }
						? PartialDate | null
						: F extends { kind: 'name' }
							? string | null
							: string;

/** The names of the fields that have a use. */
export type NameWith<T extends Table, Use extends keyof Uses> = {
	[Name in keyof T]: T[Name] extends { [U in Use]: string | true } ? Name : never;
}[keyof T] &
	string;
/** The names of the fields that the database and the index have. */
export type StoredName<T extends Table = CameraFields> = Exclude<keyof T & string, NameWith<T, 'isComputed'>>;
/** Some fields of a record. */
export type RecordOf<T extends Table, Name extends keyof T> = { [N in Name]: Value<T[N]> };

/** The fields that have a use, in the order of the table. */
export function namesWith<T extends Table, Use extends keyof Uses>(table: T, use: Use): NameWith<T, Use>[] {
	return Object.keys(table).filter((name) => table[name]?.[use]) as NameWith<T, Use>[];
}

/** The fields that the database and the index have, in the order of the table. */
export function storedNames<T extends Table>(table: T): StoredName<T>[] {
	return Object.keys(table).filter((name) => !table[name]?.isComputed) as StoredName<T>[];
}

/** What may be said of a camera that nobody knows more of. */
export function unknownOf<F extends Field>(field: F): Value<F> {
	const unknown = field.kind === 'choice' ? field.unknown : field.kind === 'choices' ? [] : null;
	return unknown as Value<F>;
}

/** How the tiles write a field: several values are one text with a space between, and undefined is left out. */
function tileWriter(field: Field): (value: unknown) => number | string | undefined {
	if (field.kind === 'choices') return (values) => (values as string[]).join(' ') || undefined;
	const omitted = field.kind === 'choice' && field.tileOmitsUnknown ? field.unknown : null;
	return (value) => (value === omitted || value === null ? undefined : (value as number | string));
}

/** The fields that the tiles hold, with their names there and how each is written. */
export const tileFields = namesWith(fields, 'inTile').map((name) => ({
	name,
	inTile: fields[name].inTile,
	write: tileWriter(fields[name])
}));

/** A number as people write it, with a point or a comma; null when it is none. */
export function readNumber(typed: string): number | null {
	const written = typed.trim().replace(',', '.');
	return /^-?\d+(\.\d+)?$/.test(written) ? Number(written) : null;
}

/** What the tiles hold of a field, in TileJSON's words. */
export function tileType(field: Field): 'Number' | 'String' {
	return field.kind === 'number' || field.kind === 'count' ? 'Number' : 'String';
}

/** What a field can hold, in English, for those who read it with a program. */
export function describeField(field: Field): string {
	switch (field.kind) {
		case 'choice': {
			const last = field.values.at(-1);
			return `${field.values.slice(0, -1).join(', ')} or ${last}${field.unknown === null ? '; absent when unknown' : ''}${field.tileOmitsUnknown ? '; absent is unknown' : ''}`;
		}
		case 'choices':
			return `any of ${field.values.join(', ')}, with a space between; absent when none is known`;
		case 'number':
			return `${field.unit === 'degrees' ? 'degrees clockwise from north' : field.unit}; absent when unknown`;
		case 'count':
			return 'how many';
		case 'day':
			return `YYYY-MM-DD${field.known ? '' : '; absent when unknown'}`;
		case 'date':
			return 'YYYY, YYYY-MM or YYYY-MM-DD; absent when unknown';
		case 'name':
			return 'a name; absent when nobody can name it';
		case 'address':
			return 'URL';
	}
}
