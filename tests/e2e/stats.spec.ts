import type { Page } from '@playwright/test';
import { expect, expectAccessible, languages, mapIsIdle, oneLook, test, words } from './journey.ts';

const phone = { width: 390, height: 844 };

/** The charts that are to be seen: of each there is one for a phone and one for more. */
const charts = (page: Page) => page.locator('figure').getByRole('img');
const chartNames = ['announced', 'growth', 'states', 'municipalities', 'ground', 'operators', 'makers'];

test('every municipality has its figures, and they add up', async ({ page }) => {
	const m = await words('en');
	await page.goto('/en/data');
	await page.getByRole('link', { name: m.stats.title }).click();
	await expect(page.getByRole('heading', { name: m.stats.title, level: 1 })).toBeVisible();
	const region = page.getByRole('region', { name: m.stats.sections.municipalities });
	await expect(region.getByRole('row')).toHaveCount(19);
	const numbers = await region
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
	const m = await words('sr-Cyrl');
	const region = page.getByRole('region', { name: m.stats.sections.municipalities });
	await region.focus();
	await page.keyboard.press('ArrowRight');
	await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width, 'the page itself does not scroll').toBe(phone.width);
	await expectAccessible(page);
});

for (const { locale, colorScheme } of oneLook) {
	test(`each chart is a picture with the same numbers in the table below (${locale}, ${colorScheme})`, async ({
		page
	}) => {
		const m = await words(locale);
		const prefix = languages.find((one) => one.locale === locale)?.prefix ?? '';
		await page.emulateMedia({ colorScheme });
		for (const viewport of [phone, { width: 1440, height: 900 }]) {
			await page.setViewportSize(viewport);
			await page.goto(`${prefix}/stats`);
			await expect(charts(page)).toHaveCount(chartNames.length);
			const chart = page.getByRole('img', { name: m.stats.chart(m.stats.sections.operators), exact: true });
			await expect(chart).toBeVisible();
			const section = page.locator('section', { has: chart });
			await section.getByText(m.stats.table, { exact: true }).click();
			const rows = await section
				.locator('tbody tr')
				.evaluateAll((all) =>
					all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? ''))
				);
			expect(rows.map(([name]) => name)).toEqual(Object.values(m.record.operator.values));
			// Each bar ends with at least and at most: verified, and all that stand.
			const drawn = await chart.locator('text').allTextContents();
			for (const [name = '', most = '', , least = ''] of rows) {
				expect(drawn).toContain(name);
				expect(drawn).toContain(least === most ? most : `${least}–${most}`);
			}
			// The paints come from the page: a pattern or a colour that is not there would be black, or nothing.
			const paints = await chart
				.locator('rect')
				.evaluateAll((all) => all.map((rect) => rect.getAttribute('fill') ?? ''));
			for (const paint of new Set(paints.filter((paint) => paint.startsWith('url'))))
				expect(await page.locator(paint.slice(4, -1)).count(), paint).toBe(1);
			const solid = chart.locator('rect[fill="var(--alarm)"]').first();
			expect(await solid.evaluate((rect) => getComputedStyle(rect).fill)).toBe(
				colorScheme === 'dark' ? 'rgb(255, 125, 92)' : 'rgb(197, 50, 15)'
			);
			await expectAccessible(page);
			const width = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(width, 'the page itself does not scroll').toBe(viewport.width);
		}
	});
}

test('on paper the tables behind the charts are open, and the paper is white', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.goto('/en/stats');
	const rows = page.locator('details tbody tr');
	await expect(rows.first()).toBeHidden();
	await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
	for (const row of await rows.all()) await expect(row).toBeVisible();
	const fill = charts(page).last().locator('rect[fill="var(--alarm)"]').first();
	expect(await fill.evaluate((rect) => getComputedStyle(rect).fill)).toBe('rgb(197, 50, 15)');
	const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	expect(paper).toBe('rgb(255, 255, 255)');
});

test('without script the charts and their tables are there too', async ({ browser, baseURL }) => {
	const m = await words('en');
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
	const page = await context.newPage();
	await page.goto('/en/stats');
	await expect(charts(page)).toHaveCount(chartNames.length);
	await expect(page.getByText(/^To date, \d+ cameras have been reported at \d+ places\./)).toBeVisible();
	const section = page.locator('section', {
		has: page.getByRole('heading', { name: m.stats.sections.growth })
	});
	await section.getByText(m.stats.table, { exact: true }).click();
	// The newest end of a month is today; its numbers are those of the city.
	const [newest, city] = await Promise.all(
		[section, page.getByRole('region').last()].map((part) =>
			part.locator('tbody tr').first().locator('td').allTextContents()
		)
	);
	expect(newest?.length).toBe(5);
	expect(city?.slice(0, 5).map((text) => text.trim())).toEqual(newest?.map((text) => text.trim()));
	await context.close();
});

test('each table is a CSV to take along, and a page that was open already has the charts', async ({
	page
}) => {
	const m = await words('sr-Latn');
	await page.goto('/list');
	// As somebody clicks: the page stays, its content comes as data.
	await page.evaluate(() => ((window as { stays?: boolean }).stays = true));
	await page.getByRole('link', { name: m.common.nav.stats, exact: true }).click();
	await expect(charts(page)).toHaveCount(chartNames.length);
	expect(await page.evaluate(() => (window as { stays?: boolean }).stays)).toBe(true);
	const links = page.getByRole('link', { name: m.stats.csv });
	await expect(links).toHaveCount(chartNames.length);
	const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
	expect(addresses).toEqual(chartNames.map((name) => `/stats/${name}.csv`));
	for (const address of addresses) {
		const answer = await page.request.get(address);
		expect(answer.status(), address).toBe(200);
		expect((await answer.text()).split('\n').length, address).toBeGreaterThan(4);
	}
	const [download] = await Promise.all([page.waitForEvent('download'), links.nth(1).click()]);
	expect(download.suggestedFilename()).toMatch(/^DEMO-oko-growth-\d{4}-\d\d-\d\d\.csv$/);
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
	await page.getByRole('textbox', { name: m.report.position }).fill('44.8, 19.97');
	await page.getByRole('button', { name: m.report.positionShow, exact: true }).click();
	await mapIsIdle(page);
	for (let step = 0; step < 2; step++) await page.getByRole('button', { name: m.common.next }).click();
	await page.getByRole('button', { name: m.report.send }).click();
	await expect(page.getByText(m.errors.field.outside_area)).toBeVisible();
	await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeVisible();
	await expectAccessible(page);
});

test('the tables print whole on A4', async ({ page }) => {
	// 186 mm, what margins leave of the page
	await page.setViewportSize({ width: 703, height: 1000 });
	await page.goto('/sr-Cyrl/stats');
	await page.emulateMedia({ media: 'print' });
	const over = await page
		.locator('.page table')
		.evaluateAll((tables) =>
			tables
				.filter((table) => table.getClientRects().length > 0)
				.map((table) => Math.max(0, table.getBoundingClientRect().right - innerWidth))
		);
	expect(over.length).toBeGreaterThan(0);
	expect(over.filter((px) => px > 1)).toEqual([]);
});
