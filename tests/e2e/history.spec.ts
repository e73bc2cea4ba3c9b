import type { Page } from '@playwright/test';
import { expect, mapIsIdle, requestsOf, shownView, test, words } from './journey.ts';

/* Going back closes one thing at a time, going forward brings it back, and a reload goes on in the middle. */

const asked = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const length = (page: Page) => page.evaluate(() => history.length);

test('back and forward through a camera and the steps of a report; the draft is kept', async ({ page }) => {
	const m = await words('en');
	const step = (name: keyof typeof m.report.steps) =>
		expect(page.getByRole('heading', { level: 1, name: m.report.steps[name] })).toBeVisible();
	const next = () => page.getByRole('button', { name: m.common.next }).click();
	await page.goto('/en#map=16/44.8131/20.4606');
	await mapIsIdle(page);
	await page.locator('.newest a').first().click();
	await expect.poll(() => asked(page, 'camera')).toMatch(/^[0-9A-Z]{10}$/);
	const camera = asked(page, 'camera');
	await page.goBack();
	await expect(page.getByRole('link', { name: m.common.nav.report })).toBeVisible();
	expect(asked(page, 'camera')).toBeNull();
	await page.goForward();
	await expect.poll(() => asked(page, 'camera')).toBe(camera);
	await expect(page.getByRole('button', { name: m.common.close, exact: true })).toBeVisible();
	await page.goBack();

	await page.getByRole('link', { name: m.common.nav.report }).click();
	await page.getByRole('textbox', { name: m.report.position }).fill('44.81234, 20.46789');
	await page.getByRole('button', { name: m.report.positionShow, exact: true }).click();
	const requests = requestsOf(page);
	await page.getByRole('slider', { name: m.record.heading_deg.ask }).press('PageUp');
	await next();
	await step('what');
	await page.getByLabel(m.record.type.values.dome).check();
	await next();
	await step('send');
	await page.getByText(m.report.dayAndNote).click();
	await page.getByLabel(m.report.note).fill('above the door');
	// The address has no place in it, and nothing was asked for a step.
	await expect(page).toHaveURL(/\/en\?tool=report&step=send$/);
	expect(requests.filter((address) => address.includes('__data.json'))).toEqual([]);

	// In the page and in the browser, back is the same.
	await page.getByRole('button', { name: m.common.back, exact: true }).click();
	await step('what');
	await page.goForward();
	await step('send');
	await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
	await page.goBack();
	await page.goBack();
	await step('place');
	await page.goBack();
	await expect(page.getByText(m.view.undoReport)).toBeVisible();
	expect(asked(page, 'tool')).toBeNull();
	for (const name of ['place', 'what', 'send'] as const) {
		await page.goForward();
		await step(name);
	}
	await expect(page.getByLabel(m.report.note)).toHaveValue('above the door');

	// In the middle of it.
	const depth = await length(page);
	await page.reload();
	await step('send');
	await expect(page.getByLabel(m.report.note)).toHaveValue('above the door');
	await mapIsIdle(page);
	const { lng, lat } = await shownView(page);
	expect([lng.toFixed(4), lat.toFixed(4)]).toEqual(['20.4679', '44.8123']);
	await page.getByRole('button', { name: m.common.back, exact: true }).click();
	await step('what');
	await expect(page.getByLabel(m.record.type.values.dome)).toBeChecked();
	await next();
	await step('send');
	expect(await length(page)).toBe(depth);
	// Closing goes to where it was opened, so that going back does not open it again.
	await page.getByRole('button', { name: m.common.close, exact: true }).click();
	await expect(page.getByText(m.view.undoReport)).toBeVisible();
	await expect.poll(() => asked(page, 'tool')).toBeNull();
	expect(page.url()).not.toContain('44.812');
});

