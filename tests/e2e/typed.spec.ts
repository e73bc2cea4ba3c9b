import type { Page } from '@playwright/test';
import { expect, mapIsIdle, test, words } from './journey.ts';

/* What is typed is taken by the button that goes on, or refused where it was typed; nothing else changes it. */

const m = await words('en');
const next = (page: Page) => page.getByRole('button', { name: m.common.next }).click();
const place = (page: Page) => page.getByRole('textbox', { name: m.report.position });
const atStep = (page: Page, step: keyof typeof m.report.steps) =>
	expect(page.getByRole('heading', { name: m.report.steps[step] })).toBeVisible();
const middle = (page: Page) => page.evaluate(() => window.okoMap?.getCenter().toArray() ?? []);

async function begin(page: Page): Promise<void> {
	await page.goto('/en');
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.report }).click();
	await atStep(page, 'place');
}

test('a typed place is taken by Next, and sent', async ({ page }) => {
	await begin(page);
	await place(page).fill('Kamera kod škole: 44.7317, 20.3721');
	await next(page);
	await atStep(page, 'what');
	// The cone stands in the middle of the map, which went there.
	const [lng = 0, lat = 0] = await middle(page);
	expect(lng).toBeCloseTo(20.3721, 4);
	expect(lat).toBeCloseTo(44.7317, 4);
	await next(page);
	await page.getByRole('button', { name: m.report.send }).click();
	await expect(page.getByRole('heading', { name: m.report.done })).toBeVisible();
	const near = await page.request.get('/api/cameras/near?lng=20.3721&lat=44.7317');
	const { candidates } = (await near.json()) as { candidates: { position: number[] }[] };
	expect(candidates.map(({ position }) => position)).toEqual([[20.3721, 44.7317]]);
});

test('what is no place in the City is refused at the field, with what was typed', async ({ page }) => {
	await begin(page);
	for (const [typed, why] of [
		['somewhere', m.errors.field.invalid],
		['https://maps.app.goo.gl/abc', m.errors.field.invalid],
		['20.4573, 44.8178', m.errors.field.swapped],
		['45.25, 19.84', m.errors.field.outside_area]
	] as const) {
		await place(page).fill(typed);
		await next(page);
		await expect(place(page)).toHaveAccessibleDescription(new RegExp(why));
		await expect(place(page)).toBeFocused();
		await expect(place(page)).toHaveValue(typed);
		await atStep(page, 'place');
	}
	await place(page).fill('');
	await next(page);
	await expect(place(page)).not.toHaveAttribute('aria-invalid');
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 360, height: 740 } });
	test('field and reason stand above what sticks to the edge', async ({ page }) => {
		await begin(page);
		await page.getByText(m.report.typing).click();
		await place(page).fill('somewhere');
		await next(page);
		const reason = await page.getByText(m.errors.field.invalid).boundingBox();
		const button = await page.getByRole('button', { name: m.common.next }).boundingBox();
		const field = await place(page).boundingBox();
		const sheet = await page.locator('.stage').boundingBox();
		expect((reason?.y ?? Infinity) + (reason?.height ?? 0)).toBeLessThanOrEqual(button?.y ?? 0);
		expect(field?.y).toBeGreaterThan(sheet?.y ?? Infinity);
		await expect(page.getByText(m.errors.field.invalid)).toBeInViewport();
	});
});

test('a place that was shown and then dragged stays where it was dragged', async ({ page }) => {
	await begin(page);
	await place(page).fill('44.7327, 20.3731');
	await page.getByRole('button', { name: m.report.positionShow, exact: true }).click();
	await expect(place(page)).toHaveValue('');
	await expect(place(page)).toHaveAttribute('placeholder', '44.732700, 20.373100');
	await mapIsIdle(page);
	const box = await page.locator('.stage').boundingBox();
	const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + 120, y, { steps: 8 });
	await page.mouse.up();
	await mapIsIdle(page);
	const dragged = await middle(page);
	expect(Math.abs((dragged[0] ?? 0) - 20.3731)).toBeGreaterThan(1e-4);
	await next(page);
	await atStep(page, 'what');
	const [lng = 0, lat = 0] = await middle(page);
	// A place is kept to a micro-degree, a tenth of a metre.
	expect(lng).toBeCloseTo(dragged[0] ?? 0, 6);
	expect(lat).toBeCloseTo(dragged[1] ?? 0, 6);
});

