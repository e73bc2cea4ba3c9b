import type { Locator, Page } from '@playwright/test';
import { localePath } from '../../src/lib/i18n/locale.ts';
import { addModerator } from '../support/signed-in.ts';
import { reported, signIn, someone } from './contributors.ts';
import { expect, expectAccessible, mapIsIdle, oneLook, tabTo, test, words } from './journey.ts';

/*
 * Working on what others reported: a key made on the way, votes that turn a camera, corrections, taking back, and the
 * worklist; by mouse, by keyboard and without scripts.
 */

const votes = (page: Page) => page.locator('form', { has: page.locator('[name=verdict]') });

test('a key is made on the way, and two trusted people verify a camera', async ({
	page,
	context,
	baseURL
}) => {
	const m = await words('en');
	const origin = baseURL ?? '';
	const id = await reported(origin, { type: 'ptz' });
	const other = await someone(origin, true);
	await page.goto(`/en/cameras/${id}`);
	await expect(page.getByText(m.review.none.reported())).toBeVisible();
	await expect(page.getByText(m.review.missing.verified(2, 4))).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: m.review.signInButton }).click();
	await page.getByRole('button', { name: m.account.makeButton }).click();
	await page.getByRole('link', { name: m.account.goOn }).click();
	await expect(page).toHaveURL(`/en/cameras/${id}#review`);
	await expect(page.getByRole('button', { name: m.review.present })).toBeVisible();

	// The operator makes them a moderator, so that their vote weighs one.
	await page.goto('/en/account');
	await addModerator(await page.locator('code').last().innerText(), {
		OKO_DATA_DIR: process.env.OKO_E2E_DATA ?? ''
	});

	// Too far away to declare anything; then at the camera.
	await context.grantPermissions(['geolocation']);
	await page.goto(`/en/cameras/${id}`);
	const [longitude = 0, latitude = 0] = await page.evaluate(async (camera) => {
		const answer = await (await fetch(`/api/cameras/${camera}`)).json();
		return answer.camera.geometry.coordinates as [number, number];
	}, id);
	const sent: string[] = [];
	page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
	await page.getByText(m.review.there).click();
	await context.setGeolocation({ longitude, latitude: latitude + 0.002, accuracy: 10 });
	await page.getByRole('button', { name: m.review.onSite.ask }).click();
	await expect(page.getByText(/222 m away/)).toBeVisible();
	await context.setGeolocation({ longitude, latitude: latitude + 0.0002, accuracy: 80 });
	await page.getByRole('button', { name: m.review.onSite.ask }).click();
	await expect(page.getByText(m.review.onSite.inaccurate('80', '50'))).toBeVisible();
	await context.setGeolocation({ longitude, latitude: latitude + 0.0002, accuracy: 20 });
	await page.getByRole('button', { name: m.review.onSite.ask }).click();
	await expect(page.getByLabel(m.review.onSite.tick)).toBeChecked();
	await expect(page.getByLabel(m.report.publishLater)).toBeChecked();
	await expectAccessible(page);
	await page.getByLabel(m.report.publishNow, { exact: true }).check();
	await page.getByRole('button', { name: m.review.present }).click();
	await expect(page.getByText(m.review.outcome.counted)).toBeVisible();
	await expect(page.getByRole('status').filter({ hasText: m.review.outcome.counted })).toBeFocused();
	await expect(page.getByText(m.review.own.onSite)).toBeVisible();
	await expect(page.getByText(m.review.says.present(1, '1'))).toBeVisible();
	// Only that it was so has left the device.
	expect(sent.join('\n')).toContain('on_site');
	expect(sent.join('\n')).not.toMatch(new RegExp(String(latitude + 0.0002).slice(0, 8)));

	expect((await other.post(`/api/cameras/${id}/reviews`, { verdict: 'present' })).status).toBe(200);
	await page.reload();
	await expect(page.getByText(m.camera.meaning.verified)).toBeVisible();
	await expect(page.getByText(m.review.own.decided)).toBeVisible();
	await expect(votes(page)).toHaveCount(0);
	await expect(page.getByText(m.camera.nowState(m.record.state.values.verified))).toBeVisible();
	await expectAccessible(page);
});

