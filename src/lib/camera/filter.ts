import { freshness, type Camera } from './camera.ts';
import { isDay, type Day } from './day.ts';
import type { Position } from './position.ts';
import { fields, type CameraFields, type StoredName } from './record.ts';
import type { Settings } from './settings.ts';

/** What a filter asks of a camera. */
type Criterion =
	/** its position lies in the chosen box */
	| { by: 'box' }
	/** its field has one of the chosen values, or any of them where the field has several */
	| { by: 'values'; field: FieldWithValues }
	/** the day in its field is the chosen day or a later one */
	| { by: 'firstDay'; field: NameOfKind<'day'> };

type NameOfKind<Kind> = {
	[Name in keyof CameraFields]: CameraFields[Name]['kind'] extends Kind ? Name : never;
}[keyof CameraFields];
type FieldWithValues = NameOfKind<'choice' | 'choices'>;

/**
 * The one description of what can be filtered, by the names in addresses. From it come the predicate, the expression of
 * the map (src/lib/map/camera-style.ts), the address, and the choices of the pages.
 */
export const filters = {
	bbox: { by: 'box' },
	state: { by: 'values', field: 'state' },
	type: { by: 'values', field: 'type' },
	operator: { by: 'values', field: 'operator' },
	municipality: { by: 'values', field: 'municipality' },
	maker: { by: 'values', field: 'maker' },
	capability: { by: 'values', field: 'capabilities' },
	freshness: { by: 'values', field: 'freshness' },
	sign: { by: 'values', field: 'sign_present' },
	since: { by: 'firstDay', field: 'changed_on' }
} as const satisfies Record<string, Criterion>;

export type FilterName = keyof typeof filters;
export const filterNames = Object.keys(filters) as FilterName[];

/** [west, south, east, north], degrees */
export type Box = [west: number, south: number, east: number, north: number];

type Chosen<C extends Criterion> = C extends { field: infer Name extends FieldWithValues }
	? CameraFields[Name]['values'][number][]
	: C extends { by: 'firstDay' }
		? Day
		: Box;

/** Which cameras are asked for; an absent member asks for all, and a camera must meet every other one. */
export type Filter = { [Name in FilterName]?: Chosen<(typeof filters)[Name]> };

/** A filter that is a choice of values. */
export interface ValueFilter {
	name: ValueFilterName;
	field: FieldWithValues;
	values: readonly string[];
}
export type ValueFilterName = {
	[Name in FilterName]: (typeof filters)[Name] extends { by: 'values' } ? Name : never;
}[FilterName];

/** The filters that are a choice of values, in the order of the table. */
export const valueFilters: ValueFilter[] = filterNames.flatMap((name) => {
	const criterion: Criterion = filters[name];
	if (criterion.by !== 'values') return [];
	return { name: name as ValueFilterName, field: criterion.field, values: fields[criterion.field].values };
});

/** The choices that pages show at once, and the less used ones, which they fold; by municipality where there are any. */
export function filtersToShow(hasAreas: boolean): { first: ValueFilter[]; more: ValueFilter[] } {
	const usable = valueFilters.filter(({ name }) => hasAreas || name !== 'municipality');
	const firstNames: ValueFilterName[] = ['state', 'type', 'operator', 'municipality'];
	const isFirst = ({ name }: ValueFilter) => firstNames.includes(name);
	return { first: usable.filter(isFirst), more: usable.filter((one) => !isFirst(one)) };
}

/** The part of a filter that the map applies: the tiles hold its fields. Box and day of change belong to lists and downloads. */
export function mapFilter(filter: Filter): Filter {
	return Object.fromEntries(valueFilters.map(({ name }) => [name, filter[name]]));
}

/** Whether the map applies any part of a filter. */
export function isOnMap(filter: Filter): boolean {
	return valueFilters.some(({ name }) => filter[name] !== undefined);
}

/** What freshness depends on beside the camera. */
export interface FilterContext {
	today: Day;
	settings: Pick<Settings, 'ageing_after_days' | 'stale_after_days'>;
}