test('a camera and another one: back leads from one to the other, closing to neither', async ({ page }) => {
	const m = await words('en');
	await page.goto('/en#map=15/44.8131/20.4606');
	await mapIsIdle(page);
	const depth = await length(page);
	const targets = page.locator('.target');
	await expect.poll(() => targets.count()).toBeGreaterThan(2);
	await targets.nth(0).dispatchEvent('click');
	await expect.poll(() => asked(page, 'camera')).not.toBeNull();
	const first = asked(page, 'camera');
	await mapIsIdle(page);
	await expect.poll(() => targets.count()).toBeGreaterThan(2);
	await targets.last().dispatchEvent('click');
	await expect.poll(() => asked(page, 'camera')).not.toBe(first);
	// Moving the map adds nothing.
	await page.evaluate(() => window.okoMap?.panBy([30, 10], { animate: false }));
	expect(await length(page)).toBe(depth + 2);
	const before = await shownView(page);
	await page.goBack();
	await expect.poll(() => asked(page, 'camera')).toBe(first);
	await page.goForward();
	await expect.poll(() => asked(page, 'camera')).not.toBe(first);
	await page.getByRole('button', { name: m.common.close, exact: true }).click();
	await expect.poll(() => asked(page, 'camera')).toBeNull();
	// Nor does closing move it.
	const after = await shownView(page);
	expect(Math.abs(after.zoom - before.zoom)).toBeLessThan(0.01);
	await expect(page.locator('canvas.maplibregl-canvas')).toBeFocused();
});

test('a walk that was closed by going back is there when one goes forward', async ({ page }) => {
	const m = await words('en');
	await page.goto('/en#map=16/44.8131/20.4606');
	await mapIsIdle(page);
	await page.getByRole('button', { name: m.common.nav.walk }).click();
	const map = page.locator('canvas.maplibregl-canvas');
	for (const key of ['ArrowLeft', 'ArrowDown']) {
		await map.press(key);
		await mapIsIdle(page);
		await map.press('Enter');
	}
	await expect(page.getByRole('table')).toBeVisible();
	await expect(page).toHaveURL(/\/en\?tool=walk$/);
	await page.goBack();
	await expect(page.getByText(m.view.undoWalk)).toBeVisible();
	await page.goForward();
	await expect(page.getByRole('table')).toBeVisible();
	// A reload goes on in the middle, another page and back too; closing forgets it.
	await page.reload();
	await expect(page.getByRole('table')).toBeVisible();
	await page.goto('/en/list');
	await page.goBack();
	await expect(page.getByRole('table')).toBeVisible();
	await page.getByRole('button', { name: m.common.close, exact: true }).click();
	await expect(page.getByText(m.view.undoWalk)).toBeVisible();
	expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('points');
	await page.reload();
	await page.getByRole('button', { name: m.common.nav.walk }).click();
	await expect(page.getByText(m.walk.empty)).toBeVisible();
});

test('a survey goes on in the middle after a reload', async ({ page }) => {
	const m = await words('en');
	await page.goto('/en?tool=survey#map=17/44.8131/20.4606');
	await mapIsIdle(page);
	await page.getByLabel(m.survey.shapes.area).check();
	const map = page.locator('canvas.maplibregl-canvas');
	for (const key of ['ArrowLeft', 'ArrowDown', 'ArrowRight']) {
		await map.press(key);
		await mapIsIdle(page);
		await map.press('Enter');
	}
	await page.getByLabel(m.survey.methods.vehicle).check();
	await page.reload();
	await expect(page.getByLabel(m.survey.shapes.area)).toBeChecked();
	await expect(page.getByLabel(m.survey.methods.vehicle)).toBeChecked();
	await expect(page.getByText(m.sketch.count(3, '3'))).toBeAttached();
});

test('an address of a step that nothing leads to begins the report', async ({ page }) => {
	const m = await words('en');
	for (const address of ['/en?tool=report&step=send', '/en?tool=report&step=nonsense']) {
		await page.goto(address);
		await expect(page.getByRole('heading', { level: 1, name: m.report.steps.place })).toBeVisible();
		await expect.poll(() => asked(page, 'step')).toBe('place');
	}
	await page.goto('/en?tool=hammer');
	await expect(page.getByRole('link', { name: m.common.nav.report })).toBeVisible();
});
