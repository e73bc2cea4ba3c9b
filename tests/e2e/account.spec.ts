import { readFileSync } from 'node:fs';
import { expect, expectAccessible, oneLook, tabTo, test, words } from './journey.ts';
import { localePath } from '../../src/lib/i18n/locale.ts';

/** The words of a key that is shown. */
const shownKey = (texts: string[]) => texts.map((text) => text.trim()).join(' ');

test('a key is made, kept, entered elsewhere by a sloppy hand, and forgotten', async ({
	page,
	context,
	browser,
	baseURL,
	allowStatus
}) => {
	allowStatus.add(401).add(422);
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const m = await words('sr-Latn');
	await page.goto('/');
	await page.getByRole('link', { name: m.common.nav.account }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.account.title);
	await page.getByRole('button', { name: m.account.makeButton }).click();

	await expect(page.getByRole('heading', { name: m.account.made })).toBeVisible();
	const key = shownKey(await page.locator('ol li').allTextContents());
	expect(key).toMatch(/^([a-z]+ ){6}[a-z]+$/);
	await expectAccessible(page);
	await page.getByRole('button', { name: m.common.copy }).click();
	await expect(page.getByText(m.common.copied)).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
	const downloading = page.waitForEvent('download');
	await page.getByRole('link', { name: m.account.download }).click();
	const file = await downloading;
	expect(file.suggestedFilename()).toBe(m.account.file);
	expect(readFileSync(await file.path(), 'utf8')).toBe(`${key}\n`);
	await page.evaluate(() => {
		window.print = () => document.documentElement.setAttribute('data-printed', '');
	});
	await page.getByRole('button', { name: m.account.print }).click();
	await expect(page.locator('html')).toHaveAttribute('data-printed');
	await page.emulateMedia({ media: 'print' });
	await expect(page.locator('ol li').first()).toBeVisible();
	await expect(page.getByRole('button', { name: m.account.print })).toBeHidden();
	await page.emulateMedia({ media: 'screen' });

	// It is shown this once.
	await page.getByRole('link', { name: m.account.goOn }).click();
	await expect(page.getByText(m.account.signedIn)).toBeVisible();
	expect(await page.content()).not.toContain(key);
	const code = await page.locator('code').last().innerText();
	expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
	await expect(page.getByText(m.account.fresh)).toBeVisible();
	await expectAccessible(page);

	await page.getByRole('button', { name: m.account.signOut }).click();
	await expect(page.getByRole('button', { name: m.account.makeButton })).toBeVisible();
	expect(await context.cookies()).toEqual([]);

	// Elsewhere: a phone that writes capitals, in Cyrillic, with a slip.
	const elsewhere = await browser.newContext({ baseURL });
	const phone = await elsewhere.newPage();
	await phone.goto('/sr-Cyrl/account');
	const cyr = await words('sr-Cyrl');
	const typed = `  ${key.toUpperCase().split(' ').slice(0, 6).join(' -\n')}  ocxzz`;
	await phone.getByLabel(cyr.account.key, { exact: true }).fill(typed);
	await phone.getByRole('button', { name: cyr.account.enterButton }).click();
	const field = phone.getByLabel(cyr.account.key, { exact: true });
	await expect(field).toHaveAccessibleDescription(/ocxzz/);
	await expect(field).toHaveValue(typed);
	await expectAccessible(phone);
	await field.fill(typed.replace('ocxzz', key.split(' ')[6] ?? ''));
	await phone.getByRole('button', { name: cyr.account.enterButton }).click();
	await expect(phone.locator('code').last()).toHaveText(code);
	const [cookie, ...others] = await elsewhere.cookies();
	expect(others).toEqual([]);
	expect(cookie).toMatchObject({ expires: -1, httpOnly: true, sameSite: 'Lax' });

	await phone.getByText(cyr.account.forget, { exact: true }).click();
	await expectAccessible(phone);
	await phone.getByRole('button', { name: cyr.account.forgetButton }).click();
	await expect(phone.getByText(cyr.account.signedIn), 'not without saying so').toBeVisible();
	await phone.getByLabel(cyr.account.forgetSure).check();
	await phone.getByRole('button', { name: cyr.account.forgetButton }).click();
	await expect(phone.getByText(cyr.account.forgotten)).toBeVisible();
	expect(await elsewhere.cookies()).toEqual([]);
	await elsewhere.close();

	await page.getByLabel(m.account.key, { exact: true }).fill(key);
	await page.getByRole('button', { name: m.account.enterButton }).click();
	await expect(page.getByText(m.errors.problem.wrong_key)).toBeVisible();
	await expect(page.getByLabel(m.account.key, { exact: true })).toHaveValue(key);
});

for (const { locale, colorScheme } of oneLook) {
	test(`the account is accessible, in its language and fits a small phone (${locale}, ${colorScheme})`, async ({
		page
	}) => {
		const m = await words(locale);
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize({ width: 320, height: 640 });
		await page.goto(localePath('/account', locale));
		await expectAccessible(page);
		await page.getByRole('button', { name: m.account.makeButton }).click();
		await expect(page.getByRole('heading', { name: m.account.made })).toBeVisible();
		await expectAccessible(page);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
		expect(wide, 'nothing sticks out').toBe(false);
		await page.getByRole('link', { name: m.account.goOn }).click();
		await page.getByText(m.account.forget, { exact: true }).click();
		await expectAccessible(page);
		const text = await page.locator('main').innerText();
		const cyrillic = (text.match(/[\u0400-\u04ff]/g) ?? []).length;
		if (locale === 'sr-Cyrl') expect(cyrillic).toBeGreaterThan(text.length / 2);
		else expect(cyrillic).toBe(0);
	});
}

test('with the keyboard alone, on both sides of the key', async ({ page }) => {
	const m = await words('en');
	await page.goto('/en/account');
	await tabTo(page, page.getByRole('button', { name: m.account.makeButton }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: m.account.made })).toBeVisible();
	const key = shownKey(await page.locator('ol li').allTextContents());
	await tabTo(page, page.getByRole('link', { name: m.account.goOn }));
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByRole('button', { name: m.account.signOut }));
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByLabel(m.account.key, { exact: true }));
	await page.keyboard.type(key);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByText(m.account.signedIn)).toBeVisible();
});

test('without scripts', async ({ browser, baseURL }) => {
	const m = await words('en');
	const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/en/account');
	await page.getByRole('button', { name: m.account.makeButton }).click();
	await expect(page.getByRole('heading', { name: m.account.made })).toBeVisible();
	const key = shownKey(await page.locator('ol li').allTextContents());
	await expect(page.getByRole('button', { name: m.common.copy })).toHaveCount(0);
	const downloading = page.waitForEvent('download');
	await page.getByRole('link', { name: m.account.download }).click();
	expect(readFileSync(await (await downloading).path(), 'utf8')).toBe(`${key}\n`);
	await page.getByRole('link', { name: m.account.goOn }).click();
	await page.getByRole('button', { name: m.account.signOut }).click();
	await page.getByLabel(m.account.key, { exact: true }).fill(key);
	await page.getByRole('button', { name: m.account.enterButton }).click();
	await expect(page.getByText(m.account.signedIn)).toBeVisible();
	await context.close();
});
