import { slotOf } from '../camera/coverage.ts';
import type { Filter } from '../camera/filter.ts';
import { usualLevel } from '../camera/levels.ts';
import { mercator } from '../camera/mercator.ts';
import type { View } from '../camera/view.ts';
import { states } from '../camera/vocabulary.ts';
import { belgradeDay } from '../camera/day.ts';
import type { Locale } from '../i18n/locale.ts';
import { drawFirstView } from '../map/first-view.ts';
import { classesFrom } from '../map/ground.ts';
import { labels } from '../map/schematic.ts';
import { basemap, streetLines } from '../server/basemap/index.ts';
import { liveCoverage, sizeAt, type CoverageGrid } from '../server/coverage/index.ts';
import { viewContents } from '../server/first-view.ts';
import type { LiveCameras } from '../server/live/index.ts';
import { settings } from '../server/settings.ts';

/** What a drawing of the map shows beside the cameras. */
export const drawnLayers = ['none', 'watched'] as const;
export type DrawnLayer = (typeof drawnLayers)[number];

/** A drawing of the map as SVG, in colours of look.css by name, and whose streets are in it; null where there are none. */
export interface DrawnMap {
	svg: string;
	streets: string | null;
}

/** Draws a view of the map from memory, as the page of the map draws its first view. */
export async function drawMap(
	live: LiveCameras,
	view: View,
	{ filter, layer, locale }: { filter: Filter; layer: DrawnLayer; locale: Locale }
): Promise<DrawnMap> {
	const [streets, numbers] = await Promise.all([basemap(), settings()]);
	const contents = viewContents(live, view, filter, { today: belgradeDay(), settings: numbers });
	const lines = streets && (await streetLines(streets, view));
	const svg = drawFirstView(contents, { ...view, label: labels[locale], streets: lines });
	const ground = layer === 'watched' ? drawCells((await liveCoverage()).grid, view) : '';
	return {
		svg: ground ? svg.replace('<defs>', `${ground}<defs>`) : svg,
		streets: streets?.attribution ?? null
	};
}

const slot = states.length + slotOf({ standing: 'all', level: usualLevel, reading: 'glance', bound: 'most' });

/** The squares of watched ground in a view, a path for each colour, as the map's layer begins. */
function drawCells(grid: CoverageGrid, { center, zoom, width_px, height_px }: View): string {
	const [centerX, centerY] = mercator(center);
	const size = 512 * 2 ** zoom;
	const paths: string[] = classesFrom.map(() => '');
	for (const cell of grid.cells(sizeAt(zoom))) {
		const share = (cell.numbers[slot] ?? 0) / 100 / grid.groundM2(cell);
		const colour = classesFrom.findLastIndex((from) => (from === 0 ? share > 0 : share >= from));
		if (colour === -1) continue;
		const corners = cell.mercator.map(([x, y]) => [(x - centerX) * size, (y - centerY) * size] as const);
		if (!corners.some(([x, y]) => Math.abs(x) <= width_px / 2 && Math.abs(y) <= height_px / 2)) continue;
		paths[colour] += `M${corners.map((corner) => corner.map(Math.round).join(' ')).join('L')}Z`;
	}
	const drawn = paths.map((path, i) => path && `<path d="${path}" style="fill:var(--ground-${i + 1})"/>`);
	return `<g class="cells" fill-opacity=".85">${drawn.join('')}</g>`;
}