test('metres of a grid and a link to a camera are places too; without the server it is said', async ({
	page,
	context,
	allowStatus
}) => {
	await begin(page);
	await place(page).fill('34T 457092 4962854');
	await page.keyboard.press('Enter');
	await expect(place(page)).toHaveAttribute('placeholder', /^44\.8178\d\d, 20\.4573\d\d$/);
	const { features } = (await (await page.request.get('/data/cameras.geojson?state=reported')).json()) as {
		features: { id: string; geometry: { coordinates: [number, number] } }[];
	};
	const [{ id, geometry } = { id: '', geometry: { coordinates: [0, 0] } }] = features;
	const link = `https://oko.example/en?camera=${id}#map=12/44.9/20.5`;
	allowStatus.add(503);
	await context.route('**/api/cameras/*', (route) => route.fulfill({ status: 503 }));
	await place(page).fill(link);
	await next(page);
	await expect(place(page)).toHaveAccessibleDescription(new RegExp(m.errors.network));
	await expect(place(page)).toHaveValue(link);
	await context.unroute('**/api/cameras/*');
	await next(page);
	// There it stands, and whether it is the same is asked.
	await expect(page.getByRole('button', { name: m.report.another })).toBeVisible();
	const [lng = 0, lat = 0] = await middle(page);
	expect(lng).toBeCloseTo(Number(geometry.coordinates[0]), 4);
	expect(lat).toBeCloseTo(Number(geometry.coordinates[1]), 4);
});

test('a heading is not turned by a wheel, is rounded in sight, and is refused where it is none', async ({
	page
}) => {
	await begin(page);
	await place(page).fill('44.7337, 20.3741');
	await page.keyboard.press('Enter');
	const heading = page.getByLabel(m.record.heading_deg.ask).and(page.locator('input'));
	const slider = page.getByRole('slider', { name: m.record.heading_deg.ask });
	await heading.fill('90');
	await heading.hover();
	for (let turn = 0; turn < 3; turn++) await page.mouse.wheel(0, 100);
	await heading.press('ArrowDown');
	await expect(heading).toHaveValue('90');
	await expect(slider).toHaveAttribute('aria-valuenow', '90');
	for (const [typed, taken] of [
		['359.6', '0'],
		['87,4', '87'],
		['360', '0']
	] as const) {
		await heading.fill(typed);
		await heading.press('Tab');
		await expect(heading).toHaveValue(taken);
		await expect(slider).toHaveAttribute('aria-valuetext', m.common.degrees(taken));
	}
	for (const [typed, why] of [
		['400', m.errors.field.out_of_range],
		['-5', m.errors.field.out_of_range],
		['north', m.errors.field.invalid]
	] as const) {
		await heading.fill(typed);
		await next(page);
		await expect(heading).toHaveAccessibleDescription(new RegExp(why));
		await expect(heading).toHaveValue(typed);
		await expect(slider).toHaveAttribute('aria-valuetext', m.words.unknown);
	}
	// Turned on the map, the heading is what the map says.
	await slider.press('PageUp');
	await expect(heading).toHaveValue('45');
	await next(page);
	await atStep(page, 'what');
});

test('half a day is refused where it stands', async ({ page }) => {
	await begin(page);
	await place(page).fill('44.7347, 20.3751');
	await page.keyboard.press('Enter');
	for (let step = 0; step < 2; step++) await next(page);
	await page.getByText(m.report.dayAndNote).click();
	const day = page.getByLabel(m.record.observed_on.ask);
	await day.focus();
	await page.keyboard.type('11');
	await page.getByRole('button', { name: m.report.send }).click();
	await expect(day).toHaveAccessibleDescription(new RegExp(m.errors.field.invalid));
	const near = await page.request.get('/api/cameras/near?lng=20.3751&lat=44.7347');
	expect(await near.json()).toEqual({ candidates: [] });
});

test('half a day of a survey is refused where it stands', async ({ page }) => {
	await page.goto('/en');
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.survey }).click();
	const day = page.getByLabel(m.survey.day);
	await day.fill('');
	await day.focus();
	await page.keyboard.type('11');
	await page.getByRole('button', { name: m.survey.send }).click();
	await expect(day).toHaveAccessibleDescription(new RegExp(m.errors.field.invalid));
});
