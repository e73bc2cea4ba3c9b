import type { CDPSession, Page } from '@playwright/test';
import { expect, expectAccessible, languages, mapIsIdle, shownView, tabTo, test, words } from './journey.ts';

/*
 * Moving about on the first screen: the sheet by touch and by keyboard, the map by keyboard, the view in the
 * address and on the device.
 */
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** The height of the sheet, as a share of what is below the page's header. */
function share(page: Page): Promise<number> {
	return page.evaluate(() => {
		const [sheet, layout] = ['.sheet', '.map-layout'].map((name) =>
			document.querySelector<HTMLElement>(name)
		);
		return (sheet?.offsetHeight ?? 0) / (layout?.offsetHeight ?? 1);
	});
}

/** A finger, as the browser itself feels it: scrolling and pressing follow from it. */
async function swipe(page: Page, cdp: CDPSession, from: [number, number], by_px: number): Promise<void> {
	const [x, y] = from;
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
		cdp.send('Input.dispatchTouchEvent', {
			type,
			touchPoints: type === 'touchEnd' ? [] : [{ x, y: at }]
		});
	await touch('touchStart', y);
	for (let step = 1; step <= 12; step++) await touch('touchMove', y + (by_px * step) / 12);
	await touch('touchEnd', y + by_px);
}

