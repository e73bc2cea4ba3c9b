import type { Page } from '@playwright/test';
import { ids } from '../../src/lib/map/layer-ids.ts';
import { mapIsIdle } from '../../tests/support/map.ts';
import type { AllWords } from '../../tests/support/words.ts';

/** A page or a state of one, as somebody comes to it. */
export interface Scene {
	name: string;
	/** without the language's prefix */
	path: string;
	/** which server: with demonstration data, or without a camera */
	on?: 'empty';
	javaScript?: false;
	webgl?: false;
	/** the whole page, not only the window */
	full?: true;
	/** with a moderator's session */
	isModerator?: true;
	act?: (page: Page, m: AllWords) => Promise<void>;
}

/** Ids of cameras of the demonstration, which a fresh seed gives others every time: one that shows much, the hidden one, one that others have reviewed. */
export interface Known {
	camera: string;
	hidden: string;
	reviewed: string;
}

/** Draws a line on the map with the keyboard. */
async function draw(page: Page): Promise<void> {
	const map = page.locator('canvas.maplibregl-canvas');
	for (const key of ['ArrowLeft', 'ArrowDown', 'ArrowRight']) {
		await map.press(key);
		await mapIsIdle(page);
		await map.press('Enter');
	}
}

async function drawSurvey(page: Page, m: AllWords): Promise<void> {
	await page.getByRole('link', { name: m.common.nav.survey }).click();
	await draw(page);
	await page.getByText(/\d m,/).waitFor();
}

async function drawWalk(page: Page, m: AllWords): Promise<void> {
	await page.getByRole('button', { name: m.common.nav.walk }).click();
	await draw(page);
	await page.getByRole('table').waitFor();
}

/** Waits until a layer has something on the map: ground is measured after the start. */
const drawn = (layer: string) => async (page: Page) => {
	await page.waitForFunction(
		(layer) =>
			window.okoMap?.getLayer(layer) && window.okoMap.queryRenderedFeatures({ layers: [layer] }).length > 5,
		layer
	);
};

/** The bar of days comes when it is first looked at. */
async function timeIsThere(page: Page): Promise<void> {
	await page.locator('.time input:enabled').first().waitFor();
	await mapIsIdle(page);
}

async function startReport(page: Page, m: AllWords): Promise<void> {
	await page.getByRole('link', { name: m.common.nav.report }).first().click();
	await page.getByRole('img', { name: m.report.crosshair }).waitFor();
	await page.evaluate(() => void window.okoMap?.jumpTo({ center: [20.4573, 44.8178], zoom: 17 }));
	await mapIsIdle(page);
	await page.getByRole('slider', { name: m.record.heading_deg.ask }).press('PageUp');
}

async function makeKey(page: Page, m: AllWords): Promise<void> {
	await page.getByRole('button', { name: m.account.makeButton }).click();
	await page.getByRole('heading', { name: m.account.made }).waitFor();
}

async function next(page: Page, m: AllWords, times: number): Promise<void> {
	for (let i = 0; i < times; i++) await page.getByRole('button', { name: m.common.next }).click();
}

/** Types into the search, and waits for the answer. */
async function lookFor(page: Page, text: string): Promise<void> {
	const answer = page.waitForResponse('**/api/search?*');
	const box = page.getByRole('combobox');
	// On a phone it unfolds for who comes to it.
	await box.focus();
	await box.fill(text);
	await (await answer).finished();
	await page.getByRole('search').locator('.below').waitFor();
}

/** Waits until the clock has closed the demonstration's days, and verifies them. */
async function verifyLog(page: Page, { log }: AllWords): Promise<void> {
	while ((await page.getByRole('row').count()) === 0) {
		await page.waitForTimeout(1000);
		await page.reload();
	}
	await page.getByRole('button', { name: log.start }).click();
	await page.getByRole('heading', { name: log.good }).waitFor();
}

