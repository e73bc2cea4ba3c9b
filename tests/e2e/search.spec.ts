import type { Page } from '@playwright/test';
import { localePath, type Locale } from '../../src/lib/i18n/locale.ts';
import { ids } from '../../src/lib/map/layer-ids.ts';
import { expect, expectAccessible, mapIsIdle, oneLanguage, tabTo, test, words } from './journey.ts';

const dorcol: [number, number] = [20.461, 44.8235];

/** How far the middle of the map is from a position, in degrees. */
const away = (page: Page, [lng, lat]: [number, number]) =>
	page.evaluate(
		([lng, lat]) => {
			const centre = window.okoMap?.getCenter();
			return Math.hypot((centre?.lng ?? 0) - lng, (centre?.lat ?? 0) - lat);
		},
		[lng, lat] as const
	);
/** The names of what the map marks as found. */
const marked = (page: Page) =>
	page.evaluate(
		(layer) =>
			window.okoMap?.getLayer(layer)
				? window.okoMap.queryRenderedFeatures({ layers: [layer] }).map(({ properties }) => properties.name)
				: [],
		ids.found
	);
async function open(page: Page, locale: Locale = 'sr-Latn') {
	await page.goto(localePath('/', locale));
	await mapIsIdle(page);
	return page.getByRole('combobox');
}

const typed = { 'sr-Latn': 'dorcol', 'sr-Cyrl': 'Дорћ', en: 'Dorćoll' };
const named = { 'sr-Latn': 'Dorćol', 'sr-Cyrl': 'Дорћол', en: 'Dorćol' };

for (const { locale } of oneLanguage) {
	test(`a place is found by keyboard alone (${locale})`, async ({ page }) => {
		await page.emulateMedia({ colorScheme: locale === 'sr-Cyrl' ? 'dark' : 'light' });
		const m = await words(locale);
		const box = await open(page, locale);
		await tabTo(page, box);
		await expect(box).toHaveAccessibleName(m.search.label);
		await page.keyboard.type(typed[locale]);
		const option = page.getByRole('search').getByRole('option', { name: named[locale] });
		await expect(option).toBeVisible();
		await expect(box).toHaveAttribute('aria-expanded', 'true');
		await expectAccessible(page);
		await page.keyboard.press('ArrowDown');
		await expect(option).toHaveAttribute('aria-selected', 'true');
		expect(await box.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
		await page.keyboard.press('Enter');
		await expect(box).toHaveValue(named[locale]);
		await expect(page.getByRole('listbox')).toBeHidden();
		await expect.poll(() => away(page, dorcol)).toBeLessThan(0.001);
		await mapIsIdle(page);
		await expect.poll(() => marked(page)).toEqual([named[locale]]);
		await page.keyboard.press('Escape');
		await expect(box).toHaveValue('');
		await expect.poll(() => marked(page)).toEqual([]);
	});
}

test('who wants less motion is there at once', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	const box = await open(page);
	await box.fill('zemun polje');
	await page.getByRole('search').getByRole('option').first().click();
	expect(await away(page, [20.3211, 44.874])).toBeLessThan(0.001);
	expect(await page.evaluate(() => window.okoMap?.isMoving())).toBe(false);
});

test('Enter needs no choosing, and waits for the answer', async ({ page }) => {
	const box = await open(page);
	await tabTo(page, box);
	await page.keyboard.type('44.8178, 20.4573');
	await page.keyboard.press('Enter');
	await expect.poll(() => away(page, [20.4573, 44.8178])).toBeLessThan(0.0001);
	await expect(box).toHaveValue('44.817800, 20.457300');
});

test('Enter is for what is typed now, not for the list of a moment ago', async ({ page }) => {
	const box = await open(page);
	await box.fill('vracar');
	await page.getByRole('search').getByRole('option', { name: 'Vračar' }).waitFor();
	await box.fill('dorcol');
	await page.keyboard.press('Enter');
	await expect(box).toHaveValue('Dorćol');
});

test('a camera id opens its panel', async ({ page }) => {
	const m = await words('en');
	const { features } = (await (await page.request.get('/data/cameras.geojson')).json()) as {
		features: { id: string; geometry: { coordinates: [number, number] } }[];
	};
	const [camera] = features;
	if (!camera) throw new Error('no camera');
	const box = await open(page, 'en');
	await box.pressSequentially(camera.id.toLowerCase());
	await expect(page.getByRole('search').getByRole('option').first()).toContainText(camera.id);
	await page.keyboard.press('Enter');
	await expect(page.getByText(m.camera.title(camera.id), { exact: true })).toBeVisible();
	await expect(page).toHaveURL(new RegExp(`camera=${camera.id}`));
	await expect.poll(() => away(page, camera.geometry.coordinates)).toBeLessThan(0.01);
});

test('nothing found, another city and a fault are said', async ({ page, allowStatus }) => {
	allowStatus.add(503);
	const m = await words('en');
	const box = await open(page, 'en');
	const status = page.getByRole('search').getByRole('status');
	await box.fill('xqzwvv');
	await expect(status).toContainText(m.search.none);
	await expectAccessible(page);
	await page.keyboard.press('Enter');
	await expect(box).toHaveValue('xqzwvv');
	await box.fill('48.2082, 16.3738');
	await expect(status).toContainText(m.errors.field.outside_area);
	await page.route('**/api/search?*', (route) => route.fulfill({ status: 503 }));
	await box.fill('vračar');
	await expect(status).toContainText(m.search.failed);
	await page.unroute('**/api/search?*');
	await page.keyboard.press('Enter');
	await expect(box).toHaveValue('Vračar');
});

test('on a phone it leaves the sheet and the buttons alone', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	const m = await words('sr-Latn');
	const box = await open(page);
	// Folded, it is a button.
	await page.getByRole('button', { name: m.search.submit }).click();
	await box.fill('vracar');
	await page.getByRole('search').getByRole('option').first().waitFor();
	const form = await page.getByRole('search').boundingBox();
	const zoom = await page.locator('.zoom').boundingBox();
	expect((form?.y ?? 0) + (form?.height ?? 0)).toBeLessThanOrEqual(zoom?.y ?? 0);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await expectAccessible(page);
});

test('on a phone a full sheet comes down for what is found', async ({ page }) => {
	const m = await words('sr-Latn');
	await page.setViewportSize({ width: 390, height: 844 });
	const box = await open(page);
	const grip = page.locator('.grip');
	await grip.focus();
	await grip.press('ArrowUp');
	await grip.press('ArrowUp');
	await expect(grip).toHaveAccessibleName(`${m.view.sheet.grip}: ${m.view.sheet.heights.full}`);
	await box.focus();
	await box.fill('vracar');
	await page.getByRole('search').getByRole('option').first().click();
	await expect(grip).toHaveAccessibleName(`${m.view.sheet.grip}: ${m.view.sheet.heights.half}`);
	await expect
		.poll(() => page.evaluate((layer) => Boolean(window.okoMap?.getLayer(layer)), ids.found))
		.toBe(true);
	await expect(page.locator('.stage')).not.toHaveAttribute('inert');
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });
	test('the form asks the list', async ({ page }) => {
		const m = await words('en');
		await page.goto('/en');
		await page.getByRole('combobox').fill('vracar');
		await page.getByRole('button', { name: m.search.submit }).click();
		await expect(page).toHaveURL('/en/list?q=vracar');
		await expect(page.getByText(m.list.around('Vračar', m.search.kinds.municipality))).toBeVisible();
		await expect(page.getByRole('row').nth(1)).toBeVisible();
	});
});
