import type { Page } from '@playwright/test';
import { expect, expectAccessible, oneLanguage, test, words } from './journey.ts';

/** Opens the page once the clock has closed the days of the demonstration. */
async function openLog(page: Page, path = '/data/log'): Promise<void> {
	await expect
		.poll(async () => (await (await page.request.get('/data/log/heads.json')).text()).includes('"leaves"'))
		.toBe(true);
	await page.goto(path);
}

test('a head is copied, and the log verified with it in the browser', async ({ page, context }) => {
	const { log } = await words('sr-Latn');
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.goto('/data');
	await page.getByRole('link', { name: log.link }).click();
	await expect(page).toHaveURL('/data/log');
	await openLog(page);
	const status = page.locator('form ~ [role=status]');

	// An older day's head, as somebody kept it.
	await page.getByRole('row').nth(5).getByRole('button').click();
	await expect(page.getByRole('row').nth(5).getByRole('status')).toHaveText(log.copied);
	const kept = await page.evaluate(() => navigator.clipboard.readText());
	expect(kept).toMatch(/^\d{4}-\d\d-\d\d [0-9a-f]{64}$/);

	await page.getByRole('button', { name: log.start }).click();
	await expect(status.getByRole('heading')).toHaveText(log.good);
	await expect(status).toContainText(log.goodAlone);

	// By keyboard, from the field on, without its day.
	await page.getByLabel(log.kept).fill(kept.slice(11));
	await page.getByLabel(log.kept).press('Enter');
	await expect(status).toContainText(/Glava koju ste sačuvali je glava dana \d+\. \S+ \d{4}/);
	await expect(status).not.toContainText(log.goodAlone);
	await expectAccessible(page);

	// The same head said to be of another day, and one that never was.
	await page.getByLabel(log.kept).fill(`2026-01-01 ${'a'.repeat(64)}`);
	await page.getByRole('button', { name: log.start }).click();
	await expect(status.getByRole('heading')).toHaveText(log.bad);
	await page.getByLabel(log.kept).fill('a'.repeat(64));
	await page.getByRole('button', { name: log.start }).click();
	await expect(status).toContainText(log.findings.unknown_head());
	await expectAccessible(page);

	await page.getByLabel(log.kept).fill('something else');
	await page.getByRole('button', { name: log.start }).click();
	await expect(page.getByText(log.keptBad)).toBeVisible();
	await expect(page.getByLabel(log.kept)).toBeFocused();
	await expect(page.getByLabel(log.kept)).toHaveAttribute('aria-invalid', 'true');
	await expectAccessible(page);
});

test('a changed line is found, and said where', async ({ page, context }) => {
	const { log } = await words('en');
	await openLog(page, '/en/data/log');
	await context.route('**/data/log.jsonl', async (route) => {
		const response = await route.fetch();
		const text = (await response.text()).replace('\\"reported\\"', '\\"removed\\"');
		await route.fulfill({ response, body: text });
	});
	await page.getByRole('button', { name: log.start }).click();
	const status = page.locator('form ~ [role=status]');
	await expect(status.getByRole('heading')).toHaveText(log.bad);
	await expect(status).toContainText(/line \d+ of the file: the content does not give its hash/);
});

test('a download that fails, or is stopped, says so', async ({ page, context, allowStatus }) => {
	allowStatus.add(503);
	const { log } = await words('en');
	await openLog(page, '/en/data/log');
	const status = page.locator('form ~ [role=status]');
	const broken = '**/data/log.jsonl';
	await context.route(broken, (route) => route.fulfill({ status: 503 }));
	await page.getByRole('button', { name: log.start }).click();
	await expect(status).toHaveText(log.failed);
	await context.unroute(broken);
	let answer = () => {};
	await context.route(broken, async (route) => {
		await new Promise<void>((resolve) => (answer = resolve));
		await route.abort();
	});
	await page.getByRole('button', { name: log.start }).click();
	await page.getByRole('button', { name: log.stop }).click();
	await expect(status).toHaveText(log.stopped);
	answer();
	await expect(page.getByRole('button', { name: log.start })).toBeVisible();
});

for (const { locale, prefix } of oneLanguage) {
	test(`without JavaScript the heads are there, and how to verify (${locale})`, async ({
		browser,
		baseURL
	}) => {
		const { log } = await words(locale);
		const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
		const page = await context.newPage();
		await openLog(page, `${prefix}/data/log`);
		await expect(page.locator('noscript p')).toHaveText(log.noScript);
		await expect(page.locator('noscript p')).toBeVisible();
		await expect(page.locator('figure code')).toHaveText(/^[0-9a-f]{64}$/);
		await expect(page.getByRole('link', { name: log.logFile })).toHaveAttribute('href', '/data/log.jsonl');
		// Nothing is offered that would do nothing.
		await expect(page.locator('main').getByRole('button')).toHaveCount(0);
		await context.close();
	});
}