async function middleOf(page: Page, selector: string): Promise<[number, number]> {
	const box = await page.locator(selector).boundingBox();
	return [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
}

test.describe('on a phone', () => {
	test.use(phone);

	test('the sheet has three heights, by touch', async ({ page }) => {
		const cdp = await page.context().newCDPSession(page);
		await page.goto('/en');
		await mapIsIdle(page);
		const grip = page.locator('.grip');
		await expect(grip).toHaveAttribute('aria-expanded', 'false');
		expect(await share(page)).toBeLessThan(0.41);
		// Low, all of it is pulled up, also by what would be pressed.
		await swipe(page, cdp, await middleOf(page, 'a.report'), -220);
		await expect.poll(() => share(page)).toBeCloseTo(0.55, 1);
		await expect(page.locator('h1').first()).toHaveText(/reported cameras/);
		// Half, its content scrolls and it stays.
		await swipe(page, cdp, await middleOf(page, '.sheet'), -120);
		await expect.poll(() => page.locator('.content').evaluate((box) => box.scrollTop)).toBeGreaterThan(50);
		await expect.poll(() => share(page)).toBeCloseTo(0.55, 1);
		// By its grip it goes on to the top, and what it hides is out of reach.
		await swipe(page, cdp, await middleOf(page, '.grip'), -260);
		await expect.poll(() => share(page)).toBeGreaterThan(0.95);
		await expect(page.locator('.stage')).toHaveAttribute('inert');
		// It snaps: a little is nothing.
		await swipe(page, cdp, await middleOf(page, '.grip'), 60);
		await expect.poll(() => share(page)).toBeGreaterThan(0.95);
		// Where its content is at the top, pulling it down lowers it.
		await page.locator('.content').evaluate((box) => box.scrollTo(0, 0));
		await swipe(page, cdp, await middleOf(page, '.content'), 300);
		await expect.poll(() => share(page)).toBeCloseTo(0.55, 1);
	});

	test('the sheet has three heights, by keyboard, and each is accessible', async ({ page }) => {
		const m = await words('sr-Latn');
		const { grip, heights } = m.view.sheet;
		await page.goto('/');
		await mapIsIdle(page);
		const button = page.locator('.grip');
		await tabTo(page, button);
		await expect(button).toHaveAccessibleName(`${grip}: ${heights.peek}`);
		await expectAccessible(page);
		for (const [press, height] of [
			['Enter', 'half'],
			['ArrowUp', 'full'],
			['ArrowDown', 'half'],
			['Enter', 'full'],
			['Enter', 'peek']
		] as const) {
			await page.keyboard.press(press);
			await expect(button).toHaveAccessibleName(`${grip}: ${heights[height]}`);
			await expect(page.locator('.sheet').getByRole('status').first()).toHaveText(heights[height]);
			await expectAccessible(page);
		}
		// What gets the focus under the edge of the low sheet raises it.
		await page.keyboard.press('Tab');
		await expect(button).toHaveAttribute('aria-expanded', 'true');
	});

	test('a step of the report begins at its top, with nothing in the way', async ({ page }) => {
		const m = await words('en');
		await page.goto('/en');
		await mapIsIdle(page);
		await page.getByRole('link', { name: m.common.nav.report }).first().click();
		// Straight away, while the sheet still rises: the layout itself does not scroll for it.
		await page.getByText(m.report.typing).click();
		await page.getByRole('textbox', { name: m.report.position }).fill('44.8178, 20.4573');
		await page.getByRole('button', { name: m.report.positionShow, exact: true }).click();
		const scrolled = () =>
			page.evaluate(() => ['.map-layout', '.content'].map((box) => document.querySelector(box)?.scrollTop));
		await page.locator('.content').evaluate((box) => box.scrollTo(0, 1000));
		expect((await scrolled())[0]).toBe(0);
		await page.getByRole('button', { name: m.common.next }).click();
		await expect(page.getByRole('heading', { name: m.report.steps.what })).toBeFocused();
		await expect.poll(scrolled).toEqual([0, 0]);
		await expect(page.getByRole('search')).toHaveCount(0);
	});

	test('a tool begins at the top of the sheet, and after it one is back where one was', async ({ page }) => {
		const m = await words('sr-Latn');
		await page.goto('/');
		await mapIsIdle(page);
		await page.locator('.grip').click();
		const scrolled = () => page.locator('.content').evaluate((box) => box.scrollTop);
		await page.locator('.content').evaluate((box) => box.scrollTo(0, 150));
		await page.getByRole('link', { name: m.common.nav.survey }).click();
		await expect(page.getByRole('heading', { name: m.survey.title })).toBeInViewport();
		expect(await scrolled()).toBe(0);
		await page.getByRole('button', { name: m.common.close }).click();
		await expect.poll(scrolled).toBe(150);
	});

	test('a camera in hand is not under the sheet', async ({ page }) => {
		await page.goto('/en#map=12/44.8125/20.4573');
		await mapIsIdle(page);
		await page.locator('.grip').click();
		await page.locator('.newest a').first().click();
		await expect(page).toHaveURL(/\?camera=/);
		await mapIsIdle(page);
		await expect.poll(() => share(page)).toBeCloseTo(0.55, 1);
		await expect
			.poll(() =>
				page.evaluate(() => {
					const [mark] = window.okoMap?.queryRenderedFeatures({ layers: ['camera-selected'] }) ?? [];
					if (mark?.geometry.type !== 'Point') return false;
					const at = window.okoMap?.project(mark.geometry.coordinates as [number, number]);
					const stage = document.querySelector('.stage')?.getBoundingClientRect();
					const sheet = document.querySelector('.sheet')?.getBoundingClientRect();
					return (at?.y ?? 1e9) + (stage?.top ?? 0) < (sheet?.top ?? 0) - 20;
				})
			)
			.toBe(true);
		await expectAccessible(page);
	});
});

test('a phone on its side has the panel beside the map', async ({ page }) => {
	await page.setViewportSize({ width: 667, height: 375 });
	await page.goto('/en');
	await mapIsIdle(page);
	await expect(page.locator('.grip')).toBeHidden();
	const [stage, sheet] = [
		await page.locator('.stage').boundingBox(),
		await page.locator('.sheet').boundingBox()
	];
	expect(stage?.width).toBeGreaterThan(300);
	expect(sheet?.x).toBeGreaterThanOrEqual((stage?.x ?? 0) + (stage?.width ?? 0));
	expect(sheet?.height).toBeGreaterThan(200);
});

for (const { locale, prefix } of languages.slice(0, 1)) {
	test(`the map by keyboard (${locale})`, async ({ page }) => {
		const m = await words(locale);
		await page.goto(`${prefix}/#map=15/44.8125/20.4573`);
		await mapIsIdle(page);
		const canvas = page.locator('canvas.maplibregl-canvas');
		await tabTo(page, canvas);
		const start = await shownView(page);
		await page.keyboard.press('ArrowRight');
		await mapIsIdle(page);
		expect((await shownView(page)).lng).toBeGreaterThan(start.lng);
		await page.keyboard.press('ArrowUp');
		await mapIsIdle(page);
		expect((await shownView(page)).lat).toBeGreaterThan(start.lat);
		await page.keyboard.press('Shift+ArrowRight');
		await page.keyboard.press('=');
		await mapIsIdle(page);
		expect((await shownView(page)).zoom).toBeCloseTo(16, 5);
		expect(await page.evaluate(() => window.okoMap?.getBearing())).toBe(0);
		await page.keyboard.press('-');
		await page.keyboard.press('-');
		await mapIsIdle(page);
		await expect.poll(async () => (await shownView(page)).zoom).toBeLessThan(15.1);

		// Screen readers are told what came into view; the sentence counts what the map draws.
		await page.evaluate(() => window.okoMap?.jumpTo({ center: [20.4573, 44.8125], zoom: 15.2 }));
		await mapIsIdle(page);
		const sentence = page.locator('.stage').getByRole('status').first();
		const single = m.words.cameras(1);
		await expect(sentence).toHaveText(
			new RegExp(`\\d+ (${single}|${m.words.cameras(2)}|${m.words.cameras(5)}), \\d`)
		);

		// Tab goes from the map through the cameras; the first button passes them all.
		const skip = page.getByRole('button', { name: m.view.skipTargets });
		await skip.waitFor({ state: 'attached' });
		await canvas.focus();
		await page.keyboard.press('Tab');
		await expect(skip).toBeFocused();
		await page.keyboard.press('Tab');
		const target = page.locator('.target:focus');
		await expect(target).toHaveAccessibleName(/.{5}/);
		await expectAccessible(page);
		await page.keyboard.press('Escape');
		await expect(canvas).toBeFocused();
		const states = Object.values(m.record.state.values).join('|');
		await tabTo(page, page.getByRole('button', { name: new RegExp(`, .*: (${states})$`) }).first());
		const name = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/camera=[0-9A-Z]{10}/);
		await expect(page.getByRole('heading', { name: name.replace(/: [^:]*$/, '') })).toBeFocused();
		await page.keyboard.press('Escape');
		await expect(page).not.toHaveURL(/camera=/);
		await expect(canvas).toBeFocused();
	});
}

