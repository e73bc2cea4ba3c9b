import type { Page } from '@playwright/test';
import { expect, mapIsIdle, test, words } from './journey.ts';

/* The place of a report is what the crosshair marks: nothing but a hand, or what is typed, changes it. */

/** What the crosshair marks, in degrees. */
async function marked(page: Page): Promise<[lng: number, lat: number]> {
	await mapIsIdle(page);
	return page.getByRole('img', { name: (await words('en')).report.crosshair }).evaluate((mark) => {
		const { left, top, width, height } = mark.getBoundingClientRect();
		const box = window.okoMap!.getContainer().getBoundingClientRect();
		const { lng, lat } = window.okoMap!.unproject([left + width / 2 - box.left, top + height / 2 - box.top]);
		return [lng, lat];
	});
}

test('the layout does not move the place', async ({ page }) => {
	const m = await words('en');
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto('/en/?tool=report');
	await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeVisible();
	await mapIsIdle(page);
	await page.evaluate(() => window.okoMap?.jumpTo({ center: [20.4573, 44.8178], zoom: 17 }));
	const before = await marked(page);
	const stays = async (what: string) => {
		const now = await marked(page);
		// A metre is about two of its pixels.
		expect(Math.abs(now[0] - before[0]) * 79_000, `${what}: metres to the east`).toBeLessThan(1);
		expect(Math.abs(now[1] - before[1]) * 111_000, `${what}: metres to the north`).toBeLessThan(1);
	};
	await page.locator('.grip').press('ArrowUp');
	await expect(page.locator('.sheet:not(.low)')).toBeVisible();
	await stays('a higher sheet');
	for (const [width, height, what] of [
		[740, 360, 'turned'],
		[360, 420, 'above a keyboard'],
		[360, 740, 'turned back'],
		[1280, 800, 'in a large window']
	] as const) {
		await page.setViewportSize({ width, height });
		await stays(what);
	}
	// A step that covers more of the map, a movement there, and back.
	await page.getByRole('button', { name: m.common.next, exact: true }).click();
	await expect(page.getByRole('button', { name: m.common.back, exact: true })).toBeVisible();
	await page.evaluate(() => window.okoMap?.panBy([40, 60], { animate: false }));
	await page.getByRole('button', { name: m.common.back, exact: true }).click();
	await stays('after another step');
});
