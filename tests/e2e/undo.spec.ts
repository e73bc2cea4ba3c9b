import { expect, expectAccessible, mapIsIdle, shownView, test, words } from './journey.ts';

/* A mistaken tap is undone, and nothing typed is lost. */
test('undo of closing a camera, of selecting another, of clearing filters', async ({ page }) => {
	const m = await words('en');
	const undo = page.getByRole('button', { name: m.view.undo, exact: true });
	await page.goto('/en?state=verified&type=dome');
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.map.clearFilters }).click();
	await expect(page.getByText(m.view.undoFilters)).toBeVisible();
	// Held while it is looked at.
	await undo.focus();
	await expectAccessible(page);
	await undo.click();
	await expect(page).toHaveURL(/\/en\?state=verified&type=dome(#|$)/);
	await expect(page.getByLabel(m.record.type.values.dome)).toBeChecked();
	await expect(undo).toBeHidden();

	const camera = () => new URL(page.url()).searchParams.get('camera');
	await page.locator('.newest a').first().click();
	await expect.poll(camera).toMatch(/^[0-9A-Z]{10}$/);
	const first = camera();
	await page.getByRole('button', { name: m.common.close, exact: true }).click();
	await expect.poll(camera).toBeNull();
	// By keyboard: it is a few stops before the map.
	await expect(page.locator('canvas.maplibregl-canvas')).toBeFocused();
	const isThere = () => undo.evaluate((button) => button === document.activeElement);
	for (let presses = 0; presses < 8 && !(await isThere()); presses++) await page.keyboard.press('Shift+Tab');
	await expect(undo).toBeFocused();
	await page.keyboard.press('Enter');
	await expect.poll(camera).toBe(first);

	await mapIsIdle(page);
	// Where there are others, whichever camera was the newest.
	await page.evaluate(() => void window.okoMap?.jumpTo({ center: [20.46, 44.81], zoom: 12 }));
	await mapIsIdle(page);
	const title = await page.getByRole('heading', { level: 1 }).first().innerText();
	const states = Object.values(m.record.state.values).join('|');
	const other = page
		.getByRole('button', { name: new RegExp(`, .*: (${states})$`) })
		.filter({ hasNotText: title })
		.first();
	await other.dispatchEvent('click');
	await expect(page.getByText(m.view.undoSelected)).toBeVisible();
	await expect.poll(camera).not.toBe(first);
	await page.keyboard.press('Control+z');
	await expect.poll(camera).toBe(first);
});

test('undo stays six seconds and as long as the focus is on it', async ({ page }) => {
	const m = await words('en');
	await page.goto('/en?state=verified');
	await mapIsIdle(page);
	await page.clock.install();
	await page.getByRole('link', { name: m.map.clearFilters }).click();
	const undo = page.getByRole('button', { name: m.view.undo, exact: true });
	await page.clock.fastForward(6_500);
	await expect(undo).toBeVisible();
	await undo.focus();
	await page.clock.fastForward(20_000);
	await expect(undo).toBeVisible();
	await page.locator('canvas.maplibregl-canvas').focus();
	await expect(undo).toBeHidden();
});

test('undo of closing the report: every field comes back, also after a reload', async ({ page }) => {
	const m = await words('en');
	const next = () => page.getByRole('button', { name: m.common.next }).click();
	await page.goto('/en');
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.report }).click();
	await page.getByRole('textbox', { name: m.report.position }).fill('44.81, 20.46');
	await page.getByRole('button', { name: m.report.positionShow, exact: true }).click();
	const heading = page.getByRole('slider', { name: m.record.heading_deg.ask });
	await heading.press('PageUp');
	await next();
	await page.getByLabel(m.record.type.values.dome).check();
	await page.getByText(m.report.moreFacts).click();
	await page.getByLabel(m.record.operator.values.city).check();
	await page.getByLabel(m.record.capabilities.values.audio).check();
	await next();
	await page.getByText(m.report.dayAndNote).click();
	await page.getByLabel(m.report.note).fill('above the pharmacy');
	await page.getByLabel(m.report.publishLater).check();

	const close = page.getByRole('button', { name: m.common.close, exact: true });
	const asItWas = async () => {
		await expect(page.getByLabel(m.report.note)).toHaveValue('above the pharmacy');
		await expect(page.getByLabel(m.report.publishLater)).toBeChecked();
		const back = () => page.getByRole('button', { name: m.common.back }).click();
		await back();
		await expect(page.getByLabel(m.record.operator.values.city)).toBeChecked();
		await expect(page.getByLabel(m.record.capabilities.values.audio)).toBeChecked();
		await expect(page.getByLabel(m.record.type.values.dome)).toBeChecked();
		await back();
		await expect(heading).toHaveAttribute('aria-valuenow', '45');
		await expect(page.getByRole('textbox', { name: m.report.position })).toHaveAttribute(
			'placeholder',
			'44.810000, 20.460000'
		);
		const { lng, lat } = await shownView(page);
		expect([lng.toFixed(4), lat.toFixed(4)]).toEqual(['20.4600', '44.8100']);
		for (let step = 0; step < 2; step++) await next();
	};
	await close.click();
	await expect(page.getByText(m.view.undoReport)).toBeVisible();
	await page.getByRole('button', { name: m.view.undo, exact: true }).click();
	await asItWas();

	await close.click();
	await page.reload();
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.report }).click();
	await expect(page.getByText(m.report.resumed)).toBeVisible();
	await asItWas();
	await page.getByRole('button', { name: m.report.afresh }).click();
	await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeVisible();
	await page.getByRole('button', { name: m.view.undo, exact: true }).click();
	await asItWas();
	// Nothing entered, nothing kept, nothing to undo.
	await page.getByRole('button', { name: m.report.afresh }).click();
	await page.getByRole('button', { name: m.view.dismiss }).click();
	await close.click();
	await expect(page).not.toHaveURL(/tool=/);
	await expect(page.getByRole('button', { name: m.view.undo, exact: true })).toBeHidden();
	await expect.poll(() => page.evaluate(() => sessionStorage.getItem('oko-draft'))).toBeNull();
});
