import { belgradeDay } from '$lib/camera/day';
import { figuresOf, sumOf } from '$lib/camera/figures';
import { stats } from '$lib/server/areas';
import { settings } from '$lib/server/settings';
import { orErrorPage } from '../problems';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const [{ set, areas, city }, { area_coarse_percent }] = await orErrorPage(
		Promise.all([stats(), settings()])
	);
	const total = (of: (area: (typeof areas)[number]) => number | null) =>
		areas.length > 0 && areas.every((area) => of(area) !== null)
			? areas.reduce((sum, area) => sum + (of(area) ?? 0), 0)
			: null;
	const placed = sumOf(areas.map(({ counts }) => counts));
	const elsewhere = sumOf([
		city,
		Object.fromEntries(Object.entries(placed).map(([state, cameras]) => [state, -cameras]))
	]);
	return {
		day: belgradeDay(),
		set,
		rows: areas.map(({ names, counts, area_km2, published_km2, population }) => {
			const off = published_km2 ? (area_km2 / published_km2 - 1) * 100 : 0;
			return {
				names,
				...figuresOf(counts, area_km2, population),
				/** percent by which the area differs from the published one, where that is much */
				off: Math.abs(off) > area_coarse_percent ? off : null
			};
		}),
		city: figuresOf(
			city,
			total(({ area_km2 }) => area_km2),
			total(({ population }) => population)
		),
		elsewhere: areas.length > 0 ? figuresOf(elsewhere, null, null) : null
	};
};