export function scenes({ camera, hidden, reviewed }: Known): Scene[] {
	return [
		{ name: 'map', path: '/' },
		{
			name: 'map-close',
			path: '/',
			act: (page) =>
				page.evaluate(() => void window.okoMap?.jumpTo({ center: [20.4602, 44.8163], zoom: 16.5 }))
		},
		{ name: 'map-camera', path: `/?camera=${camera}` },
		{ name: 'map-no-match', path: '/?state=removed&type=plate_reader&operator=transport' },
		{ name: 'map-search', path: '/', act: (page) => lookFor(page, 'vrac') },
		{
			name: 'map-found',
			path: '/',
			async act(page) {
				await lookFor(page, 'dorcol');
				await page.keyboard.press('Enter');
				await page.waitForFunction((layer) => window.okoMap?.getLayer(layer), ids.found);
				await mapIsIdle(page);
			}
		},
		{ name: 'map-nothing-found', path: '/', act: (page) => lookFor(page, 'xqzwvv') },
		{ name: 'map-empty', path: '/', on: 'empty' },
		{
			name: 'map-without-webgl',
			path: '/',
			webgl: false,
			async act(page, m) {
				await page.evaluate(() => dispatchEvent(new Event('pointermove')));
				await page.getByText(m.map.noWebgl).waitFor();
				await page.locator('.without li').first().waitFor();
			}
		},
		{ name: 'map-without-scripts', path: '/', javaScript: false, full: true },
		{ name: 'ground-cells', path: '/?layer=watched#map=12.5/44.8125/20.4573', act: drawn(ids.cellFill) },
		{ name: 'ground-views', path: '/?layer=watched#map=16/44.8125/20.4573', act: drawn(ids.viewFill) },
		{ name: 'ground-density', path: '/?layer=density#map=12.5/44.8125/20.4573', act: drawn(ids.density) },
		{ name: 'gaps', path: '/?layer=gaps#map=13/44.806/20.474', act: drawn(ids.lookedFill) },
		{ name: 'buildings', path: '/?layer=watched#map=17/44.8125/20.4573', act: drawn(ids.viewFill) },
		{ name: 'time', path: '/?from=2025-06-01&to=2026-06-01#map=12.5/44.8125/20.4573', act: timeIsThere },
		{ name: 'walk', path: '/#map=16/44.8138/20.4576', act: drawWalk },
		{ name: 'report-place', path: '/', act: startReport },
		...([1, 2] as const).map((times): Scene => ({
			name: { 1: 'report-what', 2: 'report-send' }[times],
			path: '/',
			async act(page, m) {
				await startReport(page, m);
				await next(page, m, times);
			}
		})),
		{ name: 'report-form', path: '/report?plain', full: true },
		{ name: 'survey-draw', path: '/#map=17/44.8125/20.4612', act: drawSurvey },
		{ name: 'survey-form', path: '/survey', full: true },
		{ name: 'check', path: '/check' },
		{ name: 'list', path: '/list' },
		{ name: 'list-nothing-found', path: '/list?q=ZZZZZZZZZZ' },
		{ name: 'list-around-a-place', path: '/list?q=vracar' },
		{ name: 'stats', path: '/stats', full: true },
		{ name: 'stats-without-boundaries', path: '/stats', on: 'empty', full: true },
		{ name: 'camera', path: `/cameras/${camera}`, full: true },
		{ name: 'camera-reviewing', path: `/cameras/${reviewed}?fix=type`, full: true, isModerator: true },
		{ name: 'desk', path: '/desk', full: true, isModerator: true },
		{ name: 'desk-signed-out', path: '/desk' },
		{ name: 'camera-hidden', path: `/cameras/${hidden}` },
		{ name: 'not-found', path: '/nowhere' },
		{ name: 'gallery', path: '/cameras', full: true },
		{ name: 'about', path: '/about', full: true },
		{ name: 'data', path: '/data', full: true },
		{ name: 'api', path: '/docs/api', full: true },
		{ name: 'ogc', path: '/ogc?f=html', full: true },
		{ name: 'ogc-items', path: '/ogc/collections/cameras/items?f=html&limit=10', full: true },
		{ name: 'embed', path: '/embed' },
		{ name: 'embed-watched', path: '/embed?layer=watched' },
		{ name: 'embed-new', path: '/embed/new', full: true },
		{ name: 'account', path: '/account', full: true },
		{
			name: 'account-wrong',
			path: '/account',
			full: true,
			async act(page, m) {
				await page.getByLabel(m.account.key, { exact: true }).fill('able baker zebra abel yellow box quick');
				await page.getByRole('button', { name: m.account.enterButton }).click();
				await page.getByText('abel').first().waitFor();
			}
		},
		{ name: 'account-key', path: '/account', full: true, act: makeKey },
		{
			name: 'account-signed-in',
			path: '/account',
			full: true,
			async act(page, m) {
				await makeKey(page, m);
				await page.getByRole('link', { name: m.account.goOn }).click();
				await page.getByText(m.account.forget, { exact: true }).click();
			}
		},
		{ name: 'log', path: '/data/log', full: true, act: verifyLog },
		{ name: 'log-empty', path: '/data/log', on: 'empty' }
	];
}
