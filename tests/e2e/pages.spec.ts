import type { Page, Route } from '@playwright/test';
import { pageRoutes } from '../support/routes.ts';
import { localePath } from '../../src/lib/i18n/locale.ts';
import { expect, expectAccessible, languages, mapIsIdle, shownCameras, test, words } from './journey.ts';

/** With scripts the report goes on the map; its form is looked at here. */
const asPage = (route: string) => (route === '/report' ? '/report?plain' : route.replace('[list]', 'hidden'));
const paths = pageRoutes().map(asPage);
/** A page of the desk is a door to whoever is no moderator. */
const isOpen = (path: string) => !path.startsWith('/desk/');
/** A snapshot, which a server makes by itself. */
async function someEdition(page: Page): Promise<string> {
	const editions = async () => {
		const index = await page.request.get('/data/snapshots/index.json');
		return ((await index.json()) as { snapshots: { edition: string }[] }).snapshots;
	};
	await expect.poll(async () => (await editions()).length, { timeout: 60_000 }).toBeGreaterThan(0);
	return (await editions())[0]?.edition ?? '';
}

/** A path with a camera or a snapshot of the demonstration in it. */
async function withCamera(page: Page, path: string): Promise<string> {
	if (path.includes('[edition]')) return path.replace('[edition]', await someEdition(page));
	if (!path.includes('[id]')) return path;
	const { features } = (await (await page.request.get('/data/cameras.geojson')).json()) as {
		features: { id: string }[];
	};
	return path.replace('[id]', features[0]?.id ?? '');
}

/** The text of a page that is left next, without what says itself that it is in another language. */
function ownText(page: Page): Promise<string> {
	return page.locator('main').evaluate((main: HTMLElement) => {
		for (const foreign of main.querySelectorAll('[lang]')) foreign.textContent = '';
		return main.innerText;
	});
}

for (const [i, path] of paths.filter(isOpen).entries()) {
	test(`a page is accessible, light and dark, and in each language its own: ${path}`, async ({ page }) => {
		const { locale } = languages[i % languages.length] ?? { locale: 'en' as const };
		await page.goto(localePath(await withCamera(page, path), locale));
		if (path === '/') await mapIsIdle(page);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await expectAccessible(page);
		}
		for (const { locale } of languages) {
			await page.goto(localePath(await withCamera(page, path), locale));
			expect(await page.locator('html').getAttribute('lang')).toBe(locale);
			await expect(page.locator('h1').first()).toBeVisible();
			const text = await ownText(page);
			const cyrillic = (text.match(/[\u0400-\u04ff]/g) ?? []).length;
			if (locale === 'sr-Cyrl') expect(cyrillic).toBeGreaterThan(text.length / 4);
			else expect(cyrillic).toBe(0);
		}
	});
}

test('a frame for other sites is accessible, light and dark', async ({ page }) => {
	for (const query of ['', '?layer=watched', '?show=counter']) {
		await page.goto(`/en/embed${query}`);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await expectAccessible(page);
		}
	}
});

test('counts and newest cameras are in the page before any script', async ({ page }) => {
	const html = await (await page.request.get('/en')).text();
	expect(html).toMatch(/\d+<\/span>\s*reported cameras/);
	expect(html.match(/href="\/en\/cameras\/[0-9A-Z]{10}"/g)?.length).toBe(10);
});

