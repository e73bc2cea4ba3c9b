import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { inStrip, provisionAreas, stripsFile } from '../support/areas.ts';
import { engineEnv, guardOff } from '../support/on-engines.ts';
import { requests } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

/** What RFC 7946 asks of positions, and of rings: closed, the outer one counterclockwise, holes clockwise. */
function faultsOf({ geometry }: Feature): string[] {
	if (geometry === null) return [];
	if (geometry.type === 'GeometryCollection') return ['a GeometryCollection'];
	const positions = (geometry.coordinates as unknown[]).flat(3) as number[];
	const faults = positions
		.filter((degrees) => Math.abs(degrees * 1e7 - Math.round(degrees * 1e7)) > 1e-5)
		.map((degrees) => `${degrees} has more than 7 decimals`);
	for (let i = 0; i < positions.length; i += 2) {
		const [lng = NaN, lat = NaN] = positions.slice(i, i + 2);
		if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) faults.push(`${lng}, ${lat} is no position`);
		else if (lng > lat) faults.push(`${lng}, ${lat} is not longitude before latitude in Belgrade`);
	}
	const polygons =
		geometry.type === 'Polygon'
			? [geometry.coordinates]
			: geometry.type === 'MultiPolygon'
				? geometry.coordinates
				: [];
	for (const [i, ring] of polygons.flatMap((rings) => [...rings.entries()])) {
		if (ring.length < 4 || String(ring[0]) !== String(ring.at(-1))) faults.push('a ring is not closed');
		if (twiceArea(ring) > 0 !== (i === 0)) faults.push('a ring runs the wrong way');
	}
	return faults;
}

function twiceArea(ring: Position[]): number {
	const [x0 = 0, y0 = 0] = ring[0] ?? [];
	return ring.reduce((sum, [x = 0, y = 0], i) => {
		const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
		return sum + (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
	}, 0);
}

test('every GeoJSON that is served keeps RFC 7946', async () => {
	const { env, remove } = await engineEnv('postgres');
	const folder = mkdtempSync(join(tmpdir(), 'oko-geojson-'));
	const strips = join(folder, 'strips.geojson');
	writeFileSync(strips, clockwise(stripsFile()));
	expect(await provisionAreas([strips, '--source', 'Invented'], { ...env, ...guardOff })).toMatchObject({
		code: 0
	});
	const server = await startServer({ ...env, ...guardOff });
	try {
		const { at, reported } = requests(() => server);
		const { camera } = await reported({ position: inStrip(15), type: 'fixed', heading_deg: 90 });
		const turning = await reported({ position: inStrip(15, 0.01), type: 'ptz' });
		const json = async (path: string) => (await at(path)).json();
		await expect
			.poll(async () => (await json('/data/coverage.geojson')).features.length, { timeout: 60_000 })
			.toBeGreaterThan(1);
		const collections: Record<string, number> = {
			'/data/cameras.geojson': 2,
			'/data/coverage.geojson': 2,
			'/data/areas.geojson': 17,
			[`/cameras/${camera.id}/view.geojson`]: 16,
			[`/cameras/${turning.camera.id}/view.geojson`]: 16
		};
		for (const [path, least] of Object.entries(collections)) {
			const collection = (await json(path)) as FeatureCollection;
			expect(collection.type, path).toBe('FeatureCollection');
			expect(Object.keys(collection), path).not.toContain('crs');
			expect(collection.features.length, path).toBeGreaterThanOrEqual(least);
			for (const feature of collection.features) {
				expect(feature, path).toMatchObject({ type: 'Feature', properties: {} });
				expect(faultsOf(feature), path).toEqual([]);
			}
		}
		const one = (await json(`/api/cameras/${camera.id}`)) as { camera: Feature };
		for (const feature of [camera, one.camera]) expect(faultsOf(feature as Feature)).toEqual([]);
	} finally {
		await server.end();
		remove();
		rmSync(folder, { recursive: true });
	}
});

/** The same file with every outer ring the other way round, as many programs write them. */
function clockwise(file: string): string {
	const collection = JSON.parse(file) as FeatureCollection;
	for (const { geometry } of collection.features) {
		if (geometry.type !== 'Polygon') throw new Error(`Not a polygon: ${geometry.type}`);
		for (const ring of geometry.coordinates) if (twiceArea(ring) > 0) ring.reverse();
	}
	return JSON.stringify(collection);
}
