import { json } from '@sveltejs/kit';
import { closestTileZoom } from '$lib/camera/mercator';
import { describeField, fields, tileFields, tileType } from '$lib/camera/record';
import { settings } from '$lib/server/settings';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** TileJSON 3.0.0 of the camera tiles. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const numbers = await settings();
		const { origin } = event.url;
		const count = 'Number';
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
				vector_layers: [
					{
						id: 'cameras',
						description: [
							'One point per camera; the feature id is the camera’s number',
							...tileFields.map(({ name, inTile }) => `${inTile}: ${describeField(fields[name])}`),
							'confirmed_day: days since 1970-01-01 of the newest day on which it is known to have been there',
							'place: from zoom 13 on, the street or the quarter at its position; absent when nobody can name it',
							'changes: public states, oldest first: five digits of the day since 1970-01-01, and r, v, d or x'
						].join('. '),
						fields: {
							...Object.fromEntries(tileFields.map(({ name, inTile }) => [inTile, tileType(fields[name])])),
							confirmed_day: 'Number',
							place: 'String',
							changes: 'String'
						}
					},
					{
						id: 'clusters',
						description: 'In the place of cameras, where a tile would hold more than 20,000',
						fields: { count, reported: count, verified: count, disputed: count, removed: count }
					}
				]
			},
			{ headers: { 'Cache-Control': 'public, max-age=3600' } }
		);
	});
