import type { Page } from '@playwright/test';
import { expect, test, words } from './journey.ts';

/** Goes through what takes the keyboard's focus in the panel; what of it is wholly hidden when it has the focus. */
async function hiddenInFocus(page: Page): Promise<string[]> {
	const hidden: string[] = [];
	await page.locator('#report-step').focus();
	for (let presses = 0; presses < 60; presses++) {
		await page.keyboard.press('Tab');
		const found = await page.evaluate(async () => {
			const element = document.activeElement;
			if (!element?.closest('.content')) return null;
			await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
			// A radio button is hidden in its label.
			const target = element.closest('label') ?? element;
			const { left, right, top, bottom } = target.getBoundingClientRect();
			const isSeen = [0.1, 0.5, 0.9].some((at) =>
				[0.1, 0.5, 0.9].some((across) => {
					const hit = document.elementFromPoint(left + across * (right - left), top + at * (bottom - top));
					return hit !== null && (target.contains(hit) || hit.contains(target));
				})
			);
			return isSeen ? '' : (target.textContent || element.id).trim();
		});
		if (found === null) break;
		if (found !== '') hidden.push(found);
	}
	return hidden;
}

for (const [width, height] of [
	[320, 256],
	[740, 360]
] as const) {
	test(`what has the focus is not under the buttons at ${width} × ${height}`, async ({ page }) => {
		const m = await words('en');
		await page.setViewportSize({ width, height });
		await page.goto('/en/?tool=report');
		await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeVisible();
		await page.getByText(m.report.typing).click();
		await page.getByRole('textbox', { name: m.report.position }).fill('44.7001, 20.3702');
		for (let step = 0; step < 2; step++) {
			expect(await hiddenInFocus(page), `step ${step + 1}`).toEqual([]);
			const before = await page.locator('#report-step').textContent();
			await page.getByRole('button', { name: m.common.next, exact: true }).press('Enter');
			await expect(page.locator('#report-step')).not.toHaveText(before ?? '');
		}
	});
}

test('in forced colours only the open page is marked', async ({ page }) => {
	await page.emulateMedia({ forcedColors: 'active' });
	await page.goto('/en/about');
	const marks = await page.locator('header nav a').evaluateAll((links) =>
		links.map((link) => {
			const { borderBottomColor, borderTopColor } = getComputedStyle(link);
			const { backgroundColor } = getComputedStyle(document.documentElement);
			return {
				isCurrent: link.hasAttribute('aria-current'),
				isMarked: borderBottomColor !== backgroundColor,
				isOver: borderTopColor !== backgroundColor
			};
		})
	);
	expect(marks.length).toBeGreaterThan(7);
	for (const { isCurrent, isMarked, isOver } of marks) expect([isMarked, isOver]).toEqual([isCurrent, false]);
});
