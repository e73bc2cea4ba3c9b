import type { Camera } from './camera.ts';
import { isDay, type Day } from './day.ts';
import { operators, states, types, type CameraType, type Operator, type State } from './vocabulary.ts';

/** Which cameras are asked for; an absent member asks for all. The names are those in addresses. */
export interface Filter {
	/** [west, south, east, north], degrees */
	bbox?: [number, number, number, number];
	state?: State[];
	type?: CameraType[];
	operator?: Operator[];
	/** changed on or after this day */
	since?: Day;
}
export const filterNames = ['bbox', 'state', 'type', 'operator', 'since'] as const;
export type FilterName = (typeof filterNames)[number];

const lists = { state: states, type: types, operator: operators } as const;

/**
 * Reads a filter from an address: `bbox=west,south,east,north`, `state`, `type` and `operator` (each may be
 * repeated), `since=YYYY-MM-DD`. Names in `others` belong to somebody else. What is wrong stands in `bad`, by name.
 */
export function parseFilter(
	params: URLSearchParams,
	others: readonly string[] = []
): { filter: Filter; bad: string[] } {
	const filter: Filter = {};
	const bad = new Set<string>();
	for (const name of new Set(params.keys())) {
		if (others.includes(name)) continue;
		const values = params.getAll(name).filter((value) => value !== '');
		if (Object.hasOwn(lists, name)) {
			const known: readonly string[] = lists[name as keyof typeof lists];
			const chosen = known.filter((value) => values.includes(value));
			if (values.some((value) => !known.includes(value))) bad.add(name);
			if (chosen.length > 0) Object.assign(filter, { [name]: chosen });
		} else if (values.length > 1) bad.add(name);
		else if (values[0] === undefined && filterNames.includes(name as FilterName)) continue;
		else if (name === 'bbox') {
			const bbox = parseBbox(values[0] ?? '');
			if (bbox) filter.bbox = bbox;
			else bad.add(name);
		} else if (name === 'since') {
			if (isDay(values[0] ?? '')) filter.since = values[0];
			else bad.add(name);
		} else bad.add(name);
	}
	return { filter, bad: [...bad] };
}

/** Whether a filter lets a camera through. */
export function matches(camera: Camera, { bbox, state, type, operator, since }: Filter): boolean {
	if (state && !state.includes(camera.state)) return false;
	if (type && !type.includes(camera.type)) return false;
	if (operator && !operator.includes(camera.operator)) return false;
	if (since && camera.changed_on < since) return false;
	if (!bbox) return true;
	const [west, south, east, north] = bbox;
	return camera.lng >= west && camera.lng <= east && camera.lat >= south && camera.lat <= north;
}

/** A filter as it stands in an address: always the same text for the same filter. */
export function filterQuery(filter: Filter): URLSearchParams {
	const params = new URLSearchParams();
	if (filter.bbox) params.set('bbox', filter.bbox.join(','));
	for (const name of ['state', 'type', 'operator'] as const) {
		for (const value of filter[name] ?? []) params.append(name, value);
	}
	if (filter.since) params.set('since', filter.since);
	return params;
}

/** @returns west, south, east, north in degrees; null when it cannot be read */
export function parseBbox(text: string): Filter['bbox'] | null {
	const parts = text.split(',');
	if (parts.length !== 4 || !parts.every((part) => /^\s*-?\d{1,3}(\.\d{1,15})?\s*$/.test(part))) return null;
	const [west = 0, south = 0, east = 0, north = 0] = parts.map(Number);
	const inWorld =
		Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90;
	return inWorld && west <= east && south <= north ? [west, south, east, north] : null;
}
