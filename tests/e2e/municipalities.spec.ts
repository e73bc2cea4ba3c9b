import type { Page } from '@playwright/test';
import { loadI18n } from '../../src/lib/i18n/load.ts';
import { areaWords } from '../../src/lib/map/area-words.ts';
import { areaColor, type Areas } from '../../src/lib/map/areas.ts';
import { parseShown } from '../../src/lib/map/ground.ts';
import { ids } from '../../src/lib/map/layer-ids.ts';
import { palettes } from '../../src/lib/map/palette.ts';
import { expect, expectAccessible, mapIsIdle, test, words } from './journey.ts';

/* Municipalities by a figure, from far away. */

/** in the middle of the strip of Savski venac (tests/support/areas.ts) */
const far = '#map=9.5/44.75/20.475';

/** Ids of the municipalities that the map draws. */
function drawnAreas(page: Page): Promise<string[]> {
	return page.evaluate((layer) => {
		const map = window.okoMap;
		const found = map?.getLayer(layer) ? map.queryRenderedFeatures({ layers: [layer] }) : [];
		return [...new Set(found.map(({ properties }) => String(properties.id)))];
	}, ids.areaFill);
}

/** The zoom from which a layer is drawn. */
const startOf = (page: Page, layer: string) =>
	page.evaluate((layer) => window.okoMap?.getLayer(layer)?.minzoom, layer);

/** Opens a page, and answers the municipalities that it gets from /data/areas.geojson. */
async function opened(page: Page, address: string): Promise<Areas> {
	const response = page.waitForResponse((one) => one.url().includes('/data/areas.geojson'));
	await page.goto(address);
	await mapIsIdle(page);
	const areas = (await (await response).json()) as Areas;
	for (const feature of areas.features) feature.properties.id = String(feature.id);
	await expect.poll(async () => (await drawnAreas(page)).length).toBeGreaterThan(10);
	return areas;
}

test('municipalities are coloured by cameras, and a press tells their figures', async ({ page }) => {
	const [m, i18n] = [await words('en'), await loadI18n('en')];
	const areas = await opened(page, `/en?layer=density${far}`);
	expect(areas.features).toHaveLength(17);
	const shown = parseShown(new URLSearchParams('layer=density'));
	const color = () =>
		page.evaluate((layer) => window.okoMap?.getPaintProperty(layer, 'fill-color'), ids.areaFill);
	expect(await color()).toEqual(areaColor(areas, shown, palettes.light));
	// The heat is not drawn that far away, and names lie above the municipalities.
	expect(await startOf(page, ids.density)).toBeGreaterThan(10);
	const order = await page.evaluate(() => window.okoMap?.getStyle().layers.map(({ id }) => id) ?? []);
	expect(order.indexOf(ids.areaChosen)).toBeLessThan(order.indexOf('municipalities'));
	const written = () =>
		page.evaluate(() => window.okoMap?.getPaintProperty('municipalities', 'text-color') as string);
	await expect.poll(written).toBe(palettes.light.ink);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expect.poll(written).toBe(palettes.dark.ink);
	await page.emulateMedia({ colorScheme: 'light' });
	await expect.poll(written).toBe(palettes.light.ink);

	const key = page.locator('.key').first();
	await expect(key).toContainText(m.areas.heading.km2);
	const said = (id: string, query = '') => {
		const area = areas.features.find(({ properties }) => properties.id === id)!.properties;
		return areaWords(area, parseShown(new URLSearchParams(`layer=density${query}`)), i18n, false);
	};
	// By keyboard: the one in the middle.
	await expect(key.getByRole('status')).toContainText(said('savski-venac'));
	const point = await page.evaluate(() => {
		const [at, room] = [window.okoMap!.project([20.575, 44.8]), window.okoMap!.getContainer()];
		const { x, y } = room.getBoundingClientRect();
		return { x: x + at.x, y: y + at.y };
	});
	await page.mouse.click(point.x, point.y);
	await expect(key.getByRole('status')).toContainText(said('stari-grad'));
	await expect(page).not.toHaveURL(/camera=/);

	await key.getByRole('button', { name: m.coverage.moreChoice }).click();
	await expect(key).toContainText(m.areas.boundaries('Invented'));
	await expectAccessible(page);
	await page.getByRole('radio', { name: m.areas.pers.inhabitants }).check();
	await expect(page).toHaveURL(/layer=density&per=inhabitants/);
	await expect(key).toContainText(m.areas.heading.inhabitants);
	await expect(key.getByRole('status')).toContainText(said('stari-grad', '&per=inhabitants'));
	await page.locator('.layers').getByText(m.coverage.layers.none, { exact: true }).click();
	await expect.poll(written).toBe(palettes.light.place);
});

test('municipalities are coloured by watched ground; closer up there are squares', async ({ page }) => {
	const [m, i18n] = [await words('sr-Cyrl'), await loadI18n('sr-Cyrl')];
	const areas = await opened(page, `/sr-Cyrl?layer=watched&state=verified${far}`);
	const key = page.locator('.key').first();
	await expect(key).toContainText(m.areas.classesOf);
	const shown = parseShown(new URLSearchParams('layer=watched'));
	const { properties } = areas.features.find(({ properties }) => properties.id === 'savski-venac')!;
	// While something is measured, that is said behind it.
	const said = [true, false].map((isMeasuring) => areaWords(properties, shown, i18n, isMeasuring));
	await expect
		.poll(async () => (await key.getByRole('status').innerText()).split('\n').at(-1)?.trim())
		.toMatch(new RegExp(said.map((one) => RegExp.escape(one)).join('|')));
	await page.evaluate(() => window.okoMap?.jumpTo({ zoom: 12 }));
	await expect(key).toContainText(m.coverage.classesOf);
	await expect.poll(() => drawnAreas(page)).toEqual([]);
	await expect.poll(() => startOf(page, ids.cellFill)).toBeGreaterThan(10);
	await page.evaluate(() => window.okoMap?.jumpTo({ zoom: 9.5 }));
	await expect.poll(async () => (await drawnAreas(page)).length).toBeGreaterThan(10);
});

test('municipalities that do not come are said, and the heat stays', async ({ page, allowStatus }) => {
	const m = await words('en');
	allowStatus.add(503);
	await page.route('**/data/areas.geojson*', (route) => route.fulfill({ status: 503 }));
	await page.goto(`/en?layer=density${far}`);
	const key = page.locator('.key').first();
	await expect(key).toContainText(m.areas.failed);
	await expect(key).toContainText(m.coverage.heading.density);
	expect(await startOf(page, ids.density)).toBe(0);
});