test('heading and place are corrected on the close-up of the page', async ({ page, context, baseURL }) => {
	const m = await words('sr-Cyrl');
	const origin = baseURL ?? '';
	const id = await reported(origin, { type: 'fixed' });
	await signIn(context, await someone(origin), origin);
	const value = page.getByLabel(m.review.corrections.value);
	const send = page.getByRole('button', { name: m.review.corrections.send });
	await page.goto(`/sr-Cyrl/cameras/${id}?fix=heading_deg#wrong`);
	const handle = page.getByRole('slider', { name: m.record.heading_deg.ask });
	await handle.press('PageUp');
	await expect(value).toHaveValue('45');
	await value.fill('90');
	await expect(handle).toHaveAttribute('aria-valuenow', '90');
	await expectAccessible(page);
	await send.click();
	await expect(page.getByText(m.review.outcome.open)).toBeVisible();

	await page.getByRole('link', { name: m.camera.position, exact: true }).click();
	await expect(page.getByRole('img', { name: m.report.crosshair })).toBeVisible();
	await expect(value).toHaveValue('');
	const map = page.locator('.close-up canvas');
	await map.focus();
	await page.keyboard.press('ArrowRight');
	await expect(value).toHaveValue(/^\d\d\.\d{6}, \d\d\.\d{6}$/);
	await expectAccessible(page);
});

