import * as answers from '../../src/lib/server/answers.ts';
import { parsed, unwrap } from '../../src/lib/server/engine/index.ts';
import { makeSights, type Footprints } from '../../src/lib/server/coverage/sights.ts';
import type { Footprint } from '../../src/lib/camera/footprint.ts';
import type { Point } from '../../src/lib/camera/isovist.ts';
import type { TestDatabase } from './engines.ts';

export const origin = { source: 'Invented', licence: 'CC0-1.0', day: '2026-11-24' };

/** Buildings that a test makes up, of this version. */
export function town(version: string, buildings: Footprint[]): Footprints {
	return { version, around: () => buildings };
}

/** A building with four corners, in metres from a place. */
export function house([x, y]: Point, west: number, south: number, east: number, north: number): Footprint {
	const ring: Point[] = [
		[x + west, y + south],
		[x + east, y + south],
		[x + east, y + north],
		[x + west, y + north],
		[x + west, y + south]
	];
	return { rings: [ring], height_m: null };
}

/** Puts buildings in force, or none. */
export async function use(database: TestDatabase, buildings: Footprints | null): Promise<void> {
	const args = buildings ? { p_version: buildings.version, p_origin: JSON.stringify(origin) } : {};
	await unwrap(database.service.rpc('use_buildings', args));
}

/** Measures until nothing is due, as a process does that has these buildings. */
export async function settleAmong(
	{ service }: Pick<TestDatabase, 'service'>,
	buildings: Footprints | null
): Promise<void> {
	for (;;) {
		const measured = await parsed(service.rpc('refresh_coverage'), answers.measured);
		if (measured.left === 0) return;
		if (buildings && measured.sights_wanted)
			await makeSights((verb, args) => unwrap(service.rpc(verb, args as never) as never), buildings);
	}
}
