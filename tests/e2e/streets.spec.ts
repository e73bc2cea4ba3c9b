import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { gapsWords } from '../../src/lib/i18n/gaps.ts';
import { withPlaceNames } from '../../src/lib/i18n/place-names.ts';
import { ids } from '../../src/lib/map/layer-ids.ts';
import { palettes } from '../../src/lib/map/palette.ts';
import { streetPaints } from '../../src/lib/map/street-gaps.ts';
import { provision } from '../../src/lib/server/basemap/provision.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { makeSmallData } from '../support/small-demonstration.ts';
import { writeTinyArchive } from '../support/tiny-archive.ts';
import {
	countPixels,
	expect,
	expectAccessible,
	oneLanguage,
	mapIsIdle,
	shownCameras,
	test as base,
	words
} from './journey.ts';

/** A server of its own, to whose data folder a tiny archive is brought while it runs. */
const test = base.extend<object, { server: RunningServer }>({
	server: [
		// eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
		async ({}, use) => {
			const dataDir = mkdtempSync(join(tmpdir(), 'oko-streets-'));
			await makeSmallData(dataDir);
			const server = await startServer({ OKO_DATA_DIR: dataDir, OKO_LIMITS: 'off' });
			const source = join(dataDir, 'source.pmtiles');
			await writeTinyArchive(source);
			await provision({ source, dataDir, rename: withPlaceNames, say: () => {} });
			await use(server);
			await server.end();
			rmSync(dataDir, { recursive: true });
		},
		{ scope: 'worker', timeout: 180_000 }
	],
	baseURL: ({ server }, use) => use(server.origin)
});

interface Drawn {
	layer: string;
	label: string;
}

/** What is drawn of the streets, with the label as the style makes it. */
function drawn(page: Page): Promise<Drawn[]> {
	return page.evaluate(() =>
		(window.okoMap?.queryRenderedFeatures() ?? [])
			.filter(({ source }) => source === 'streets')
			.map(({ layer }) => {
				const text = (layer.layout as Record<string, unknown> | undefined)?.['text-field'];
				return { layer: layer.id, label: text ? String(text) : '' };
			})
	);
}

/** the middle of one of its tiles, so that all of its streets are in view */
const near = { center: [20.467529, 44.816916] as [number, number], zoom: 15 };
const expected = {
	'sr-Latn': ['Beograd', 'Bulevar despota Stefana', 'Njegoševa', 'Ulica Džordža Vašingtona'],
	'sr-Cyrl': ['Београд', 'Булевар деспота Стефана', 'Његошева', 'Улица Џорџа Вашингтона'],
	en: ['Belgrade', 'Bulevar despota Stefana', 'Njegoševa', 'Ulica Džordža Vašingtona']
};

for (const { locale, prefix } of oneLanguage) {
	test(`streets are drawn and named in the page's script (${locale})`, async ({ page }) => {
		const m = await words(locale);
		await page.goto(`${prefix}/`);
		await mapIsIdle(page);
		await page.evaluate((to) => window.okoMap?.jumpTo(to), near);
		await expect
			.poll(async () => [...new Set((await drawn(page)).map(({ label }) => label))].filter(Boolean).sort())
			.toEqual(expected[locale].toSorted());
		const layers = (await drawn(page)).map(({ layer }) => layer);
		expect(layers).toContain('street-residential');
		expect(layers).toContain('street-primary');
		const credit = page.getByRole('link', { name: 'Protomaps © OpenStreetMap' });
		await expect(credit).toHaveAttribute('href', 'https://www.openstreetmap.org/copyright');
		await expect(page.locator('.stage')).not.toContainText(m.map.schematic);
		await page.locator('.corner summary').click();
		await expect(
			page.locator('.corner').getByText(m.map.streetsNote('Protomaps © OpenStreetMap'))
		).toBeVisible();
		await expectAccessible(page);
	});
}

