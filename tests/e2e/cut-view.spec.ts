import type { Page } from '@playwright/test';
import type { GeoJSONSource } from 'maplibre-gl';
import type { Feature, Polygon } from 'geojson';
import { usualLevel } from '../../src/lib/camera/levels.ts';
import { viewArea, viewOf } from '../../src/lib/camera/optics.ts';
import { settings } from '../../src/lib/camera/settings.fixture.ts';
import { ringArea } from '../../src/lib/camera/sight.ts';
import { toUtm34 } from '../../src/lib/camera/utm34.ts';
import { ids } from '../../src/lib/map/layer-ids.ts';
import { originText } from '../../src/lib/i18n/origin.ts';
import { loadI18n } from '../../src/lib/i18n/load.ts';
import { beforeWall, wall, wallOrigin } from '../support/wall.ts';
import { expect, mapIsIdle, tabTo, test, words } from './journey.ts';

/* The view of a report is cut by a building, and the key says whose buildings count. */

const { lng, lat } = beforeWall;

/** Waits until the server measures with the building. */
async function countsBuildings(page: Page): Promise<void> {
	const sight = async () =>
		((await (await page.request.get(`/api/sight?lng=${lng}&lat=${lat}`)).json()) as { sight: unknown }).sight;
	await expect.poll(sight, { timeout: 60_000 }).not.toBe(null);
}

/** Square metres of the view of a report; null where none is drawn. */
async function drawnArea(page: Page): Promise<number | null> {
	const feature = await page.evaluate(
		async (source) => ((await window.okoMap?.getSource<GeoJSONSource>(source)?.getData()) ?? null) as unknown,
		ids.draftView
	);
	const [ring] = (feature as Feature<Polygon> | null)?.geometry.coordinates ?? [];
	return ring ? Math.abs(ringArea(ring.map((corner) => toUtm34(corner as [number, number])))) : null;
}

/** Whether the view of a report is drawn so far to the north, in degrees. */
const isDrawnAt = (page: Page, north: number) =>
	page.evaluate(
		({ at, layer }) => {
			const map = window.okoMap!;
			return map.queryRenderedFeatures(map.project(at), { layers: [layer] }).length > 0;
		},
		{ at: [lng, lat + north] as [number, number], layer: ids.draftViewFill }
	);

test('a report’s view ends at the building, and is whole when it is turned away', async ({ page }) => {
	const m = await words('en');
	await countsBuildings(page);
	await page.goto('/en');
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.report }).click();
	await page.getByRole('textbox', { name: m.report.position }).fill(`${lat}, ${lng}`);
	await page.keyboard.press('Enter');
	await mapIsIdle(page);
	const slider = page.getByRole('slider', { name: m.record.heading_deg.ask });
	await tabTo(page, slider);
	const turn = async (key: string, times: number) => {
		for (let time = 0; time < times; time++) await page.keyboard.press(key);
	};
	await turn('ArrowRight', 1);
	await turn('ArrowLeft', 1);
	await expect(slider).toHaveAttribute('aria-valuenow', '0');
	await expect.poll(() => drawnArea(page)).not.toBe(null);
	await mapIsIdle(page);
	// An equilateral triangle from the lens to the wall.
	const wall_m = wall.near * 111_195;
	expect((await drawnArea(page))! / (wall_m ** 2 * Math.tan(Math.PI / 6))).toBeCloseTo(1, 1);
	expect(await isDrawnAt(page, wall.near - 0.00003)).toBe(true);
	expect(await isDrawnAt(page, wall.far)).toBe(false);

	const asked: string[] = [];
	page.on('request', (request) => request.url().includes('/api/sight') && asked.push(request.url()));
	await turn('ArrowRight', 36);
	await expect(slider).toHaveAttribute('aria-valuenow', '180');
	await mapIsIdle(page);
	expect(await isDrawnAt(page, wall.near - 0.00003)).toBe(false);
	expect(await isDrawnAt(page, -wall.far)).toBe(true);
	const view = viewOf({ type: 'unknown', heading_deg: 180 }, usualLevel, 'glance', 'least', settings);
	expect((await drawnArea(page))! / viewArea(view!)).toBeCloseTo(1, 1);
	// The browser cuts it by itself.
	expect(asked).toEqual([]);
});

test('the key says whose buildings count', async ({ page }) => {
	const m = await words('en');
	await countsBuildings(page);
	await page.goto(`/en?layer=watched#map=13/${lat}/${lng}`);
	await mapIsIdle(page);
	const key = page.locator('.key').first();
	await key.getByRole('button', { name: m.coverage.moreChoice }).click();
	await expect(key).toContainText(m.coverage.buildings(originText(wallOrigin, await loadI18n('en'))));
	await page.goto('/en/method');
	await expect(page.getByText(wallOrigin.source)).toBeVisible();
});
