import { spawn } from 'node:child_process';
import type { Polygon, Position } from 'geojson';
import { municipalities } from '../../src/lib/camera/municipalities.ts';
import { bare } from './server.ts';

/*
 * Invented municipalities: 17 upright strips side by side, each 0.05° wide, in the order of their ids. They leave a
 * margin in the box around the City on every side.
 */
export const strips = { west: 20, south: 44.25, north: 45.1, width: 0.05 };
const east = (index: number) => strips.west + strips.width * (index + 1);

/** the strip of a municipality, with a corner every so many degrees along its long sides */
export function strip(index: number, spacingDeg = 1): Polygon {
	const steps = Math.ceil((strips.north - strips.south) / spacingDeg);
	const lat = (step: number) => strips.south + ((strips.north - strips.south) * step) / steps;
	const up = Array.from({ length: steps + 1 }, (_, step): Position => [east(index), lat(step)]);
	const down = Array.from({ length: steps + 1 }, (_, step): Position => [east(index - 1), lat(steps - step)]);
	return { type: 'Polygon', coordinates: [[...up, ...down, up[0] as Position]] };
}

/** A position in the middle of a strip, `lng` degrees off it. */
export const inStrip = (index: number, off = 0, lat = 44.8): [number, number] => [
	east(index) - strips.width / 2 + off,
	lat
];

/** What replace_areas takes: fine boundaries whose areas are as published. */
export function fineAreas(): Record<string, unknown>[] {
	return municipalities.map(({ id, names, population }, index) => ({
		id,
		names,
		population,
		published_km2: 372,
		boundary: strip(index, 0.002)
	}));
}

/** The strips as a GeoJSON file, the names in Cyrillic. */
export const stripsFile = () =>
	JSON.stringify({
		type: 'FeatureCollection',
		features: municipalities.map(({ names }, index) => ({
			type: 'Feature',
			properties: { name: names['sr-Cyrl'] },
			geometry: strip(index)
		}))
	});

/** Runs `npm run provision -- areas …`; answers its exit code and what it printed. */
export async function provisionAreas(
	args: string[],
	env: Record<string, string>
): Promise<{ code: number | null; said: string }> {
	const child = spawn(process.execPath, ['scripts/provision-areas.ts', 'areas', ...args], {
		env: { ...bare, OKO_SECRET: '5e'.repeat(32), ...env }
	});
	let said = '';
	child.stdout.on('data', (chunk) => (said += chunk));
	child.stderr.on('data', (chunk) => (said += chunk));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	return { code, said };
}
