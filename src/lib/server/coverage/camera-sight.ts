import type * as v from 'valibot';
import type { Camera } from '../../camera/camera.ts';
import type { SightOnMap } from '../../camera/cut-view.ts';
import type { Position } from '../../camera/position.ts';
import { ringArea, type Sight } from '../../camera/sight.ts';
import * as answers from '../answers.ts';
import { engine, parsed } from '../engine/index.ts';
import { settings } from '../settings.ts';
import { fromUtm34 } from '../../camera/utm34.ts';
import { buildingsNow, ownBuildings } from './own-buildings.ts';
import { sightAmong } from './sights.ts';

/** The buildings by which views at least are cut. */
export type BuildingsInForce = NonNullable<v.InferOutput<typeof answers.buildings>>;

const keptMs = 10_000;
let kept: { buildings: BuildingsInForce | null; until: number } | null = null;

/** The buildings in force, asked for again after ten seconds; null while every view is whole. */
export async function buildingsInForce(): Promise<BuildingsInForce | null> {
	if (kept && kept.until > Date.now()) return kept.buildings;
	const buildings = await buildingsNow();
	kept = { buildings, until: Date.now() + keptMs };
	return buildings;
}

/** Whose buildings they are, as files say it. */
export function originOf(inForce: BuildingsInForce | null) {
	return inForce && { source: inForce.source, licence: inForce.licence, day: inForce.day };
}

/** What a public camera sees among the buildings in force; null where nothing stands around it. */
export async function sightOfCamera({
	number,
	lng,
	lat,
	height_m
}: Pick<Camera, 'number' | 'lng' | 'lat' | 'height_m'>): Promise<SightOnMap | null> {
	if (!(await buildingsInForce())) return null;
	return (await storedSights([number])).get(number) ?? sightAt([lng, lat], height_m);
}

/** What public cameras see among the buildings in force, by number, without those around which nothing stands. */
export async function storedSights(numbers: number[]): Promise<Map<number, SightOnMap>> {
	const { anon } = await engine();
	const stored = await parsed(anon.rpc('camera_sights', { p_numbers: numbers }), answers.cameraSights);
	return new Map(
		stored.map(({ number, at, rings }) => {
			const [ring = []] = rings.sort((a, b) => Math.abs(ringArea(b)) - Math.abs(ringArea(a)));
			return [number, onMap({ at, ring })];
		})
	);
}

/**
 * What a camera would see from a position; null where nothing stands around it, and where this process has not the
 * buildings in force.
 */
export async function sightAt(position: Position, height_m: number | null): Promise<SightOnMap | null> {
	const [inForce, { view_range_max_m }] = await Promise.all([buildingsInForce(), settings()]);
	const own = ownBuildings();
	if (!inForce || own?.version !== inForce.version) return null;
	const sight = sightAmong(own, position, height_m, view_range_max_m);
	return sight && onMap(sight);
}

function onMap({ at, ring }: Sight): SightOnMap {
	const corners = ring.map((corner) => fromUtm34(corner));
	return { at: fromUtm34(at), ring: ringArea(ring) < 0 ? corners.reverse() : corners };
}