test('with reduced motion the map jumps', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.goto('/en');
	await mapIsIdle(page);
	const moved = await page.evaluate(() => {
		const before = window.okoMap?.getZoom() ?? 0;
		document.querySelector<HTMLElement>('.zoom button')?.click();
		return { by: (window.okoMap?.getZoom() ?? 0) - before, isMoving: window.okoMap?.isMoving() };
	});
	expect(moved).toEqual({ by: 1, isMoving: false });
});

test('a view outside of the City says so and leads back; a view further round the world is none', async ({
	page
}) => {
	const m = await words('en');
	await page.goto('/en#map=12/44.8125/380.4573/30/60');
	await mapIsIdle(page);
	const { lng, zoom } = await shownView(page);
	expect([lng, zoom]).toEqual([expect.closeTo(20.4573, 4), expect.closeTo(12, 2)]);
	expect(await page.evaluate(() => [window.okoMap?.getPitch(), window.okoMap?.getBearing()])).toEqual([0, 0]);
	await expect(page.getByText(m.map.outside)).toBeHidden();
	await page.evaluate(() => (location.hash = '#map=13/44/19.4'));
	await expect(page.getByText(m.map.outside)).toBeVisible();
	await page.getByRole('button', { name: m.map.toCity }).click();
	await expect(page.getByText(m.map.outside)).toBeHidden();
	expect((await shownView(page)).lng).toBeCloseTo(20.4573, 2);
});

