import { ids } from '../../src/lib/map/layer-ids.ts';
import { expect, expectAccessible, mapIsIdle, test, words } from './journey.ts';

test('without boundaries the page says so, and what the operator can do', async ({ page }) => {
	const m = await words('sr-Latn');
	await page.goto('/stats');
	await expect(page.getByText(m.stats.none)).toBeVisible();
	await expect(page.getByText('npm run provision -- areas')).toBeVisible();
	await expect(
		page.getByRole('table', { name: m.stats.sections.municipalities }).getByRole('row')
	).toHaveCount(2);
	await expectAccessible(page);
	await page.goto('/list');
	await expect(page.locator('select[name=municipality]')).toHaveCount(0);
});

test('without boundaries the heatmap is drawn from far away too', async ({ page }) => {
	const m = await words('en');
	const response = page.waitForResponse((one) => one.url().includes('/data/areas.geojson'));
	await page.goto('/en?layer=density#map=9.5/44.75/20.475');
	expect(((await (await response).json()) as { features: unknown[] }).features).toEqual([]);
	await mapIsIdle(page);
	await expect(page.locator('.key').first()).toContainText(m.coverage.heading.density);
	const drawn = await page.evaluate(
		({ density, areaFill }) => [
			window.okoMap?.getLayer(density)?.minzoom,
			window.okoMap?.getLayer(areaFill) !== undefined
		],
		ids
	);
	expect(drawn).toEqual([0, false]);
});
