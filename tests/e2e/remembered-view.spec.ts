import type { Page } from '@playwright/test';
import { expect, mapIsIdle, test } from './journey.ts';

/** Where a position of the city is on the screen, in px: what a visitor sees stay or move. */
function placeOnScreen(page: Page): Promise<{ x: number; y: number }> {
	return page.evaluate(() => {
		const { x = 0, y = 0 } = window.okoMap?.project([20.4573, 44.8125]) ?? {};
		return { x, y };
	});
}

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

	test('a visit after a visit opens where the last one was, whatever the sheet has done', async ({
		page
	}) => {
		await page.goto('/en/list');
		await page.goto('/en');
		await mapIsIdle(page);
		// The map has been moved once, so that it is remembered.
		await page.evaluate(() => window.okoMap?.panBy([0, 20], { animate: false }));
		await mapIsIdle(page);
		const first = await placeOnScreen(page);
		for (let visit = 0; visit < 2; visit++) {
			await page.locator('.grip').click();
			await mapIsIdle(page);
			await page.evaluate(() => window.okoMap?.panBy([5, 0], { animate: false }));
			await page.evaluate(() => window.okoMap?.panBy([-5, 0], { animate: false }));
			await mapIsIdle(page);
			await page.goto('/en/list');
			await page.goto('/en');
			await mapIsIdle(page);
			const now = await placeOnScreen(page);
			expect(Math.hypot(now.x - first.x, now.y - first.y), `visit ${visit + 2}`).toBeLessThan(2);
		}
	});
});
