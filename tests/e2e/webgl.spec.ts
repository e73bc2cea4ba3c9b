import type { Page } from '@playwright/test';
import { expect, mapIsIdle, shownCameras, shownView, test, words } from './journey.ts';

/* A browser that cannot draw a map, or cannot draw it any more. */

/** Takes the map's means of drawing away, as a driver that restarts does. */
async function loseWebgl(page: Page): Promise<void> {
	await page.evaluate(() => {
		const gl = document.querySelector<HTMLCanvasElement>('.maplibregl-canvas')?.getContext('webgl2');
		Reflect.deleteProperty(window, 'okoMap');
		gl?.getExtension('WEBGL_lose_context')?.loseContext();
	});
}

/** From here on the browser gives no WebGL; answers what gives it back. */
async function withoutWebgl(page: Page): Promise<() => Promise<void>> {
	await page.evaluate(() => {
		const given = HTMLCanvasElement.prototype.getContext;
		Object.assign(window, { giveBack: () => (HTMLCanvasElement.prototype.getContext = given) });
		HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...asked: [never]) {
			return this.classList.contains('maplibregl-canvas') ? given.apply(this, asked) : null;
		} as never;
	});
	return () => page.evaluate(() => (window as unknown as { giveBack: () => void }).giveBack());
}

test('a map that loses WebGL is drawn anew where it was, by the filter that was chosen meanwhile', async ({
	page
}) => {
	const m = await words('en');
	await page.goto('/en#map=14.5/44.8125/20.4612');
	await mapIsIdle(page);
	await page.getByText(m.map.filters, { exact: true }).click();
	const before = await shownView(page);
	const all = (await shownCameras(page)).length;
	const giveBack = await withoutWebgl(page);
	await loseWebgl(page);
	await page.getByLabel(m.record.state.values.removed, { exact: true }).check();
	await expect(page).toHaveURL(/state=removed/);
	await giveBack();
	await mapIsIdle(page);
	const after = await shownView(page);
	expect(after.lng).toBeCloseTo(before.lng, 4);
	expect(after.lat).toBeCloseTo(before.lat, 4);
	expect(after.zoom).toBeCloseTo(before.zoom, 2);
	expect((await shownCameras(page)).length).toBeLessThan(all);
});

test('a map that never gets WebGL back is the drawing and the list', async ({ page }) => {
	const m = await words('en');
	await page.goto('/en#map=14.5/44.8125/20.4612');
	await mapIsIdle(page);
	await withoutWebgl(page);
	await loseWebgl(page);
	await expect(page.getByRole('alert').filter({ hasText: m.map.noWebgl })).toBeVisible();
	await expect(page.locator('.first-view .rivers').first()).toBeAttached();
	// What is done on a map has its plain page.
	await page.getByRole('link', { name: m.common.nav.report }).first().click();
	await expect(page).toHaveURL(/\/en\/report$/);
	await expect(page.getByRole('textbox', { name: m.report.position, exact: true })).toBeVisible();
});
