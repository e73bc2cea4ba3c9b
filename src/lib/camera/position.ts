import type { Box } from './filter.ts';
import type { Settings } from './settings.ts';

/** A position, WGS 84 degrees, longitude first. */
export type Position = [lng: number, lat: number];
export type AreaSettings = Pick<
	Settings,
	'area_west_deg' | 'area_south_deg' | 'area_east_deg' | 'area_north_deg'
>;

/** The mean of positions that lie close to each other. */
export function middleOf(positions: readonly (readonly number[])[]): Position {
	const mean = (axis: 0 | 1) =>
		positions.reduce((sum, position) => sum + (position[axis] ?? 0), 0) / positions.length;
	return [mean(0), mean(1)];
}

/** Whether a position lies in the box around the City of Belgrade. */
export function inArea([lng, lat]: Position, area: AreaSettings): boolean {
	return (
		lng >= area.area_west_deg &&
		lng <= area.area_east_deg &&
		lat >= area.area_south_deg &&
		lat <= area.area_north_deg
	);
}

/** Why a position cannot be taken, or null: `swapped` when it would lie in the area the other way round. */
export function positionProblem([lng, lat]: Position, area: AreaSettings): 'swapped' | 'outside_area' | null {
	if (inArea([lng, lat], area)) return null;
	return inArea([lat, lng], area) ? 'swapped' : 'outside_area';
}

/** Whether a box [west, south, east, north] is nowhere in the area, and somewhere in it the other way round. */
export function isSwappedBox([west, south, east, north]: Box, area: AreaSettings): boolean {
	return !touchesArea([west, south, east, north], area) && touchesArea([south, west, north, east], area);
}

function touchesArea([west, south, east, north]: Box, area: AreaSettings): boolean {
	return (
		west <= area.area_east_deg &&
		east >= area.area_west_deg &&
		south <= area.area_north_deg &&
		north >= area.area_south_deg
	);
}

/** A position as a person writes it down: latitude first, six decimals. */
export function formatPosition([lng, lat]: Position): string {
	return `${lat.toFixed(6)}, ${lng.toFixed(6)}`;
}
