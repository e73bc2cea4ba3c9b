import { json } from '@sveltejs/kit';
import { figureName, figures } from '$lib/camera/coverage';
import { standard } from '$lib/camera/levels';
import { closestTileZoom, smallestCellsZoom } from '$lib/camera/mercator';
import { states } from '$lib/camera/vocabulary';
import { settings } from '$lib/server/settings';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** TileJSON 3.0.0 of watched ground. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const numbers = await settings();
		const { origin } = event.url;
		const names = [...states, ...figures.map(figureName), 'looked_m2', 'looked_month'];
		return json(
			{
				tilejson: '3.0.0',
				name: numbers.demonstration === 1 ? 'Oko coverage (demonstration)' : 'Oko coverage',
				description:
					'Ground that reported cameras in Belgrade could watch, in square metres at least and at most, and ground on which somebody looked within a year and found none, by cells of a grid in EPSG:32634',
				attribution: `<a href="${origin}/data">© Oko contributors</a>, ODbL 1.0`,
				tiles: [`${origin}/tiles/coverage/{z}/{x}/{y}.mvt`],
				minzoom: 0,
				maxzoom: closestTileZoom,
				bounds: [
					numbers.area_west_deg,
					numbers.area_south_deg,
					numbers.area_east_deg,
					numbers.area_north_deg
				],
				vector_layers: [
					{
						id: 'cells',
						description: `One polygon per cell with a camera, watched or looked ground: ${numbers.coverage_cell_m} m wide from zoom ${smallestCellsZoom} on, twice as wide with each zoom before. ground_m2 is the ground of the cell; watched ground is by the levels of ${standard}; looked_month is the newest month in which somebody looked, 202611 for November 2026; what is 0 is left out`,
						fields: {
							...Object.fromEntries(['ground_m2', ...names].map((name) => [name, 'Number']))
						}
					}
				]
			},
			{ headers: { 'Cache-Control': 'public, max-age=3600' } }
		);
	});
