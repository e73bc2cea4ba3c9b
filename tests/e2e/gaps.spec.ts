import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { loadI18n } from '../../src/lib/i18n/load.ts';
import { gapAreaWords, gapCellWords } from '../../src/lib/map/gap-words.ts';
import { areaColor, type Areas } from '../../src/lib/map/areas.ts';
import { parseShown } from '../../src/lib/map/ground.ts';
import { ids } from '../../src/lib/map/layer-ids.ts';
import { palettes } from '../../src/lib/map/palette.ts';
import {
	countPixels,
	expect,
	expectAccessible,
	languages,
	mapIsIdle,
	oneLanguage,
	test,
	words
} from './journey.ts';

/* Where somebody looked, and where nobody did: drawn as unknown, from near and from far, on paper and in a picture. */

/** around the surveys of the small demonstration */
const city = '#map=13/44.8125/20.4573';
/** in a field in which there is neither a camera nor a survey */
const field = '#map=14/44.5/20.6';
const far = '#map=9.5/44.75/20.475';

/** How many of a layer's features the map draws. */
function drawn(page: Page, layer: string): Promise<number> {
	return page.evaluate(
		(layer) =>
			window.okoMap?.getLayer(layer) ? window.okoMap.queryRenderedFeatures({ layers: [layer] }).length : 0,
		layer
	);
}

/** The share of pixels of the map that are darker than its paper, as its dots are. */
async function dark(page: Page): Promise<number> {
	const { counted, all } = await countPixels(page, (red) => red < 205);
	return counted / all;
}

