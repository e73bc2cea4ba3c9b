import type { Page } from '@playwright/test';
import { localePath } from '../../src/lib/i18n/locale.ts';
import { expect, expectAccessible, oneLanguage, mapIsIdle, test, words } from './journey.ts';

/* What the first screen has room for, in Cyrillic, whose words are the longest. */

interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

async function boxOf(page: Page, selector: string): Promise<Box> {
	return page
		.locator(selector)
		.first()
		.evaluate((element) => {
			const { left, top, right, bottom } = element.getBoundingClientRect();
			return { left, top, right, bottom };
		});
}

const overlap = (a: Box, b: Box) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

for (const [width, height] of [
	[320, 568],
	[375, 553],
	[360, 560],
	[760, 330],
	// A small laptop at 200 %.
	[640, 400]
] as const) {
	test(`both ways to begin are whole on ${width} × ${height}, and what is on the map is apart`, async ({
		page
	}) => {
		await page.setViewportSize({ width, height });
		await page.goto('/sr-Cyrl');
		await mapIsIdle(page);
		for (const selector of ['.first .report', '.first .walk']) {
			const button = page.locator(selector);
			await expect(button).toBeInViewport({ ratio: 1 });
			// What would be pressed in each corner is the button: nothing lies over it, and it is not cut.
			const isWhole = await button.evaluate((element) => {
				const { left, top, right, bottom } = element.getBoundingClientRect();
				const corners = [left + 6, right - 6].flatMap((x) =>
					[top + 6, bottom - 6].map((y) => [x, y] as const)
				);
				return (
					element.scrollWidth <= element.clientWidth &&
					bottom - top >= 44 &&
					corners.every(([x, y]) => element.contains(document.elementFromPoint(x, y)))
				);
			});
			expect(isWhole, selector).toBe(true);
		}
		const apart = ['.search', '.layers', '.zoom', '.corner details', '.sheet'];
		const boxes = await Promise.all(apart.map((selector) => boxOf(page, selector)));
		for (const [i, a] of boxes.entries())
			for (const [j, b] of boxes.entries())
				if (i < j) expect(overlap(a, b), `${apart[i]} and ${apart[j]}`).toBe(false);
		for (const selector of ['.search button', '.layers label', '.zoom button', '.location']) {
			const { left, top, right, bottom } = await boxOf(page, selector);
			expect(Math.round(Math.min(right - left, bottom - top)), selector).toBeGreaterThanOrEqual(42);
		}
		// The line of the legend has what is stale.
		const line = await boxOf(page, '.corner .line');
		const stale = await boxOf(page, '.corner .entry:nth-child(3)');
		expect(stale.bottom).toBeLessThanOrEqual(line.bottom + 1);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
	});
}

for (const [width, height] of [
	[720, 450],
	[820, 1180],
	[1440, 900]
] as const) {
	test(`the search keeps to the map on ${width} × ${height}`, async ({ page }) => {
		await page.setViewportSize({ width, height });
		await page.goto('/sr-Cyrl');
		await mapIsIdle(page);
		const search = async () => {
			const box = await boxOf(page, '.search');
			for (const other of ['.zoom', 'h1', '.sheet'])
				expect(overlap(box, await boxOf(page, other)), other).toBe(false);
			return box;
		};
		const layers = await boxOf(page, '.layers');
		expect(overlap(await search(), layers)).toBe(false);
		for (const other of ['.zoom', 'h1', '.sheet'])
			expect(overlap(layers, await boxOf(page, other)), other).toBe(false);
		// Unfolded, too.
		await page.getByRole('combobox').focus();
		const { left, right } = await search();
		expect(right - left).toBeGreaterThan(200);
	});
}