/** How a filter reads a camera, which may be a record or a row of the index. */
export interface Reader<One> {
	field(name: keyof CameraFields): (one: One) => unknown;
	position(one: One): Position;
}

/** A function that says whether a filter lets a camera through. */
export function predicate<One>(filter: Filter, reader: Reader<One>): (one: One) => boolean {
	const tests = filterNames.flatMap((name) => {
		const chosen = filter[name];
		return chosen === undefined ? [] : testOf(filters[name], chosen, reader);
	});
	return (one) => tests.every((test) => test(one));
}

function testOf<One>(
	criterion: Criterion,
	chosen: NonNullable<Filter[FilterName]>,
	reader: Reader<One>
): (one: One) => boolean {
	if (criterion.by === 'box') {
		const [west, south, east, north] = chosen as Box;
		return (one) => {
			const [lng, lat] = reader.position(one);
			return lng >= west && lng <= east && lat >= south && lat <= north;
		};
	}
	const read = reader.field(criterion.field);
	if (criterion.by === 'firstDay') return (one) => (read(one) as Day) >= (chosen as Day);
	const values = chosen as readonly string[];
	return fields[criterion.field].kind === 'choices'
		? (one) => (read(one) as string[]).some((value) => values.includes(value))
		: (one) => values.includes(read(one) as string);
}

function recordReader({ today, settings }: FilterContext): Reader<Camera> {
	return {
		field: (name) =>
			name === 'freshness'
				? (camera) => freshness(camera, today, settings)
				: (camera) => camera[name as StoredName],
		position: ({ lng, lat }) => [lng, lat]
	};
}

/** A function that says whether a filter lets a record through. */
export function matcher(filter: Filter, context: FilterContext): (camera: Camera) => boolean {
	return predicate(filter, recordReader(context));
}

/**
 * Reads a filter from an address: `bbox=west,south,east,north`, `since=YYYY-MM-DD`, and values, each of which may be
 * repeated. Names in `others` belong to somebody else. What is wrong stands in `bad`, by name.
 */
export function parseFilter(
	params: URLSearchParams,
	others: readonly string[] = []
): { filter: Filter; bad: string[] } {
	const filter: Record<string, unknown> = {};
	const bad: string[] = [];
	for (const name of new Set(params.keys())) {
		if (others.includes(name)) continue;
		const texts = params.getAll(name).filter((text) => text !== '');
		const read = Object.hasOwn(filters, name) ? readChosen(filters[name as FilterName], texts) : null;
		if (read === null) bad.push(name);
		else if (read !== undefined) filter[name] = read;
	}
	return { filter, bad };
}

/** @returns undefined where nothing is chosen, null where it cannot be read */
function readChosen(criterion: Criterion, texts: string[]): Filter[FilterName] | null {
	const [first] = texts;
	if (first === undefined) return undefined;
	if (criterion.by === 'values') {
		const values: readonly string[] = fields[criterion.field].values;
		if (!texts.every((text) => values.includes(text))) return null;
		return values.filter((value) => texts.includes(value)) as Filter[ValueFilterName];
	}
	if (texts.length > 1) return null;
	if (criterion.by === 'box') return parseBbox(first);
	return isDay(first) ? first : null;
}

/** A filter as it stands in an address: always the same text for the same filter. */
export function filterQuery(filter: Filter): URLSearchParams {
	const params = new URLSearchParams();
	for (const name of filterNames) {
		const chosen = filter[name];
		if (chosen === undefined) continue;
		if (filters[name].by === 'values') for (const value of chosen) params.append(name, String(value));
		else params.set(name, String(chosen));
	}
	return params;
}

/** @returns west, south, east, north in degrees; null when it cannot be read */
export function parseBbox(text: string): Box | null {
	const parts = text.split(',');
	if (parts.length !== 4 || !parts.every((part) => /^\s*-?\d{1,3}(\.\d{1,15})?\s*$/.test(part))) return null;
	const [west = 0, south = 0, east = 0, north = 0] = parts.map(Number);
	const inWorld =
		Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90;
	return inWorld && west <= east && south <= north ? [west, south, east, north] : null;
}
