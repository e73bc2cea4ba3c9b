import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { withPlaceNames } from '../../src/lib/i18n/place-names.ts';
import { provision } from '../../src/lib/server/basemap/provision.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { writeTinyArchive } from '../support/tiny-archive.ts';
import {
	expect,
	expectAccessible,
	languages,
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

for (const { locale, prefix } of languages) {
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
