import { expect, expectAccessible, mapIsIdle, test, words } from './journey.ts';

const phone = { width: 390, height: 844 };

test('every municipality has its figures, and they add up', async ({ page }) => {
	const m = await words('en');
	await page.goto('/en/data');
	await page.getByRole('link', { name: m.stats.title }).click();
	await expect(page.getByRole('heading', { name: m.stats.title, level: 1 })).toBeVisible();
	await expect(page.getByRole('row')).toHaveCount(19);
	const numbers = await page
		.locator('tbody tr')
		.evaluateAll((rows) =>
			rows.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent)))
		);
	const [city, ...areas] = numbers;
	for (let column = 0; column < 5; column++)
		expect(
			areas.reduce((sum, row) => sum + (row[column] ?? 0), 0),
			`column ${column}`
		).toBe(city?.[column]);
	await expect(page.getByText('1,000 high-definition cameras')).toBeVisible();
	await expect(page.getByText(m.stats.limitRows[0] ?? '')).toBeVisible();
	await expect(page.getByText('The boundaries are coarse')).toBeVisible();
	await expect(page.getByText(/Invented.*licence not stated, day not stated/)).toBeVisible();
});

test('on a phone the table scrolls by itself, by keyboard too', async ({ page }) => {
	await page.setViewportSize(phone);
	await page.goto('/sr-Cyrl/stats');
	const region = page.getByRole('region');
	await region.focus();
	await page.keyboard.press('ArrowRight');
	await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width, 'the page itself does not scroll').toBe(phone.width);
	await expectAccessible(page);
});

test('the list is filtered by municipality, without script too', async ({ browser, baseURL }) => {
	const m = await words('sr-Latn');
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
	const page = await context.newPage();
	await page.goto('/list');
	await page.locator('select[name=municipality]').selectOption('Sopot');
	await page.getByRole('button', { name: m.list.show }).click();
	await expect(page).toHaveURL(/municipality=sopot/);
	const list = page.url();
	// Other journeys report and withdraw meanwhile.
	await expect(async () => {
		await page.goto(list);
		const shown = await page.locator('tbody tr').count();
		await page.goto('/stats');
		const total = await page.getByRole('row', { name: 'Sopot' }).getByRole('cell').first().innerText();
		expect(shown).toBe(Number(total));
		expect(shown).toBeGreaterThan(0);
	}).toPass();
	await context.close();
});

test('a report outside every municipality is refused on the map, and nothing is lost', async ({
	page,
	allowStatus
}) => {
	allowStatus.add(422);
	const m = await words('sr-Latn');
	await page.goto('/');
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.report }).first().click();
	await page.getByLabel(m.report.position).fill('44.8, 19.97');
	await page.getByRole('button', { name: m.report.positionShow, exact: true }).click();
	await mapIsIdle(page);
	for (let step = 0; step < 4; step++) await page.getByRole('button', { name: m.common.next }).click();
	await page.getByRole('button', { name: m.report.send }).click();
	await expect(page.getByText(m.errors.field.outside_area)).toBeVisible();
	await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeVisible();
	await expectAccessible(page);
});
