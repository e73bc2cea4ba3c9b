import { expect, test, words } from './journey.ts';

/** A name that is not this machine's own: what came from it by plain http is not secure. */
const host = 'oko.test';
test.use({
	launchOptions: async ({ launchOptions }, use) => {
		const rule = `--host-resolver-rules=MAP ${host} 127.0.0.1`;
		await use({ ...launchOptions, args: [...(launchOptions.args ?? []), rule] });
	},
	baseURL: async ({ baseURL }, use) => use(baseURL?.replace('localhost', host))
});

test('what is sent from a page that came by plain http arrives, and what needs https is said', async ({
	page
}) => {
	const m = await words('en');
	await page.goto('/en/list');
	expect(await page.evaluate(() => [isSecureContext, Boolean(crypto.subtle)])).toEqual([false, false]);
	await page.locator('main a[href*="/cameras/"]').first().click();
	await page.getByText(m.camera.problem, { exact: true }).click();
	await page.getByLabel(m.words.complaints.wrong).check();
	const answer = page.waitForResponse(/\/complaints$/);
	await page.getByRole('button', { name: m.camera.problemSend }).click();
	expect((await answer).status()).toBe(204);
	await expect(page.getByText(m.camera.problemThanks)).toBeVisible();
	await page.getByRole('button', { name: m.camera.share }).click();
	await expect(page.getByText(m.view.notCopied)).toBeVisible();
	await page.goto('/en/check');
	await page.getByRole('button', { name: m.check.near.ask }).click();
	await expect(page.getByText(m.common.noLocation.insecure)).toBeVisible();
});