test('filters stand in the address, and the map keeps to them', async ({ page }) => {
	const m = await words('sr-Latn');
	await page.goto('/?type=dome');
	await mapIsIdle(page);
	await expect(page.getByLabel(m.record.type.values.dome)).toBeChecked();
	await page.getByLabel(m.record.state.values.verified).check();
	await expect(page).toHaveURL(/\/\?state=verified&type=dome(#|$)/);
	const { features } = (await (
		await page.request.get('/data/cameras.geojson?state=verified&type=dome')
	).json()) as {
		features: { id: string }[];
	};
	expect(features.length).toBeGreaterThan(0);
	await page.evaluate(() => window.okoMap?.jumpTo({ center: [20.44, 44.8], zoom: 11 }));
	await mapIsIdle(page);
	const known = new Set(features.map(({ id }) => id));
	const shown = await shownCameras(page);
	expect(shown.length).toBeGreaterThan(0);
	for (const id of shown) expect(known).toContain(id);
	await page.getByRole('link', { name: m.map.clearFilters }).click();
	await expect(page).toHaveURL(/\/(#|$)/);
});

test('a camera is pointed at on the map, shown with its facts, and has a page', async ({
	page,
	allowStatus
}) => {
	allowStatus.add(422);
	const m = await words('sr-Latn');
	await page.goto('/');
	await mapIsIdle(page);
	const box = await page.locator('.stage').boundingBox();
	// A little beside it, as a finger comes down.
	const dot = await page.evaluate(() => {
		const [feature] = window.okoMap?.queryRenderedFeatures({ layers: ['camera-dots'] }) ?? [];
		if (feature?.geometry.type !== 'Point') throw new Error('no dot');
		const { x, y } = window.okoMap!.project(feature.geometry.coordinates as [number, number]);
		return { x: x + 3, y: y - 2 };
	});
	await page.mouse.click((box?.x ?? 0) + dot.x, (box?.y ?? 0) + dot.y);
	await expect(page).toHaveURL(/\?camera=[0-9A-Z]{10}(#|$)/);
	const pointed = new URL(page.url()).searchParams.get('camera') ?? '';
	await expect(page.getByText(m.camera.title(pointed), { exact: true })).toBeVisible();
	await expect(page.getByText(m.record.first_reported_on.name)).toBeVisible();
	await page.getByRole('button', { name: m.common.close }).click();
	await page.getByRole('list').last().getByRole('link').first().click();
	await expect(page).toHaveURL(/\?camera=[0-9A-Z]{10}(#|$)/);
	const id = new URL(page.url()).searchParams.get('camera') ?? '';
	await mapIsIdle(page);
	await expect.poll(() => shownCameras(page)).toContain(id);
	// Close enough for view cones.
	const layers = await page.evaluate(() => window.okoMap?.getStyle().layers.map((layer) => layer.id) ?? []);
	const order = ['paper', 'rivers', 'cone-fill', 'camera-selected', 'camera-dots', 'camera-marks'].map(
		(layer) => layers.indexOf(layer)
	);
	expect(order).toEqual([...order].sort((a, b) => a - b));
	expect(Math.min(...order)).toBeGreaterThanOrEqual(0);
	await expectAccessible(page);
	// Opened by its address, too.
	await page.reload();
	await expect
		.poll(() => page.evaluate(() => Boolean(window.okoMap?.getLayer('camera-selected'))))
		.toBe(true);
	await expect.poll(() => shownCameras(page)).toContain(id);
	await page.getByRole('link', { name: m.map.open }).click();
	await expect(page.getByText(m.camera.title(id), { exact: true })).toBeVisible();
	await expect(page.getByRole('heading', { name: m.camera.history })).toBeVisible();
	await expect(page.locator('a[href^="geo:"]')).toHaveAttribute('href', /^geo:44\.\d+,20\.\d+$/);
	await expectAccessible(page);
	await page.getByText(m.camera.problem).click();
	await page.getByRole('button', { name: m.camera.problemSend }).click();
	await expect(page.getByText(m.errors.field.required)).toBeVisible();
});

test('an address of a camera that is not there says so, asks once, and the map is there', async ({
	page,
	allowStatus
}) => {
	allowStatus.add(404);
	const m = await words('en');
	let asked = 0;
	page.on('request', (request) => (asked += Number(request.url().includes('/api/cameras/'))));
	await page.goto('/en?camera=0000000000');
	await expect(page.getByRole('alert')).toHaveText(m.errors.problem.not_found);
	await mapIsIdle(page);
	expect(asked).toBe(1);
	await page.getByRole('button', { name: m.common.close }).click();
	await expect(page.getByRole('link', { name: m.common.nav.report })).toBeVisible();
});

test('a complaint is kept while the server is away, and sent', async ({ page, allowStatus }) => {
	allowStatus.add(502);
	const m = await words('en');
	await page.goto(await withCamera(page, '/en/cameras/[id]#problem'));
	await page.getByLabel(m.words.complaints.wrong).check();
	const message = page.getByLabel(m.camera.problemMessage);
	await message.fill('It has been gone since spring.');
	await page.route('**/api/cameras/*/complaints', (route) => route.fulfill({ status: 502 }));
	await page.getByRole('button', { name: m.camera.problemSend }).click();
	await expect(page.getByRole('alert')).toHaveText(m.errors.network);
	await expect(message).toHaveValue('It has been gone since spring.');
	await expect(page.getByLabel(m.words.complaints.wrong)).toBeChecked();
	await page.unroute('**/api/cameras/*/complaints');
	await page.getByRole('button', { name: m.camera.problemSend }).click();
	await expect(page.getByRole('status').filter({ hasText: m.camera.problemThanks })).toBeFocused();
	await expectAccessible(page);
});

test('a complaint is sent by a device that solves no challenge', async ({ page, allowStatus }) => {
	allowStatus.add(428);
	const m = await words('en');
	await page.addInitScript(() => {
		window.Worker = class {
			constructor() {
				throw new Error('no workers');
			}
		} as never;
	});
	await page.goto(await withCamera(page, '/en/cameras/[id]#problem'));
	await page.getByLabel(m.words.complaints.wrong).check();
	await page.getByRole('button', { name: m.camera.problemSend }).click();
	await expect(page.getByText(m.camera.problemThanks)).toBeVisible();
	await expect(page).toHaveURL(/\?\/complain$/);
});

test('the list is searched, filtered, sorted and paged', async ({ page }) => {
	const m = await words('en');
	await page.goto('/en/list');
	await expect(page.locator('tbody tr')).toHaveCount(50);
	await page.getByRole('link', { name: m.list.next }).click();
	await expect(page).toHaveURL(/page=2/);
	const id = (await page.locator('tbody .id').first().innerText()).trim();
	await page.getByLabel(m.list.search).fill(`${id.slice(0, 4).toLowerCase()}-${id.slice(4)}`);
	await page.getByRole('button', { name: m.list.show }).click();
	await expect(page.locator('tbody tr')).toHaveCount(1);
	await page.goto('/en/list?state=removed&order=id');
	const shown = await page.locator('tbody .id').allInnerTexts();
	expect(shown.length).toBeGreaterThan(3);
	expect(shown).toEqual([...shown].sort());
	await page.goto('/en/list?type=nonsense');
	await expect(page.getByRole('alert')).toContainText('type');
	await page.goto('/en/list?q=ZZZZZZZZZZ');
	await expect(page.getByText(m.list.empty)).toBeVisible();
});

test('the language changes and the place stays', async ({ page }) => {
	await page.goto('/list?state=verified');
	await page.locator('a[hreflang="en"]').first().click();
	await expect(page).toHaveURL('/en/list?state=verified');
	await page.locator('a[hreflang="sr-Cyrl"]').first().click();
	await expect(page).toHaveURL('/sr-Cyrl/list?state=verified');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Списак камера');
});

test('a page that is not there says so, and what to do', async ({ page, allowStatus }) => {
	allowStatus.add(404);
	const m = await words('en');
	const answer = await page.goto('/en/cameras/0000000000');
	expect(answer?.status()).toBe(404);
	await expect(page.getByRole('heading', { name: m.errors.page.not_found })).toBeVisible();
	await expect(page.getByRole('link', { name: m.errors.page.home })).toBeVisible();
	await expectAccessible(page);
});

test('without WebGL the list stands in place of the map', async ({ page }) => {
	const m = await words('sr-Latn');
	await page.addInitScript(() => {
		HTMLCanvasElement.prototype.getContext = () => null;
	});
	await page.goto('/');
	await expect(page.getByText(m.map.noWebgl)).toBeVisible();
	await expect(page.locator('.without li')).toHaveCount(50);
	await expectAccessible(page);
});

test('a map that could not be loaded can be asked for again', async ({ page, context, allowStatus }) => {
	allowStatus.add(503);
	const m = await words('sr-Latn');
	const missing = async (route: Route) => {
		// The map's own part of the program, by what it holds.
		const response = await route.fetch();
		return (await response.text()).includes('okoMap')
			? route.fulfill({ status: 503 })
			: route.fulfill({ response });
	};
	await context.route('**/_app/immutable/**/*.js', missing);
	await page.goto('/');
	await expect(page.getByText(m.map.failed)).toBeVisible();
	await context.unroute('**/_app/immutable/**/*.js', missing);
	await page.getByRole('button', { name: m.common.retry }).click();
	await expect(page.getByText(m.map.failed)).toBeHidden();
	await mapIsIdle(page);
});

test('the demonstration says that it is one, and how to start empty', async ({ page }) => {
	for (const path of paths.filter(isOpen)) {
		await page.goto(await withCamera(page, path));
		await expect(page.getByText('OKO_SEED=none OKO_DATA_DIR=.data-empty npm start')).toBeVisible();
	}
});