test('the cameras lie above the streets, and both follow the colour scheme', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'light' });
	await page.goto('/');
	await mapIsIdle(page);
	await page.evaluate((to) => window.okoMap?.jumpTo(to), near);
	const paper = () => page.evaluate(() => window.okoMap?.getPaintProperty('background', 'background-color'));
	await expect.poll(async () => (await shownCameras(page)).length).toBeGreaterThan(0);
	await mapIsIdle(page);
	const shown = async () => (await shownCameras(page)).toSorted();
	const before = await shown();
	expect(await paper()).toBe('rgb(241,238,231)');
	const order = await page.evaluate(() => {
		const layers = window.okoMap
			?.getStyle()
			.layers.map((layer) => [layer.id, 'source' in layer && layer.source]);
		return layers?.map(([id, source]) => (source === 'streets' ? 'streets' : String(id))) ?? [];
	});
	expect(order.lastIndexOf('streets')).toBeLessThan(order.indexOf('camera-marks'));
	await page.emulateMedia({ colorScheme: 'dark' });
	await expect.poll(paper).toBe('rgb(27,30,34)');
	await mapIsIdle(page);
	await expect.poll(shown).toEqual(before);
});

test('without the streets’ server the map is schematic', async ({ page, allowStatus }) => {
	allowStatus.add(503);
	const m = await words('sr-Latn');
	await page.route('**/basemap/style.json*', (route) => route.fulfill({ status: 503 }));
	await page.goto('/');
	await mapIsIdle(page);
	expect(await page.evaluate(() => Boolean(window.okoMap?.getSource('rivers')))).toBe(true);
	await expect(page.getByLabel(m.map.zoomIn)).toBeVisible();
});

/** The middle of the survey of the small demonstration in which an area was looked at. */
const surveyed = { center: [20.4392, 44.8179] as [number, number], zoom: 15 };

/** How many pieces of streets of a look the map draws. */
function pieces(page: Page, layer: string): Promise<number> {
	return page.evaluate(
		(layer) =>
			window.okoMap?.getLayer(layer) ? window.okoMap.queryRenderedFeatures({ layers: [layer] }).length : 0,
		layer
	);
}

test('streets that nobody looked at are strong, those of a survey are not, and the busiest is to be walked first', async ({
	page
}) => {
	const { next, streets: looks } = gapsWords('en');
	const { unlooked } = streetPaints(palettes.light);
	const ink = parseInt(unlooked.color.slice(1), 16);
	const isInk = async () => (await countPixels(page, (red) => Math.abs(red - (ink >> 16)) < 12)).counted;
	await page.goto('/en');
	await mapIsIdle(page);
	await page.evaluate((to) => window.okoMap?.jumpTo(to), near);
	await mapIsIdle(page);
	const before = await isInk();
	await page.locator('.layers label').last().click();
	await expect(page).toHaveURL(/layer=gaps/);
	await expect.poll(() => pieces(page, ids.streetUnlooked)).toBeGreaterThan(0);
	expect(await pieces(page, ids.streetLooked)).toBe(0);
	await mapIsIdle(page);
	expect(await isInk()).toBeGreaterThan(before + 1000);
	const key = page.locator('.stage .key');
	for (const said of Object.values(looks)) await expect(key).toContainText(said);

	// The square as a whole says how a street in it is: the middle of an area that was looked at is looked at.
	await page.evaluate((to) => window.okoMap?.jumpTo(to), surveyed);
	await expect.poll(() => pieces(page, ids.streetLooked), { timeout: 60_000 }).toBeGreaterThan(0);
	expect(await pieces(page, ids.streetPart)).toBeGreaterThan(0);

	const list = page.locator('section[aria-labelledby="walk-next"]');
	await expect(list.getByText(next.streets)).toBeVisible();
	await expect(list.getByRole('button')).toHaveText([
		'Bulevar despota Stefana',
		'Ulica Džordža Vašingtona',
		'Njegoševa'
	]);
	await expect(list.getByRole('listitem').first()).toContainText(/about [\d,.]+ m not looked at/);
	await list.getByRole('button').first().click();
	await expect.poll(() => page.evaluate(() => window.okoMap?.getZoom() ?? 0)).toBe(16);
	await mapIsIdle(page);
	expect((await pieces(page, ids.streetUnlooked)) + (await pieces(page, ids.streetPart))).toBeGreaterThan(0);
	await expectAccessible(page);
});

