import { slotOf, type CoverageQuery } from '../../camera/coverage.ts';
import { belgradeDay } from '../../camera/day.ts';
import { densities_px_m, standard } from '../../camera/levels.ts';
import { opticsOf } from '../../camera/optics.ts';
import type { Settings } from '../../camera/settings.ts';
import { rightHanded } from '../../camera/right-handed.ts';
import type { Filter } from '../../camera/filter.ts';
import { states } from '../../camera/vocabulary.ts';
import { collectionHead, collectionMembers } from '../export/geojson.ts';
import { encodedPages, type PagedText } from '../export/paged.ts';
import { settings } from '../settings.ts';
import { isKnown, taggedHeaders, nameFile } from '../text-answer.ts';
import { buildingsInForce, originOf, type BuildingsInForce } from './camera-sight.ts';
import { cellId, type Cell, type CoverageGrid } from './grid.ts';
import { liveCoverage, lookedPlace } from './index.ts';

const methodOf = (inForce: BuildingsInForce | null) =>
	`${method} ${
		inForce
			? 'At least is cut by all buildings, whose source stands under buildings; at most by none. Trees, vehicles, fences and slopes are left out.'
			: 'Whatever stands in the way is left out: buildings, trees, vehicles, fences and slopes.'
	}`;
const method =
	'Ground on which a person could be seen at a level of IEC 62676-4:2025 (edition 2, whose seven levels are in the place of the four of the edition of 2014: detect, observe, recognise, identify), on level ground, from the cameras that people have reported, with the optics assumed below. The bounds differ where the type or the heading of a camera is not known: a camera that does not turn, of unknown heading, watches nothing at least and the whole circle at most. Views that overlap count once. What nobody has reported is not here: no ground is known to be unwatched. Looked ground is where somebody looked within a year and says that they found no camera; never within 25 m of a reported one; looked_month is the newest month in which somebody did, 202611 for November 2026. Everywhere else nobody has said that they looked.';

/** In every file about watched ground, for whoever has only the file. */
export function measuredBy(numbers: Settings, inForce: BuildingsInForce | null) {
	return {
		method: methodOf(inForce),
		edition: standard,
		levels_px_m: densities_px_m,
		assumptions: opticsOf(numbers),
		buildings: originOf(inForce)
	};
}

/** A cell, and what is asked for of it, as it was at one moment. */
interface Row {
	cell: Cell;
	least_m2: number;
	most_m2: number;
	looked_m2: number;
	cameras: Float64Array;
}

/**
 * coverage.geojson: the smallest cells that have a camera, watched or looked ground, with the figures of a level, a reading
 * and a standing, as of one moment, from the memory of this process. The same ETag means the same bytes.
 */
export async function coverageFile(
	request: Request,
	query: CoverageQuery,
	{ origin, build }: { origin: string; build: string }
): Promise<Response> {
	const [{ grid, version }, numbers, inForce] = await Promise.all([
		liveCoverage(),
		settings(),
		buildingsInForce()
	]);
	const today = belgradeDay();
	const demonstration = numbers.demonstration === 1;
	const measured = measuredBy(numbers, inForce);
	const identity = [build, version, today, origin, JSON.stringify(query), JSON.stringify(measured)];
	const headers = taggedHeaders(request, identity);
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	const name = `coverage-${query.level}-${query.reading}-${today}.geojson`;
	nameFile(headers, 'application/geo+json', name, demonstration);
	const { bbox, ...asked } = query;
	const head = collectionHead({
		...collectionMembers({ origin, today, demonstration }),
		...asked,
		...(bbox && { asked_bbox: bbox }),
		grid: { crs: 'EPSG:32634', cell_m: grid.cellM },
		...measured
	});
	const rows = coverageRows(grid, query);
	return encodedPages(request, headers, paged(head, rows, grid));
}

/** The cells that have something to say, in the order of their ids. */
export function coverageRows(
	grid: CoverageGrid,
	{ level, reading, states: standing, bbox }: CoverageQuery
): Row[] {
	const slot = states.length + slotOf({ standing, level, reading, bound: 'least' });
	const rows: Row[] = [];
	for (const cell of grid.cells(0)) {
		const [least = 0, most = 0] = [cell.numbers[slot], cell.numbers[slot + 1]];
		const cameras = cell.numbers.slice(0, states.length);
		const looked = cell.numbers[lookedPlace] ?? 0;
		if (most === 0 && looked === 0 && cameras.every((count) => count === 0)) continue;
		if (bbox && !touches(cell, bbox)) continue;
		rows.push({ cell, least_m2: least / 100, most_m2: most / 100, looked_m2: looked / 100, cameras });
	}
	return rows.sort((a, b) => cellId(a.cell) - cellId(b.cell));
}

function touches({ corners }: Cell, [west, south, east, north]: NonNullable<Filter['bbox']>): boolean {
	const [lngs, lats] = [corners.map(([lng]) => lng), corners.map(([, lat]) => lat)];
	return (
		Math.min(...lngs) <= east &&
		Math.max(...lngs) >= west &&
		Math.min(...lats) <= north &&
		Math.max(...lats) >= south
	);
}

/** rows written between two looks at the clock */
const pageRows = 50;

function paged(head: string, rows: Row[], grid: CoverageGrid): PagedText {
	return {
		head: () => head,
		pages: Math.ceil(rows.length / pageRows),
		page(index, before) {
			const some = rows.slice(index * pageRows, (index + 1) * pageRows);
			const lines = some.map((row) => JSON.stringify(coverageFeature(row, grid)));
			return { text: `${before > 0 ? ',' : ''}\n${lines.join(',\n')}`, count: some.length };
		},
		tail: (count) => `\n],\n"count":${count}}\n`,
		release: () => {}
	};
}

export function coverageFeature({ cell, least_m2, most_m2, looked_m2, cameras }: Row, grid: CoverageGrid) {
	const ground_m2 = grid.groundM2(cell);
	const ring = [...cell.corners, ...cell.corners.slice(0, 1)];
	return {
		type: 'Feature' as const,
		id: cellId(cell),
		geometry: rightHanded({ type: 'Polygon' as const, coordinates: [ring] }),
		properties: {
			ground_m2,
			least_m2,
			most_m2,
			least_share: round(least_m2 / ground_m2, 6),
			most_share: round(most_m2 / ground_m2, 6),
			looked_m2,
			looked_share: round(looked_m2 / ground_m2, 6),
			looked_month: cell.lookedMonth || null,
			...Object.fromEntries(states.map((state, i) => [state, cameras[i]]))
		}
	};
}

function round(value: number, decimals: number): number {
	return Number(value.toFixed(decimals));
}
