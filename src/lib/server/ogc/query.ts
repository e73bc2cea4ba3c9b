import { compile, Cql2Error, dayOfText, languages, type Filter } from '../../camera/cql2/index.ts';
import type { Box } from '../../camera/filter.ts';
import { refuseSwapped } from '../asked-filter.ts';
import { Problem } from '../problem.ts';
import { queryables, type Collection, type Items, type Property } from './collection.ts';
import { crs84, systems, type Crs } from './crs.ts';

export const usualItems = 100;
export const mostItems = 10_000;

/** The parameters of every collection's items, beside its properties. */
export const ownParameters = [
	'limit',
	'bbox',
	'bbox-crs',
	'datetime',
	'crs',
	'filter',
	'filter-lang',
	'filter-crs',
	'after',
	'before',
	'offset'
] as const;
type Own = (typeof ownParameters)[number];

/** What is asked of a collection's items. */
export interface ItemsQuery {
	limit: number;
	/** more were asked for than are sent at once */
	isCut: boolean;
	crs: Crs;
	/** items are wanted from this place on, or before it, the last of them */
	from: number;
	isBefore: boolean;
	/** so many of those that are asked for are passed over: programs that know no keys ask so */
	offset: number;
	/** whether the item at a place is asked for; null when every one is */
	isAsked: ((place: number) => boolean) | null;
}

/**
 * Reads the parameters of an address.
 * @throws Problem 400, which names what cannot be read
 * @throws Cql2Error when the filter cannot be read
 */
export async function readQuery(
	params: URLSearchParams,
	collection: Collection,
	items: Items
): Promise<ItemsQuery> {
	const names = [...new Set(params.keys())];
	const isOwn = (name: string) => (ownParameters as readonly string[]).includes(name);
	const kinds = queryables(collection);
	const isProperty = (name: string) => Object.hasOwn(kinds, name) && name !== 'geometry';
	const bad = names.filter((name) => !isProperty(name) && (!isOwn(name) || params.getAll(name).length > 1));
	/** Reads a parameter where it is given; what cannot be read is bad. */
	const read = <T>(name: Own, reader: (text: string) => T | null): T | undefined => {
		const text = params.get(name);
		if (text === null || bad.includes(name)) return undefined;
		const value = reader(text);
		if (value === null) bad.push(name);
		return value ?? undefined;
	};
	const limit = read('limit', (text) => (/^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : null));
	const system = (name: Own) =>
		read(name, (text) => systems.find(({ uri }) => uri === text) ?? null) ?? crs84;
	const [crs, bboxCrs, filterCrs] = [system('crs'), system('bbox-crs'), system('filter-crs')];
	const bbox = read('bbox', (text) => readBbox(text, bboxCrs, items));
	const days = read('datetime', readDays);
	const parse = read('filter-lang', (text) =>
		Object.hasOwn(languages, text) ? languages[text as keyof typeof languages] : null
	);
	const after = read('after', (id) => items.find(id));
	const before = read('before', (id) => items.find(id));
	const offset = read('offset', (text) => (/^\d{1,9}$/.test(text) ? Number(text) : null));
	if (before !== undefined && (after ?? offset) !== undefined) bad.push('before');
	const ofProperties = names.filter(isProperty).map((name) => {
		const filter = propertyFilter(name, collection.properties[name] as Property, params.getAll(name));
		if (filter === null) bad.push(name);
		return filter ?? true;
	});
	if (bad.length > 0) throw new Problem(400, 'bad_filter', { names: bad });
	if (bbox) await refuseSwapped(bbox.degrees);

	const tests: ((place: number) => boolean)[] = ofProperties.map((filter) =>
		compile(filter, items.source, crs84.plane)
	);
	if (bbox) tests.push(bbox.test);
	if (days && collection.hasDays)
		tests.push((place) => {
			const [first, last] = items.days(place);
			return first <= days[1] && last >= days[0];
		});
	const filter = params.get('filter');
	if (filter !== null)
		tests.push(compile((parse ?? languages['cql2-text'])(filter), items.source, filterCrs.plane));
	return {
		limit: Math.min(limit ?? usualItems, mostItems),
		isCut: limit !== undefined && limit > mostItems,
		crs,
		// Where the item of an id is no more, the next one has its place.
		from: before?.place ?? (after ? after.place + Number(after.isThere) : 0),
		isBefore: before !== undefined,
		offset: offset ?? 0,
		isAsked: tests.length === 0 ? null : (place) => tests.every((test) => test(place))
	};
}

interface AskedBox {
	test: (place: number) => boolean;
	/** the same in degrees, where it was given in degrees */
	degrees: Box | undefined;
}

/** Four numbers in the order of the system's axes, or six with heights, which are left. What has no geometry is in every box. */
function readBbox(text: string, { plane }: Crs, { source }: Items): AskedBox | null {
	const parts = text.split(',');
	if (!parts.every((part) => /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*$/.test(part))) return null;
	const bbox = parts.map(Number);
	try {
		const isIn = compile({ op: 's_intersects', args: [{ property: 'geometry' }, { bbox }] }, source, plane);
		const half = bbox.length / 2;
		const [from, to] = [
			plane.read(bbox[0] ?? 0, bbox[1] ?? 0),
			plane.read(bbox[half] ?? 0, bbox[half + 1] ?? 0)
		];
		return {
			test: (place) => source.geometry(place) === null || isIn(place),
			degrees: plane.project === null ? ([...(from ?? []), ...(to ?? [])] as unknown as Box) : undefined
		};
	} catch (error) {
		if (error instanceof Cql2Error) return null;
		throw error;
	}
}

/** A day or an instant, or two with a slash between, of which one may be open: `..` or nothing. */
function readDays(text: string): [first: string, last: string] | null {
	const parts = text.split('/');
	const open = (part: string | undefined) => part === '' || part === '..';
	const [first, last] = [parts[0], parts[1] ?? parts[0]];
	if (parts.length > 2 || (open(first) && open(last))) return null;
	const from = open(first) ? '' : dayOfText(first ?? '');
	const to = open(last) ? '\uffff' : dayOfText(last ?? '');
	return from === null || to === null || from > to ? null : [from, to];
}

/** An item must have one of these values, or of a list any of them. */
function propertyFilter(property: string, { kind, values }: Property, texts: string[]): Filter | null {
	if (values && !texts.every((text) => values.includes(text))) return null;
	switch (kind) {
		case 'list':
			return { op: 'a_overlaps', args: [{ property }, texts] };
		case 'string':
			return { op: 'in', args: [{ property }, texts] };
		case 'day': {
			const days = texts.map(dayOfText);
			if (days.includes(null)) return null;
			return { op: 'in', args: [{ property }, days.map((date) => ({ date: date ?? '' }))] };
		}
		default:
			if (!texts.every((text) => /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(text))) return null;
			return { op: 'in', args: [{ property }, texts.map(Number)] };
	}
}
