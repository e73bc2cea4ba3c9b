import { json } from '@sveltejs/kit';
import { closestTileZoom } from '$lib/camera/mercator';
import { settings } from '$lib/server/settings';
import { cameraLayers } from '$lib/server/tiles/camera-layers';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** TileJSON 3.0.0 of the camera tiles. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const numbers = await settings();
		const { origin } = event.url;
		return json(
			{
				tilejson: '3.0.0',
				name: numbers.demonstration === 1 ? 'Oko (demonstration)' : 'Oko',
				description: 'Reported Safe City surveillance cameras in Belgrade',
				attribution: `<a href="${origin}/data">© Oko contributors</a>, ODbL 1.0`,
				tiles: [`${origin}/tiles/cameras/{z}/{x}/{y}.mvt`],
				// A TileJSON has one address of tiles.
				more: [`${origin}/tiles/coverage.json`],
				minzoom: 0,
				maxzoom: closestTileZoom,
				bounds: [
					numbers.area_west_deg,
					numbers.area_south_deg,
					numbers.area_east_deg,
					numbers.area_north_deg
				],
				vector_layers: cameraLayers
			},
			{ headers: { 'Cache-Control': 'public, max-age=3600' } }
		);
	});