test('the scale is metric, in one script for units', async ({ page }) => {
	for (const [path, unit] of [
		['/sr-Cyrl#map=16/44.8178/20.4573', 'm'],
		['/#map=11/44.8178/20.4573', 'km']
	]) {
		await page.goto(path ?? '');
		await mapIsIdle(page);
		await expect(page.locator('.maplibregl-ctrl-scale')).toHaveText(new RegExp(`^\\d+\\s${unit}$`));
	}
});

test('the view goes by its link, keeps company with the filters, and does not flood the history', async ({
	page,
	context
}) => {
	const m = await words('en');
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.goto('/en?state=verified#map=16/44.8178/20.4573');
	await mapIsIdle(page);
	expect(await shownView(page)).toEqual({ zoom: 16, lng: 20.4573, lat: 44.8178 });
	const depth = await page.evaluate(() => history.length);
	for (let move = 0; move < 5; move++) {
		await page.evaluate((by) => window.okoMap?.panBy([20 * by, 10], { animate: false }), move);
	}
	await page.evaluate(() => window.okoMap?.jumpTo({ center: [20.4, 44.8], zoom: 14.5 }));
	await expect(page).toHaveURL('/en?state=verified#map=14.5/44.8/20.4');
	await page.getByLabel(m.record.type.values.dome).check();
	await expect(page).toHaveURL('/en?state=verified&type=dome#map=14.5/44.8/20.4');
	expect(await page.evaluate(() => history.length)).toBe(depth);

	await page.getByRole('button', { name: m.view.copy }).click();
	await expect(page.getByText(m.view.copied)).toBeVisible();
	const link = await page.evaluate(() => navigator.clipboard.readText());
	const other = await context.newPage();
	await other.goto(link);
	await mapIsIdle(other);
	expect(await shownView(other)).toEqual({ zoom: 14.5, lng: 20.4, lat: 44.8 });
	// Another view typed into the address bar of the same page.
	await other.evaluate(() => (location.hash = '#map=13/44.79/20.45'));
	await expect.poll(() => shownView(other)).toEqual({ zoom: 13, lng: 20.45, lat: 44.79 });
	// What is no view opens where the map opens, and breaks nothing.
	await other.goto('/en/list');
	await other.evaluate(() => localStorage.clear());
	await other.goto('/en#map=16/north/20');
	await mapIsIdle(other);
	expect(await shownView(other)).toEqual({ zoom: 12, lng: 20.4573, lat: 44.8125 });
});

test('the last view is remembered on this device, where the address says nothing', async ({ page }) => {
	await page.goto('/en');
	await mapIsIdle(page);
	await page.evaluate(() => window.okoMap?.jumpTo({ center: [20.4, 44.8], zoom: 14.5 }));
	await expect.poll(() => page.evaluate(() => localStorage.getItem('oko-view'))).toBe('14.5/44.8/20.4');
	await page.goto('/en/list');
	await page.goto('/sr-Cyrl');
	await mapIsIdle(page);
	expect(await shownView(page)).toEqual({ zoom: 14.5, lng: 20.4, lat: 44.8 });
	await page.goto('/en/list');
	await page.goto('/en#map=16/44.8178/20.4573');
	await mapIsIdle(page);
	expect((await shownView(page)).zoom).toBe(16);
	// Rubbish, or a browser that keeps nothing, does no harm.
	await page.goto('/en/list');
	await page.evaluate(() => localStorage.setItem('oko-view', 'NaN/44/<b>'));
	await page.goto('/en');
	await mapIsIdle(page);
	expect((await shownView(page)).zoom).toBe(12);
});