/** The position of a place in a tile of the tiny archive, whose streets run from west to east. */
function inTile(x: number, y: number, east: number, down: number): [lng: number, lat: number] {
	const [wx, wy] = [(x + east / 4096) / 2 ** 14, (y + down / 4096) / 2 ** 14];
	return [wx * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * wy))) * 180) / Math.PI];
}

test('my walk leads along the streets from one place to another, by keyboard, and is drawn like any other', async ({
	page,
	allowStatus
}) => {
	const m = await words('en');
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await page.goto('/en#map=14/44.8131/20.4606');
	await mapIsIdle(page);
	await page.getByRole('button', { name: m.common.nav.walk }).click();
	await page.getByText(m.way.title).click();
	const [x, y] = [9122, 5905];
	const pick = async (label: string, [lng, lat]: [number, number]) => {
		const box = page.getByRole('combobox', { name: label });
		await box.fill(`${lat.toFixed(6)}, ${lng.toFixed(6)}`);
		await expect(page.getByRole('option')).toHaveCount(1);
		await box.press('ArrowDown');
		await box.press('Enter');
		await expect(page.getByRole('option')).toHaveCount(0);
	};
	const find = page.getByRole('button', { name: m.way.find });
	const form = page.locator('form', { has: find });
	await find.click();
	await expect(page.getByRole('combobox', { name: m.way.from })).toHaveAccessibleDescription(m.way.choose);
	await expect(page.getByRole('combobox', { name: m.way.from })).toBeFocused();
	await expectAccessible(page);

	// 40 units beside a street, in one tile, and in the next.
	await pick(m.way.from, inTile(x, y, 2000, 960));
	await pick(m.way.to, inTile(x + 1, y, 1000, 1040));
	const beforeWay = asked.length;
	await page.getByRole('combobox', { name: m.way.to }).press('Enter');
	await expect(page.getByText(m.way.found)).toBeVisible();
	const way = await page.evaluate(() => {
		const source = window.okoMap?.getStyle().layers.find(({ id }) => id === 'sketch-line');
		return source && 'source' in source
			? (window.okoMap?.getSource(String(source.source))?.serialize() as unknown)
			: null;
	});
	const points = (way as { data: { geometry: { coordinates: number[][] } } }).data.geometry.coordinates;
	const street = inTile(x, y, 0, 1000)[1];
	expect(points).toHaveLength(4);
	for (const [, lat] of points.slice(1, 3)) expect(lat).toBeCloseTo(street, 5);
	// Tiles of streets, and nothing of the way.
	for (const url of asked.slice(beforeWay)) expect(url).toMatch(/\/basemap\.pmtiles\?|\/tiles\/|\/_app\//);

	// What was there before comes back.
	await page.getByRole('button', { name: m.sketch.undo, exact: true }).click();
	await expect(page.getByText(m.walk.empty)).toBeVisible();

	// The street below never meets it.
	await pick(m.way.to, inTile(x + 1, y, 1000, 2000));
	await find.click();
	await expect(form.locator('..').getByText(m.way.noWay)).toBeVisible();
	await pick(m.way.to, [20.7, 44.9]);
	await find.click();
	await expect(page.getByText(m.way.tooFar('15'))).toBeVisible();
	allowStatus.add(500);
	await page.route(/basemap\.pmtiles/, (route) => route.fulfill({ status: 500 }));
	await pick(m.way.to, inTile(x + 1, y, 1000, 1040));
	await find.click();
	await expect(page.getByText(m.way.failed)).toBeVisible();
});

test('where the archive has no streets, and where there is none, the way is straight and said to be', async ({
	page
}) => {
	const m = await words('en');
	await page.goto('/en#map=14/44.5/20.2');
	await mapIsIdle(page);
	await page.getByRole('button', { name: m.common.nav.walk }).click();
	await page.getByText(m.way.title).click();
	for (const [label, position] of [
		[m.way.from, '44.50, 20.20'],
		[m.way.to, '44.51, 20.21']
	] as const) {
		await page.getByRole('combobox', { name: label }).fill(position);
		await page.getByRole('option').first().click();
	}
	await page.getByRole('button', { name: m.way.find }).click();
	await expect(page.getByText(m.way.straight)).toBeVisible();
	await expect(page.getByText(m.walk.empty)).toHaveCount(0);
});