for (const { locale } of oneLanguage) {
	test(`on a phone the header is one line of 48 px, and its menu leads on (${locale})`, async ({ page }) => {
		const m = await words(locale);
		for (const width of [320, 360, 760]) {
			await page.setViewportSize({ width, height: 568 });
			await page.goto(localePath('/about', locale));
			const header = await boxOf(page, 'header');
			expect(header.bottom - header.top).toBe(48);
			const parts = page.locator('header > a, header > button, .languages > a');
			await expect(parts).toHaveCount(5);
			for (const part of await parts.all()) {
				await expect(part).toBeInViewport({ ratio: 1 });
				const box = await part.boundingBox();
				expect((box?.y ?? 99) + (box?.height ?? 0)).toBeLessThanOrEqual(48);
				expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
			}
		}
		await page.getByRole('button', { name: m.common.menu }).click();
		await expectAccessible(page);
		await page.getByRole('link', { name: m.common.nav.list, exact: true }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.list.title);
		// It does not stay open over the page that it led to.
		await expect(page.getByRole('link', { name: m.common.nav.list, exact: true })).toBeHidden();
	});
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
	test('menu, search and legend are reached', async ({ page }) => {
		const m = await words('sr-Cyrl');
		await page.goto('/sr-Cyrl');
		await expect(page.getByRole('combobox')).toBeVisible();
		await page.locator('.corner summary').click();
		await expect(page.locator('.corner').getByText(m.map.stale)).toBeVisible();
		await page.locator('.corner summary').click();
		await page.getByRole('button', { name: m.common.menu }).click();
		await page.getByRole('link', { name: m.common.nav.stats, exact: true }).click();
		await expect(page).toHaveURL('/sr-Cyrl/stats');
	});
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

	test('the heatmap is one tap away, and the legend another', async ({ page }) => {
		const m = await words('sr-Cyrl');
		await page.goto('/sr-Cyrl');
		await mapIsIdle(page);
		await page.locator('.layers').getByText(m.coverage.layers.density).tap();
		await expect(page).toHaveURL(/\?layer=density/);
		await expect(page.getByRole('radio', { name: m.coverage.layers.density })).toBeChecked();
		await expect(page.locator('.stage .key')).toContainText(m.coverage.heading.density);
		const [key, legend] = [await boxOf(page, '.stage .key'), await boxOf(page, '.corner details')];
		expect(overlap(key, legend)).toBe(false);
		await page.locator('.corner summary').tap();
		await expect(page.locator('.corner').getByText(m.map.stale)).toBeInViewport();
		await expectAccessible(page);
	});

	test('the search is a button that unfolds, and folds again', async ({ page }) => {
		const m = await words('sr-Cyrl');
		await page.goto('/sr-Cyrl');
		await mapIsIdle(page);
		const [box, layers] = [page.getByRole('combobox'), page.locator('.layers')];
		const width = async () => (await page.locator('.search').boundingBox())?.width ?? 0;
		expect(await width()).toBeLessThan(50);
		await page.getByRole('button', { name: m.search.submit }).tap();
		await expect(box).toBeFocused();
		expect(await width()).toBeGreaterThan(300);
		await box.fill('Врачар');
		await page.getByRole('listbox').getByRole('option').first().tap();
		await mapIsIdle(page);
		await page.touchscreen.tap(150, 300);
		await expect.poll(width).toBeLessThan(50);
		await expect(layers).toBeVisible();
		// What was typed is still there, and is shown, not sought, by the button.
		await page.getByRole('button', { name: m.search.submit }).tap();
		await expect(box).toHaveValue('Врачар');
		expect(await width()).toBeGreaterThan(300);
	});

	for (const { locale } of oneLanguage)
		test(`while a place is chosen, half of the screen is map (${locale})`, async ({ page }) => {
			const m = await words(locale);
			await page.goto(localePath('/', locale));
			await mapIsIdle(page);
			await page.locator('.first .report').tap();
			await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeInViewport({ ratio: 1 });
			const room = async () => (await boxOf(page, '.sheet')).top - (await boxOf(page, '.stage')).top;
			await expect.poll(room).toBeGreaterThanOrEqual(370);
			for (const folded of ['.layers', '.corner details', '.location'])
				await expect(page.locator(folded)).toHaveCount(0);
			for (const name of [m.report.gps, m.common.next])
				await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
			await expectAccessible(page);
			// The next step has the room that it wants.
			await page.evaluate(() => window.okoMap?.jumpTo({ zoom: 17 }));
			await page.getByRole('button', { name: m.common.next }).tap();
			await expect(page.getByRole('heading', { name: m.report.steps.what })).toBeVisible();
			await expect.poll(room).toBeLessThan(320);
		});
});

test.describe('where one is', () => {
	test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

	test('the map goes there', async ({ page, context }) => {
		const m = await words('sr-Latn');
		await context.grantPermissions(['geolocation']);
		await context.setGeolocation({ longitude: 20.4, latitude: 44.8, accuracy: 20 });
		await page.goto('/');
		await mapIsIdle(page);
		await page.getByRole('button', { name: m.map.myLocation }).tap();
		await expect
			.poll(() =>
				page.evaluate(() => {
					const { lng = 0, lat = 0 } = window.okoMap?.getCenter() ?? {};
					return Math.hypot(lng - 20.4, lat - 44.8);
				})
			)
			.toBeLessThan(0.001);
	});

	test('a device that gives no position is said', async ({ page, context }) => {
		const m = await words('sr-Latn');
		await page.addInitScript(() => {
			const refuse = (_: unknown, fail?: PositionErrorCallback | null) => {
				fail?.({ code: 2, message: '' } as GeolocationPositionError);
			};
			navigator.geolocation.getCurrentPosition = refuse;
		});
		await context.grantPermissions(['geolocation']);
		await page.goto('/');
		await mapIsIdle(page);
		await page.getByRole('button', { name: m.map.myLocation }).tap();
		await expect(page.getByRole('alert')).toContainText(m.map.locationFailed);
		await expectAccessible(page);
	});
});