test('on the map, heading and place are corrected there, on a phone too', async ({ browser, baseURL }) => {
	const m = await words('sr-Latn');
	const origin = baseURL ?? '';
	const id = await reported(origin, { heading_deg: '10' });
	const context = await browser.newContext({ baseURL, viewport: { width: 360, height: 740 } });
	await signIn(context, await someone(origin), origin);
	const page = await context.newPage();
	await page.goto(`/?camera=${id}#map=17/44.63/20.4`);
	await mapIsIdle(page);
	await page.getByText(m.review.wrong, { exact: true }).click();
	await page.getByRole('link', { name: m.record.heading_deg.name, exact: true }).click();
	const value = page.getByLabel(m.review.corrections.value);
	await expect(value).toBeInViewport();
	const handle = page.getByRole('slider', { name: m.record.heading_deg.ask });
	await handle.press('PageUp');
	await expect(value).toHaveValue('45');

	const before = page.url();
	await page.getByRole('link', { name: m.camera.position, exact: true }).click();
	await expect(page.getByRole('img', { name: m.report.crosshair })).toBeVisible();
	await expect(handle).toHaveCount(0);
	await expect(value).toHaveValue('');
	await expect(value).toBeInViewport();
	const send = page.getByRole('button', { name: m.review.corrections.send });
	await expect(send).toBeInViewport();
	await mapIsIdle(page);
	const boxOf = async (part: Locator) => (await part.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
	const [stage, sheet] = [await boxOf(page.locator('.stage')), await boxOf(page.locator('.sheet'))];
	expect((sheet.y - stage.y) / 740).toBeGreaterThan(0.5);
	const [field, buttons] = [await boxOf(value), await boxOf(page.locator('.buttons.sticky'))];
	expect(field.y).toBeGreaterThan(sheet.y);
	expect(field.y + field.height).toBeLessThanOrEqual(buttons.y);
	await page.mouse.move(180, 250);
	await page.mouse.down();
	await page.mouse.move(160, 250, { steps: 4 });
	await page.mouse.up();
	await expect(value).toHaveValue(/^44\.63\d{4}, 20\.40\d{4}$/);
	await expectAccessible(page);
	// Meanwhile the view is kept nowhere.
	expect(page.url()).toBe(before);
	await send.click();
	await expect(page.getByText(m.review.outcome.open)).toBeVisible();
	await expect(page.getByRole('img', { name: m.report.crosshair })).toHaveCount(0);

	await page.getByRole('link', { name: m.record.heading_deg.name, exact: true }).click();
	await expect(handle).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(handle).toHaveCount(0);
	await expect(page).toHaveURL(new RegExp(`camera=${id}`));
	await context.close();
});

test('a heading is corrected by two', async ({ page, context, baseURL, allowStatus }) => {
	allowStatus.add(422).add(502);
	const m = await words('en');
	const origin = baseURL ?? '';
	const id = await reported(origin, { heading_deg: '10' });
	const [first, second] = [await someone(origin), await someone(origin, true)];
	await signIn(context, first, origin);
	await page.goto(`/en/cameras/${id}`);
	await page.getByRole('link', { name: m.review.wrong }).click();
	await page.getByRole('link', { name: m.record.heading_deg.name, exact: true }).click();
	const value = page.getByLabel(m.review.corrections.value);
	await value.fill('400');
	await page.getByRole('button', { name: m.review.corrections.send }).click();
	await expect(value).toHaveAccessibleDescription(new RegExp(m.errors.field.out_of_range));
	await expect(value).toHaveValue('400');
	await value.fill('90');
	await context.route('**/api/cameras/*/corrections', (route) => route.fulfill({ status: 502 }));
	await page.getByRole('button', { name: m.review.corrections.send }).click();
	await expect(page.getByRole('alert')).toHaveText(m.errors.network);
	await expect(value).toHaveValue('90');
	await expectAccessible(page);
	await context.unroute('**/api/cameras/*/corrections');
	await page.getByRole('button', { name: m.common.retry }).click();
	await expect(page.getByText(m.review.outcome.open)).toBeVisible();
	await expect(page.getByText(m.review.corrections.agreed)).toBeVisible();
	await page.getByRole('link', { name: m.record.type.name, exact: true }).click();
	await expect(page.getByLabel(m.record.type.values.dome)).toBeVisible();
	await expectAccessible(page);

	// Too far away is another camera.
	await page.getByRole('link', { name: m.camera.position, exact: true }).click();
	await value.fill('44.7, 20.5');
	await page.getByRole('button', { name: m.review.corrections.send }).click();
	await expect(page.getByText(m.review.corrections.tooFar('20'))).toBeVisible();
	await expect(page.getByRole('link', { name: m.review.corrections.farReport })).toBeVisible();

	await context.clearCookies();
	await signIn(context, second, origin);
	await page.goto(`/en/cameras/${id}`);
	await page.getByRole('button', { name: m.review.corrections.agree }).click();
	await expect(page.getByText(m.review.outcome.corrected)).toBeVisible();
	await expect(page.locator('dd', { hasText: '90° (east)' })).toBeVisible();
	await expect(page.getByText(m.camera.changed(m.record.heading_deg.name))).toBeVisible();
});

test('on the map: a vote, what waits, taking back, and a server that is away', async ({
	page,
	context,
	baseURL,
	allowStatus
}) => {
	allowStatus.add(401).add(502);
	const m = await words('sr-Latn');
	const origin = baseURL ?? '';
	const id = await reported(origin);
	await signIn(context, await someone(origin), origin);
	await page.goto(`/?camera=${id}`);
	await mapIsIdle(page);
	await expect(page.getByRole('heading', { name: m.review.title })).toBeVisible();
	await page.getByText(m.review.there).click();
	await page.getByLabel(m.report.publishLater).check();
	await page.getByRole('button', { name: m.review.absent }).click();
	await expect(page.getByText(m.review.own.waiting.absent)).toBeVisible();
	await expect(page.getByText(m.review.none.reported())).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: m.review.own.takeBack }).click();
	await expect(page.getByText(m.review.outcome.taken_back)).toBeVisible();
	await expect(page.getByText(m.review.own.waiting.absent)).toBeHidden();

	let away = true;
	await context.route('**/api/cameras/*/reviews', (route) =>
		away && route.request().method() === 'POST'
			? route.fulfill({ status: 502, contentType: 'text/plain', body: 'bad gateway' })
			: route.continue()
	);
	await page.getByRole('button', { name: m.review.present }).click();
	await expect(page.getByRole('alert')).toHaveText(m.errors.network);
	away = false;
	// What was chosen before the failure still stands.
	await expect(page.getByLabel(m.report.publishLater)).toBeChecked();
	await page.getByLabel(m.report.publishNow, { exact: true }).check();
	await page.getByRole('button', { name: m.common.retry }).click();
	await expect(page.getByText(m.review.outcome.counted)).toBeVisible();
	await expect(page.getByRole('button', { name: m.common.retry })).toHaveCount(0);
	await expect(page.getByText(m.review.says.present(1, '1'))).toBeVisible();
	await expect(page.getByText(m.review.own.present)).toBeVisible();

	// Signed out elsewhere meanwhile: it says what to do, and the form stays.
	const cookies = await context.cookies();
	await context.clearCookies();
	await page.getByRole('button', { name: m.review.absent }).click();
	await expect(page.getByRole('alert')).toHaveText(m.review.signInAgain);
	await context.addCookies(cookies);
	await page.getByRole('button', { name: m.review.absent }).click();
	await expect(page.getByText(m.review.own.absent)).toBeVisible();
});

test('who reported a camera is told why they do not review it', async ({ page, context, baseURL }) => {
	const m = await words('sr-Cyrl');
	const origin = baseURL ?? '';
	const reporter = await someone(origin);
	const id = await reported(origin, {}, reporter.cookie);
	await signIn(context, reporter, origin);
	await page.goto(`/sr-Cyrl/cameras/${id}`);
	await expect(page.getByText(m.review.own.reporter)).toBeVisible();
	await expect(votes(page)).toHaveCount(0);
	await expect(page.getByRole('link', { name: m.review.wrong })).toBeVisible();
});

