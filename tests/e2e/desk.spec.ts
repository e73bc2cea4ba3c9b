import { reported, signIn, someone } from './contributors.ts';
import { expect, expectAccessible, tabTo, test, words } from './journey.ts';

test('the desk is for moderators, and says so', async ({ page, context, baseURL }) => {
	const m = await words('sr-Latn');
	const origin = baseURL ?? '';
	await page.goto('/desk');
	await expect(page.getByText(m.desk.signIn)).toBeVisible();
	await signIn(context, await someone(origin), origin);
	await page.goto('/desk');
	await expect(page.getByText(m.desk.notYou)).toBeVisible();
	await expectAccessible(page);
});

test('a burst is seen, hidden with a reason, undone; an entry is merged; a complaint is dealt with', async ({
	page,
	context,
	baseURL,
	allowStatus
}) => {
	allowStatus.add(410).add(422);
	const m = await words('en');
	const origin = baseURL ?? '';
	const [id, other] = [await reported(origin), await reported(origin, { position: '44.64, 20.4' })];
	for (let n = 0; n < 2; n++) {
		const fresh = await someone(origin);
		await fresh.post(`/api/cameras/${id}/reviews`, { verdict: 'present' });
	}
	await signIn(context, await someone(origin, true), origin);
	await page.goto('/en/account');
	await page.getByRole('link', { name: m.desk.title }).click();
	const burst = page.getByRole('listitem').filter({ hasText: m.desk.people.present(2, '2', 2, '2') });
	await expect(burst.filter({ hasText: id })).toBeVisible();
	await expectAccessible(page);

	const row = page.locator('#bursts ~ ul').first().getByRole('listitem').filter({ hasText: id });
	await row.getByText(m.desk.act, { exact: true }).click();
	await row.getByLabel(m.desk.reason).fill('  ');
	await row.getByRole('button', { name: m.desk.hide }).click();
	await expect(row.getByLabel(m.desk.reason)).toHaveAccessibleDescription(m.errors.field.required);
	await row.getByLabel(m.desk.reason).fill('A made-up camera');
	await row.getByRole('button', { name: m.desk.hide }).click();
	const notice = page.getByRole('status').filter({ hasText: m.desk.done.hide(id) });
	// What was decided stays in its row, with what takes it back.
	await expect(notice).toBeFocused();
	await expect(row.getByRole('button', { name: m.desk.hide })).toHaveCount(0);
	const gone = await page.request.get(`/en/cameras/${id}`);
	expect(gone.status()).toBe(410);
	expect(await gone.text()).toContain('A made-up camera');
	await expectAccessible(page);
	await notice.getByRole('button', { name: m.desk.undo }).press('Enter');
	await expect(row.getByRole('link')).toBeFocused();
	expect((await page.request.get(`/en/cameras/${id}`)).status()).toBe(200);

	await row.getByText(m.desk.act, { exact: true }).click();
	await row.getByLabel(m.desk.into).fill('nonsense');
	await row.getByRole('button', { name: m.desk.merge }).click();
	await expect(row.getByLabel(m.desk.into)).toHaveAccessibleDescription(m.errors.field.unknown_camera);
	await expect(row.getByLabel(m.desk.into)).toHaveValue('nonsense');
	await row.getByLabel(m.desk.into).fill(other.toLowerCase());
	await row.getByRole('button', { name: m.desk.merge }).click();
	await expect(page.getByRole('status').filter({ hasText: m.desk.done.merge(id) })).toBeFocused();
	const moved = await page.request.get(`/en/cameras/${id}`, { maxRedirects: 0 });
	expect([moved.status(), moved.headers().location]).toEqual([301, `/en/cameras/${other}`]);
	expect((await page.request.get(`/api/cameras/${id}`, { maxRedirects: 0 })).status()).toBe(301);
	const hidden = page.getByRole('listitem').filter({ hasText: m.desk.mergedInto }).filter({ hasText: id });
	await hidden.getByRole('button', { name: m.desk.restore }).click();
	await expect(page.getByText(m.desk.done.restore(id))).toBeVisible();

	await page.goto(`/en/cameras/${other}`);
	const complaint = await page.request.post(`/en/cameras/${other}?/complain`, {
		headers: { Origin: origin, Accept: 'text/html' },
		form: { kind: 'wrong', message: 'There is only a lamp.', challenge: '' }
	});
	expect(complaint.status()).toBe(200);
	await page.goto('/en/desk');
	const said = page
		.getByRole('listitem')
		.filter({ hasText: other })
		.filter({ hasText: m.words.complaints.wrong });
	await expect(said).toContainText('There is only a lamp.');
	await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(m.desk.complaints);
	// The whole way by keyboard: resolved, said in its row, taken back.
	const resolved = page.getByRole('status').filter({ hasText: m.desk.done.close() });
	await tabTo(page, said.getByRole('button', { name: m.desk.close }));
	await page.keyboard.press('Enter');
	await expect(resolved).toBeFocused();
	await page.keyboard.press('Tab');
	await expect(resolved.getByRole('button', { name: m.desk.undo })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(said).toContainText('There is only a lamp.');
	await expect(said.getByRole('link')).toBeFocused();
});

test('a flood is shown, taken back with a reason and undone, without JavaScript too', async ({
	browser,
	page,
	context,
	baseURL,
	allowStatus
}) => {
	allowStatus.add(410);
	const m = await words('en');
	const origin = baseURL ?? '';
	const { flood } = await words('en');
	const ids: string[] = [];
	for (let n = 0; n < 3; n++) ids.push(await reported(origin, { position: `44.3${n}, 20.82` }));
	const moderator = await someone(origin, true);
	await signIn(context, moderator, origin);
	await page.goto('/en/desk');
	await page.getByRole('link', { name: flood.title }).click();
	await page.getByLabel(flood.middle).fill('44.31, 20.82');
	await page.getByLabel(flood.radius).fill('2000');
	await page.getByLabel(flood.kept).fill(ids[2] ?? '');
	await page.getByRole('button', { name: flood.show }).click();
	await expect(page.getByRole('heading', { name: flood.count(2, '2') })).toBeVisible();
	await expect(page.getByText(flood.spared.kept('1'))).toBeVisible();
	await expect(page.locator(`a[href$="/cameras/${ids[0]}"]`)).toBeVisible();
	await expectAccessible(page);
	await page.getByLabel(m.desk.reason).fill('Invented in one go');
	await page.getByRole('button', { name: flood.take }).click();
	await expect(page.getByRole('status').filter({ hasText: flood.done(2, '2') })).toBeFocused();
	expect((await page.request.get(`/en/cameras/${ids[0]}`)).status()).toBe(410);
	expect((await page.request.get(`/en/cameras/${ids[2]}`)).status()).toBe(200);

	const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: origin });
	await signIn(plain, moderator, origin);
	const desk = await plain.newPage();
	await desk.goto('/en/desk/taken_back');
	await desk.getByRole('button', { name: m.desk.undo }).first().click();
	await expect(desk.getByText(m.desk.done.undoFlood())).toBeVisible();
	expect((await page.request.get(`/en/cameras/${ids[0]}`)).status()).toBe(200);
	await plain.close();
});
