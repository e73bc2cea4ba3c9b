import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection, Polygon, MultiPolygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { schematic } from '../../src/lib/map/schematic.ts';
import { inArea } from '../../src/lib/camera/position.ts';
import { settings } from '../../src/lib/camera/settings.fixture.ts';

const folder = process.env.OKO_REAL_DATA ?? '';
const municipalities = JSON.parse(
	readFileSync(join(folder, 'belgrade/municipalities.geojson'), 'utf8')
) as FeatureCollection<Polygon | MultiPolygon, { name: string; name_cyrl: string }>;
const rings = ({ geometry }: (typeof municipalities.features)[number]): Position[][] =>
	geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
const { rivers, places } = schematic((name) => name);

const metres = ([lng = 0, lat = 0]: Position): [number, number] => [
	lng * 111_320 * Math.cos(0.782),
	lat * 111_320
];

function distance(point: Position, from: Position, to: Position): number {
	const [[px, py], [ax, ay], [bx, by]] = [metres(point), metres(from), metres(to)];
	const along = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1);
	const at = Math.max(0, Math.min(1, along));
	return Math.hypot(px - ax - at * (bx - ax), py - ay - at * (by - ay));
}

function isInside([x = 0, y = 0]: Position, ring: Position[]): boolean {
	let inside = false;
	ring.forEach(([ax = 0, ay = 0], i) => {
		const [bx = 0, by = 0] = ring[(i || ring.length) - 1] ?? [];
		if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
	});
	return inside;
}

describe('the schematic base map', () => {
	test('has its rivers within 300 m of the municipal boundaries that run in them', () => {
		const edges = municipalities.features.flatMap(rings);
		for (const { properties, geometry } of rivers.features) {
			if (!properties?.name) continue;
			for (const point of geometry.coordinates.slice(1, -1)) {
				let nearest = Infinity;
				for (const ring of edges) {
					for (let i = 1; i < ring.length; i++)
						nearest = Math.min(nearest, distance(point, ring[i - 1] ?? [], ring[i] ?? []));
				}
				// Where both banks are one municipality (below the Pančevo bridge) no boundary tells.
				const [lng = 0, lat = 0] = point;
				if (lng > 20.485 && (lng < 20.62 || lat > 44.79)) continue;
				expect(nearest, `${properties.name} at ${point}`).toBeLessThan(300);
			}
		}
	});

	test('writes each municipality inside it', () => {
		for (const { properties } of municipalities.features) {
			const name = properties.name_cyrl.toLowerCase();
			expect(places.features.map((place) => String(place.properties?.name).toLowerCase())).toContain(name);
		}
		for (const place of places.features.filter((one) => one.properties?.rank === 1)) {
			const feature = municipalities.features.find(
				({ properties }) =>
					properties.name_cyrl.toLowerCase() === String(place.properties?.name).toLowerCase()
			);
			const inside = feature && rings(feature).some((ring) => isInside(place.geometry.coordinates, ring));
			expect(inside, String(place.properties?.name)).toBe(true);
		}
	});
});

test('the box around the City holds every municipality', () => {
	for (const feature of municipalities.features) {
		// Another Palilula, in Niš, bears the same name in the source.
		const points = rings(feature)
			.flat()
			.filter(([, lat = 0]) => lat > 44);
		for (const [lng = 0, lat = 0] of points)
			expect(inArea([lng, lat], settings), feature.properties.name).toBe(true);
	}
});
