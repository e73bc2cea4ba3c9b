import { setImmediate as breath } from 'node:timers/promises';
import { mostMoved_m } from '../../camera/footprint.ts';
import type { Position } from '../../camera/position.ts';
import { sightOf, type Sight } from '../../camera/sight.ts';
import * as answers from '../answers.ts';
import type { Buildings } from '../buildings/index.ts';
import { checked } from '../engine/index.ts';
import { toUtm34 } from '../../camera/utm34.ts';

/** Calls a function of the database, as the application or the operator. */
export type Call = (
	verb: 'sights_due' | 'store_sights' | 'use_buildings',
	args: Record<string, unknown>
) => Promise<unknown>;
/** Footprints, and which they are. */
export type Footprints = Pick<Buildings, 'version' | 'around'>;

/** as many cameras as the database measures in one go */
const atOnce = 16;
/** a sight reaches a little farther than its views, metres */
const beyond_m = 5 + mostMoved_m;

/**
 * Makes the sights of cameras that are measured next and lack one.
 * @returns how many
 * @throws DatabaseError 409 where other buildings are in force by now
 */
export async function makeSights(call: Call, buildings: Footprints): Promise<number> {
	const due = checked(await call('sights_due', { p_limit: atOnce }), answers.sightsDue);
	const sights = [];
	for (const { number, basis, lng, lat, height_m, reach_m } of due) {
		const sight = sightAmong(buildings, [lng, lat], height_m, reach_m);
		sights.push({ number, basis, at: sight?.at ?? null, ring: sight?.ring ?? null });
		// Whoever asks for a page meanwhile waits for one sight, not for all.
		await breath();
	}
	if (due.length > 0)
		await call('store_sights', { p_version: buildings.version, p_sights: JSON.stringify(sights) });
	return due.length;
}

/**
 * What a camera sees among buildings, to the millimetre in EPSG:32634; null where nothing stands around it.
 * @param reach_m how far its views reach at most
 */
export function sightAmong(
	buildings: Footprints,
	position: Position,
	height_m: number | null,
	reach_m: number
): Sight | null {
	const at = toUtm34(position);
	const around = buildings.around(at, reach_m + beyond_m);
	if (around.length === 0) return null;
	const sight = sightOf({ at, height_m }, around, reach_m);
	return { at: toMillimetres(sight.at), ring: sight.ring.map(toMillimetres) };
}

const toMillimetres = ([x, y]: [number, number]): [number, number] => [
	Math.round(x * 1000) / 1000,
	Math.round(y * 1000) / 1000
];
