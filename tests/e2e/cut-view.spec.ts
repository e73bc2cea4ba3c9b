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
import { reported } from './contributors.ts';
import { expect, mapIsIdle, tabTo, test, words } from './journey.ts';

/* Views are cut by a building: of a report, close up and on a walk; and the key says whose buildings count. */

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

/** Whether a layer is drawn so far to the north and to the east, in degrees. */
const isDrawnAt = (page: Page, north: number, layer: string = ids.draftViewFill, east = 0) =>
	page.evaluate(
		({ at, layer }) => {
			const map = window.okoMap!;
			return map.queryRenderedFeatures(map.project(at), { layers: [layer] }).length > 0;
		},
		{ at: [lng + east, lat + north] as [number, number], layer }
	);

/** Waits until what a camera sees is made. */
async function hasSight(page: Page, id: string): Promise<void> {
	const file = async () => (await page.request.get('/data/sights.geojson')).text();
	await expect.poll(file, { timeout: 60_000 }).toContain(id);
}

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

test('close up a view ends at the building, at least, and at most it does not', async ({ page, baseURL }) => {
	const east = 0.001;
	const id = await reported(baseURL ?? '', {
		position: `${lat}, ${lng + east}`,
		type: 'fixed',
		heading_deg: '0'
	});
	await hasSight(page, id);
	const [before, behind] = [wall.near - 0.00003, wall.far + 0.00005];
	for (const [bound, isBehind] of [
		['least', false],
		['most', true]
	] as const) {
		await page.goto(`/en?layer=watched&bound=${bound}#map=17.5/${lat}/${lng + east}`);
		await mapIsIdle(page);
		await expect.poll(() => isDrawnAt(page, before, ids.viewFill, east)).toBe(true);
		expect(await isDrawnAt(page, behind, ids.viewFill, east)).toBe(isBehind);
	}
});

test('My walk behind the building is in view at most, and not at least', async ({ page, baseURL }) => {
	const m = await words('en');
	const east = -0.001;
	const id = await reported(baseURL ?? '', {
		position: `${lat}, ${lng + east}`,
		type: 'fixed',
		heading_deg: '0'
	});
	await hasSight(page, id);
	await page.goto(`/en#map=17/${lat}/${lng + east}`);
	await mapIsIdle(page);
	await page.getByRole('button', { name: m.common.nav.walk }).click();
	await expect(page.getByText(m.walk.empty)).toBeVisible();
	await expect(page.getByRole('progressbar')).toHaveCount(0);
	await page.getByText(m.walk.method, { exact: true }).click();
	await expect(page.getByText('Buildings cut “at least”')).toBeVisible();
	const outline = page
		.getByRole('row', { name: new RegExp(`^${m.words.levels.outline} `) })
		.getByRole('cell');
	// 35 m to the north of the camera, across its 60°: 2 · 35 m · tan 30° = 40 m.
	const behind = lat + 35 / 111_195;
	for (const side of [-0.0004, 0.0004]) {
		const [x, y] = await page.evaluate(
			(place) => {
				const { x, y } = window.okoMap!.project(place);
				const { left, top } = document.querySelector('.camera-map')!.getBoundingClientRect();
				return [x + left, y + top] as const;
			},
			[lng + east + side, behind] as [number, number]
		);
		await page.mouse.click(x, y);
	}
	await expect(outline.nth(0)).toHaveText(m.walk.range('0', '1'));
	await expect(outline.nth(1)).toHaveText(/^0\D+(39|40|41)$/);
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