test('without scripts: vote, take back, correct, and go on to the next', async ({ browser, baseURL }) => {
	const m = await words('en');
	const origin = baseURL ?? '';
	const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
	await signIn(context, await someone(origin), origin);
	const page = await context.newPage();
	await page.goto('/en/check?state=reported');
	await page.getByRole('listitem').getByRole('link').first().click();
	await expect(page).toHaveURL(/\?state=reported&check=0$/);
	const here = new URL(page.url()).pathname;
	await page.getByRole('button', { name: m.review.absent }).click();
	await expect(page.getByText(m.review.outcome.counted)).toBeVisible();
	await page.getByRole('button', { name: m.review.own.takeBack }).click();
	await expect(page.getByText(m.review.outcome.taken_back)).toBeVisible();
	await page.getByRole('link', { name: m.record.height_m.name, exact: true }).click();
	await page.getByLabel(m.review.corrections.value).fill('12.5');
	await page.getByRole('button', { name: m.review.corrections.send }).click();
	await expect(page.getByText(m.review.outcome.open)).toBeVisible();
	await expect(page.getByText(`${m.record.height_m.name}: 12.5 m`)).toBeVisible();
	await page.getByRole('link', { name: m.review.next }).click();
	expect(new URL(page.url()).pathname).not.toBe(here);
	await page.getByRole('link', { name: m.review.toList }).click();
	await expect(page).toHaveURL('/en/check?state=reported');
	await context.close();
});

test('the worklist by keyboard, and near the visitor, of whom nobody is told where they are', async ({
	page,
	context
}) => {
	const m = await words('sr-Latn');
	await context.grantPermissions(['geolocation']);
	await context.setGeolocation({ longitude: 20.4602, latitude: 44.8163, accuracy: 20 });
	await page.goto('/');
	await page.getByRole('link', { name: m.common.nav.check }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.check.title);
	await expectAccessible(page);
	const rows = page.locator('ol li');
	await expect(rows.first()).toContainText(m.check.reasons.disputed);
	await tabTo(page, rows.first().getByRole('link').first());
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/cameras\/[0-9A-Z]{10}\?check=0$/);
	await tabTo(page, page.getByRole('link', { name: m.review.next }));
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\?check=1$/);

	await page.goto('/check?municipality=nowhere');
	await expect(page.getByRole('alert')).toContainText('municipality');
	await page.goto('/check');
	const sent: string[] = [];
	page.on('request', (request) => sent.push(request.url()));
	const near = page.getByRole('button', { name: m.check.near.ask });
	await tabTo(page, near);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: m.check.near.title })).toBeFocused();
	const distances = await page.locator('.far').allInnerTexts();
	const metres = distances.map((text) =>
		text.endsWith('km')
			? parseFloat(text.replace(',', '.')) * 1000
			: text === m.check.near.here
				? 0
				: parseFloat(text)
	);
	expect(metres.length).toBeGreaterThan(10);
	expect([...metres].sort((a, b) => a - b)).toEqual(metres);
	expect(sent.join('\n')).not.toMatch(/20\.46|44\.81/);
	await expectAccessible(page);
	const [first, second] = [rows.nth(0).getByRole('link').first(), rows.nth(1).getByRole('link').first()];
	const secondId = /[0-9A-Z]{10}/.exec((await second.getAttribute('href')) ?? '')?.[0];
	await first.click();
	await page.getByRole('link', { name: m.review.next }).click();
	await expect(page).toHaveURL(new RegExp(`${secondId}\\?check=near$`));
	await page.getByRole('link', { name: m.review.toList }).click();
	await expect(page.getByRole('button', { name: m.check.near.ask })).toBeVisible();
});

for (const { locale, colorScheme } of oneLook) {
	test(`reviewing is accessible and in its language (${locale}, ${colorScheme})`, async ({
		page,
		context,
		baseURL
	}) => {
		const m = await words(locale);
		const origin = baseURL ?? '';
		const [me, other] = [await someone(origin), await someone(origin)];
		const id = await reported(origin, { type: 'dome' });
		await other.post(`/api/cameras/${id}/corrections`, { field: 'type', value: 'ptz' });
		await other.post(`/api/cameras/${id}/reviews`, { verdict: 'absent' });
		await signIn(context, me, origin);
		await page.emulateMedia({ colorScheme });
		await page.goto(localePath(`/cameras/${id}?fix=capabilities`, locale));
		await page.getByText(m.review.rule).click();
		await page.getByText(m.review.there).click();
		await expect(page.getByText(m.review.says.absent(1, '1'))).toBeVisible();
		await expectAccessible(page);
		const text = await page.locator('main').innerText();
		const cyrillic = (text.match(/[\u0400-\u04ff]/g) ?? []).length;
		if (locale === 'sr-Cyrl') expect(cyrillic).toBeGreaterThan(text.length / 4);
		else expect(cyrillic).toBe(0);
	});
}
