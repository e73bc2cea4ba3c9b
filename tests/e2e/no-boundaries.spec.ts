import { expect, expectAccessible, test, words } from './journey.ts';

test('without boundaries the page says so, and what the operator can do', async ({ page }) => {
	const m = await words('sr-Latn');
	await page.goto('/stats');
	await expect(page.getByText(m.stats.none)).toBeVisible();
	await expect(page.getByText('npm run provision -- areas')).toBeVisible();
	await expect(page.getByRole('row')).toHaveCount(2);
	await expectAccessible(page);
	await page.goto('/list');
	await expect(page.locator('select[name=municipality]')).toHaveCount(0);
});
