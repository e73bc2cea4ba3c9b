import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { provisionBuildings } from '../../src/lib/server/buildings/provision.ts';

/** A place where no other journey reports or looks, far from the cameras of the small demonstration. */
export const beforeWall = { lng: 20.66, lat: 44.66 };
/** to the north of the place, degrees: from about 20 m to about 30 m */
export const wall = { near: 0.00018, far: 0.00027, half: 0.0025 };
export const wallOrigin = { source: 'A wall of the journeys', licence: 'CC0-1.0', day: '2026-11-24' };

/** Provisions one long building to the north of {@link beforeWall}. */
export async function provisionWall(dataDir: string): Promise<void> {
	const { lng, lat } = beforeWall;
	const [west, east, south, north] = [lng - wall.half, lng + wall.half, lat + wall.near, lat + wall.far];
	const ring = [
		[west, south],
		[east, south],
		[east, north],
		[west, north],
		[west, south]
	];
	const source = join(dataDir, 'wall.geojson');
	const feature = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } };
	writeFileSync(source, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
	await provisionBuildings({ source, dataDir, origin: wallOrigin, say() {} });
}
