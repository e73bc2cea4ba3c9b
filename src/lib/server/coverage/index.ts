import { setTimeout as pause } from 'node:timers/promises';
import type { CityLooked, Watched } from '../../camera/coverage.ts';
import { cityKm2 } from '../areas.ts';
import { processWide } from '../process-wide.ts';
import { nextRound } from '../rounds.ts';
import { settings } from '../settings.ts';
import { watchedOf } from './grid.ts';
import { LiveCoverage } from './live-coverage.ts';
import { nearCameras } from './near-cameras.ts';
import { lookedPlace } from './piece.ts';

export { cellId, sizeAt, type Cell, type CoverageGrid } from './grid.ts';
export { LiveCoverage } from './live-coverage.ts';
export { lookedPlace } from './piece.ts';
export { placesToWalk } from './unlooked.ts';

/** what changed is in within so long */
const everyMs = 1000;
/** the least that others have of the database between two measurements */
const breathMs = 20;
const shared = globalThis as { okoMeasured?: LiveCoverage };

/** Watched ground by cell in the memory of this process, read when first asked for. */
export const liveCoverage = processWide('okoCoverage', start);

/** Ground of an area in square metres. */
export interface GroundFigures {
	watched: Watched;
	/** where somebody looked within a year and found none: so much was looked at, at least */
	looked_m2: number;
	/** with the ground around cameras that somebody saw within a year: so much was looked at, at most */
	looked_most_m2: number;
}

export interface CoverageFigures {
	/** cameras and cells that are still to be measured, counted to 10,000; 0 when the figures are of now */
	due: number;
	/** all measured ground, also what lies in no municipality */
	city: GroundFigures;
	/** of a municipality, by its id */
	area(id: string): GroundFigures;
}

/** Ground of the city and its municipalities, from memory. */
export async function coverageFigures(): Promise<CoverageFigures> {
	const [{ grid, due }, near] = await Promise.all([liveCoverage(), nearCameras()]);
	const figures = (numbers: Float64Array | undefined, near_m2 = 0): GroundFigures => {
		const looked_m2 = lookedM2(numbers);
		return { watched: watchedOf(numbers), looked_m2, looked_most_m2: looked_m2 + Math.round(near_m2) };
	};
	return {
		due,
		city: figures(grid.city, near.city_m2),
		area: (id) => figures(grid.areas.get(id), near.areas.get(id))
	};
}

function lookedM2(numbers: Float64Array | undefined): number {
	return (numbers?.[lookedPlace] ?? 0) / 100;
}

/** How much of the City was looked at, as far as this process knows by now; null before. Waits for nobody. */
export function cityLooked({ placement }: { placement: string | null }): CityLooked | null {
	const measured = shared.okoMeasured;
	return measured ? { looked_m2: lookedM2(measured.grid.city), area_km2: cityKm2(placement) } : null;
}

/** Whether reports wait to be measured, as far as this process knows by now; waits for nobody. */
export function isMeasuring(): boolean {
	// From here on it knows; a page needs not wait until all of it is read.
	void liveCoverage().catch(() => {});
	return (shared.okoMeasured?.due ?? 0) > 0;
}

async function start(): Promise<LiveCoverage> {
	const coverage = new LiveCoverage((await settings()).coverage_cell_m);
	await coverage.read();
	shared.okoMeasured = coverage;
	void keepCurrent(coverage);
	return coverage;
}

/** Measures what is due, with a pause as long as the work between two goes: the embedded engine answers one at a time. */
async function keepCurrent(coverage: LiveCoverage): Promise<never> {
	for (;;) {
		const began = performance.now();
		// While the database is away everything stays as it is; while another process measures, that one does it.
		const isOn = await coverage.measure().catch(() => false);
		const isDue = isOn && coverage.due > 0;
		const waitMs = Math.max(breathMs, performance.now() - began);
		await (isDue ? pause(waitMs, undefined, { ref: false }) : nextRound('coverage', everyMs));
	}
}