for (const { locale, prefix } of oneLanguage) {
	test(`squares that somebody looked at lie over ground at which nobody did (${locale})`, async ({
		page
	}) => {
		const m = await words(locale);
		await page.goto(`${prefix}/${city}`);
		await mapIsIdle(page);
		await page.locator('.layers').getByText(m.coverage.layers.gaps, { exact: true }).click();
		await expect(page).toHaveURL(/\?layer=gaps#map=/);
		await expect.poll(() => drawn(page, ids.lookedFill), { timeout: 60_000 }).toBeGreaterThan(3);
		await expect.poll(() => drawn(page, ids.unlookedFill)).toBeGreaterThan(0);
		const order = await page.evaluate(() => window.okoMap?.getStyle().layers.map(({ id }) => id) ?? []);
		expect(order.indexOf(ids.unlookedFill)).toBeGreaterThan(order.indexOf(ids.areaFill));
		expect(order.indexOf(ids.lookedFill)).toBeGreaterThan(order.indexOf(ids.unlookedFill));
		expect(order.indexOf(ids.lookedFill)).toBeLessThan(order.indexOf('municipalities'));
		expect(order.indexOf(ids.lookedFill)).toBeLessThan(order.indexOf(ids.dots));
		const key = page.locator('.stage .key');
		for (const said of [m.gaps.heading, m.gaps.unlooked, m.gaps.fainter])
			await expect(key).toContainText(said);
		await key.getByRole('button', { name: m.coverage.moreChoice }).click();
		await expect(key).toContainText(m.gaps.method);
		await expectAccessible(page);
	});
}

test('where there is no square the map is dotted and says that nobody looked', async ({ page }) => {
	const m = await words('en');
	await page.goto(`/en${field}`);
	await mapIsIdle(page);
	const plain = await dark(page);
	await page.locator('.layers').getByText(m.coverage.layers.gaps, { exact: true }).click();
	await expect.poll(() => drawn(page, ids.unlookedFill)).toBeGreaterThan(0);
	expect(await drawn(page, ids.lookedFill)).toBe(0);
	await mapIsIdle(page);
	await expect.poll(() => dark(page)).toBeGreaterThan(plain + 0.02);
	await expect(page.locator('.readout')).toContainText(m.gaps.never);
});

test('a square says how much of it was looked at, and the month', async ({ page }) => {
	const i18n = await loadI18n('en');
	interface Cell {
		geometry: { coordinates: [number, number][][] };
		properties: { looked_m2: number; looked_month: number | null; ground_m2: number };
	}
	const looked = async () => {
		const file = await page.request.get('/data/coverage.geojson');
		const { features } = (await file.json()) as { features: Cell[] };
		return features.find(({ properties }) => properties.looked_m2 > 10_000);
	};
	await expect.poll(looked, { timeout: 60_000 }).toBeDefined();
	const cell = await looked();
	expect(String(cell?.properties.looked_month)).toMatch(/^20\d\d(0[1-9]|1[0-2])$/);
	const ring = cell?.geometry.coordinates[0] ?? [];
	const [lng = 0, lat = 0] = [0, 1].map((axis) => ((ring[0]?.[axis] ?? 0) + (ring[2]?.[axis] ?? 0)) / 2);
	await page.goto(`/en?layer=gaps#map=14/${lat.toFixed(6)}/${lng.toFixed(6)}`);
	await mapIsIdle(page);
	const { looked_m2, looked_month, ground_m2 } = cell!.properties;
	const said = gapCellWords({ looked_m2, looked_month: looked_month ?? undefined, ground_m2 }, i18n);
	await expect(page.locator('.readout')).toContainText(said);
});

test('from far away municipalities are coloured by what was looked at, under the dots', async ({ page }) => {
	const i18n = await loadI18n('sr-Cyrl');
	const response = page.waitForResponse((one) => one.url().includes('/data/areas.geojson'));
	await page.goto(`/sr-Cyrl?layer=gaps${far}`);
	await mapIsIdle(page);
	const areas = (await (await response).json()) as Areas;
	for (const feature of areas.features) feature.properties.id = String(feature.id);
	await expect.poll(() => drawn(page, ids.areaFill)).toBeGreaterThan(10);
	const color = await page.evaluate(
		(layer) => window.okoMap?.getPaintProperty(layer, 'fill-color'),
		ids.areaFill
	);
	const shown = parseShown(new URLSearchParams('layer=gaps'));
	expect(color).toEqual(areaColor(areas, shown, palettes.light));
	const { properties } = areas.features.find(({ properties }) => properties.id === 'savski-venac')!;
	await expect(page.locator('.readout')).toContainText(gapAreaWords(properties, i18n));
	expect(properties.looked_most_m2).toBeGreaterThanOrEqual(properties.looked_m2);
});

for (const { locale, prefix } of languages) {
	test(`every layer says how much was looked at, and that nobody looked elsewhere (${locale})`, async ({
		page
	}) => {
		const m = await words(locale);
		const [before = '', after = ''] = m.map.looked('|').split('|');
		await page.setViewportSize({ width: 360, height: 740 });
		for (const layer of ['', '?layer=density', '?layer=watched', '?layer=gaps']) {
			const line = page.locator('.corner .looked');
			await expect(async () => {
				await page.goto(`${prefix}/${layer}${city}`);
				await expect(line).toContainText(before.trim(), { timeout: 500 });
			}).toPass();
			await expect(line).toContainText(after.trim());
			await expect(line).toContainText('%');
			expect((await line.boundingBox())?.height).toBeLessThan(40);
		}
		await page.emulateMedia({ media: 'print' });
		await expect(page.locator('.printed')).toContainText(after.trim());
	});
}

test('a picture of the layer has its dots', async ({ page }) => {
	const m = await words('en');
	await page.goto(`/en?layer=gaps${city}`);
	await expect.poll(() => drawn(page, ids.lookedFill), { timeout: 60_000 }).toBeGreaterThan(3);
	await mapIsIdle(page);
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: m.view.picture }).click();
	const file = await download;
	expect(file.suggestedFilename()).toMatch(/^DEMO-oko-gaps-\d{4}-\d{2}-\d{2}\.png$/);
	expect((await readFile(await file.path())).subarray(1, 4).toString()).toBe('PNG');
});

test('the panel names places to walk next, and leads the map there', async ({ page }) => {
	const m = await words('en');
	await page.goto(`/en?layer=gaps${city}`);
	await mapIsIdle(page);
	await expect(page.getByRole('heading', { name: m.gaps.next.title })).toBeVisible();
	const first = page.locator('section[aria-labelledby="walk-next"] li button').first();
	await first.click();
	await expect.poll(() => page.evaluate(() => window.okoMap?.getZoom() ?? 0)).toBeGreaterThanOrEqual(14.5);
	await expectAccessible(page);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the page of surveys names places to look at, with links to the map', async ({ page }) => {
		const m = await words('en');
		await page.goto('/en/survey');
		await expect(page.getByRole('heading', { name: m.gaps.next.plain })).toBeVisible();
		const link = page.locator('a[href*="layer=gaps"]').first();
		await expect(link).toHaveAttribute('href', /^\/en\?layer=gaps#map=15\/44\.\d{4}\/20\.\d{4}$/);
	});
});
