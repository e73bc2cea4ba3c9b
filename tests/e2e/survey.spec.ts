import type { Page } from '@playwright/test';
import { addDays, belgradeDay } from '../../src/lib/camera/day.ts';
import { signIn, someone } from './contributors.ts';
import {
	expect,
	expectAccessible,
	oneLanguage,
	looks,
	mapIsIdle,
	oneLook,
	tabTo,
	test,
	words
} from './journey.ts';

/*
 * "I looked here and found none": drawn by mouse and by keyboard, pasted without JavaScript, taken back, and removed and
 * restored by a moderator.
 */

type Place = readonly [lng: number, lat: number];
const degree_m = 111_195;
const off = ([lng, lat]: Place, east_m: number, north_m: number): Place => [
	lng + east_m / degree_m / Math.cos((lat * Math.PI) / 180),
	lat + north_m / degree_m
];

/** Presses the map where a place is drawn. */
async function pressAt(page: Page, place: Place) {
	const [x, y] = await page.evaluate(
		(where) => {
			const { x, y } = window.okoMap?.project(where as [number, number]) ?? { x: 0, y: 0 };
			const box = document.querySelector('.camera-map')?.getBoundingClientRect();
			return [x + (box?.left ?? 0), y + (box?.top ?? 0)] as const;
		},
		place as [number, number]
	);
	await page.mouse.click(x, y);
}

async function open(page: Page, locale: Parameters<typeof words>[0], [lng, lat]: Place, zoom = 16) {
	const m = await words(locale);
	const start = { 'sr-Latn': '/', 'sr-Cyrl': '/sr-Cyrl', en: '/en' }[locale];
	await page.goto(`${start}#map=${zoom}/${lat}/${lng}`);
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.survey }).click();
	await expect(page.getByRole('heading', { name: m.survey.title })).toBeFocused();
	return m;
}

const points = (page: Page) => page.locator('.handles .handle');

test('by mouse: a line is drawn, what is missing is said, it is sent and taken back', async ({ page }) => {
	const place = [20.07, 44.4] as const;
	const m = await open(page, 'en', place);
	await expect(page.getByText(m.survey.tooFew.line)).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: m.survey.send }).click();
	await expect(page.getByRole('alert')).toHaveText(m.errors.problem.invalid_report);
	await expect(page.getByText(m.errors.field.required)).toHaveCount(2);
	await pressAt(page, off(place, -100, 0));
	await pressAt(page, off(place, 100, 0));
	await expect(points(page)).toHaveCount(2);
	await expect(page.getByText(/^Length (19\d|20\d) m, at most 20,000 m\.$/)).toBeVisible();
	await page.getByLabel(m.survey.methods.on_foot).check();
	// A random time is chosen beforehand.
	await expect(page.getByLabel(m.report.publishLater)).toBeChecked();
	const sent = page.waitForRequest((request) => request.url().endsWith('/api/surveys'));
	await page.getByRole('button', { name: m.survey.send }).click();
	expect((await sent).postDataJSON()).toMatchObject({
		drawn: { type: 'LineString', coordinates: [expect.any(Array), expect.any(Array)] },
		method: 'on_foot',
		publish: 'later'
	});
	await expect(page.getByRole('heading', { name: m.survey.done })).toBeFocused();
	await expect(page.getByText(m.survey.doneLater)).toBeVisible();
	// It stays on the map, and is not changed any more.
	await expect(points(page)).toHaveCount(0);
	await pressAt(page, off(place, 0, 50));
	await expect(points(page)).toHaveCount(0);
	await expectAccessible(page);
	await page.getByRole('button', { name: m.survey.undo, exact: true }).click();
	await expect(page.getByRole('heading', { name: m.survey.undone })).toBeFocused();
	await page.getByRole('button', { name: m.survey.more }).click();
	await expect(page.getByRole('heading', { name: m.survey.title })).toBeFocused();
	await expect(page.getByText(m.survey.tooFew.line)).toBeVisible();
});

test('by keyboard: an area; refused where its edge crosses itself, nothing is lost; closing can be undone', async ({
	page,
	allowStatus
}) => {
	allowStatus.add(422);
	const place = [20.07, 44.44] as const;
	const m = await open(page, 'en', place);
	await tabTo(page, page.getByLabel(m.survey.shapes.line));
	await page.keyboard.press('ArrowDown');
	await expect(page.getByLabel(m.survey.shapes.area)).toBeChecked();
	await expect(page.getByText(m.survey.tooFew.area)).toBeVisible();
	const canvas = page.locator('canvas.maplibregl-canvas');
	await canvas.focus();
	// Two corners to the east and west, then those crosswise.
	for (const key of ['ArrowLeft', 'ArrowDown', 'ArrowRight', 'ArrowUp']) {
		await page.keyboard.press(key);
		await mapIsIdle(page);
		await page.keyboard.press('Enter');
	}
	await expect(points(page)).toHaveCount(4);
	await expect(page.getByText(/^Area [\d,]+ m², at most 1,000,000 m²\.$/)).toBeVisible();
	await page.getByLabel(m.survey.methods.imagery).check();
	await page.getByLabel(m.report.publishNow, { exact: true }).check();

	// The third corner across the edge between the first two, and back.
	await tabTo(page, points(page).nth(2));
	for (const key of ['Left', 'Left', 'Left', 'Left', 'Up']) await page.keyboard.press(`Shift+Arrow${key}`);
	await page.getByRole('button', { name: m.survey.send }).click();
	await expect(page.getByText(m.errors.field.crosses_itself)).toBeVisible();
	await expect(points(page)).toHaveCount(4);
	await page.getByRole('button', { name: m.common.close, exact: true }).click();
	await expect(points(page)).toHaveCount(0);
	await page.getByRole('button', { name: m.view.undo, exact: true }).click();
	await expect(points(page)).toHaveCount(4);
	await expect(page.getByLabel(m.survey.methods.imagery)).toBeChecked();
	for (let by = 0; by < 2; by++) await page.getByRole('button', { name: m.sketch.undo }).click();
	await page.getByRole('button', { name: m.survey.send }).click();
	await expect(page.getByRole('heading', { name: m.survey.done })).toBeVisible();
	await expect(page.getByText(m.survey.doneNow)).toBeVisible();
});

test('the network fails: what was drawn stays, and is sent once', async ({ page, context, allowStatus }) => {
	allowStatus.add(503);
	const place = [20.07, 44.48] as const;
	let isAway = true;
	await context.route('**/api/surveys', (route) =>
		isAway ? route.fulfill({ status: 503, body: 'away' }) : route.continue()
	);
	const m = await open(page, 'en', place);
	await pressAt(page, off(place, -100, 0));
	await pressAt(page, off(place, 100, 0));
	await page.getByLabel(m.survey.methods.vehicle).check();
	await page.getByRole('button', { name: m.survey.send }).click();
	await expect(page.getByRole('alert')).toHaveText(m.errors.network);
	await expect(points(page)).toHaveCount(2);
	isAway = false;
	await page.getByRole('button', { name: m.survey.send }).click();
	await expect(page.getByRole('heading', { name: m.survey.done })).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	for (const { locale, prefix } of oneLanguage)
		test(`by the plain form (${locale})`, async ({ page, allowStatus }) => {
			allowStatus.add(422);
			const m = await words(locale);
			await page.goto(prefix || '/');
			await page.getByRole('link', { name: m.common.nav.survey }).click();
			await expect(page).toHaveURL(new RegExp(`${prefix}/survey$`));
			const drawn = page.getByLabel(m.survey.drawn, { exact: true });
			await drawn.fill('20.07, 44.52\n20.07, 44.521');
			await page.getByLabel(m.survey.day).fill('2020-01-01');
			await page.getByLabel(m.report.publishNow, { exact: true }).check();
			await page.getByRole('button', { name: m.survey.send }).click();
			// Everything at once, each by its field, and what was typed is still there.
			await expect(page.getByRole('alert')).toHaveText(m.errors.problem.invalid_report);
			await expect(drawn).toHaveValue('20.07, 44.52\n20.07, 44.521');
			await expect(drawn).toHaveAccessibleDescription(new RegExp(m.errors.field.swapped));
			await expect(page.getByLabel(m.survey.day)).toHaveAccessibleDescription(
				new RegExp(m.errors.field.too_old)
			);
			await expect(page.getByText(m.errors.field.required)).toBeVisible();
			await expect(page.getByLabel(m.report.publishNow, { exact: true })).toBeChecked();
			await drawn.fill(
				'<gpx><trk><trkseg><trkpt lat="44.52" lon="20.07"/><trkpt lat="44.521" lon="20.07"/></trkseg></trk></gpx>'
			);
			await page.getByLabel(m.survey.day).fill(addDays(belgradeDay(), -1));
			await page.getByLabel(m.survey.methods.on_foot).check();
			await page.getByRole('button', { name: m.survey.send }).click();
			await expect(page.getByText(m.survey.done)).toBeVisible();
			await expect(page.getByText(m.survey.doneNow)).toBeVisible();
			await page.getByRole('button', { name: m.survey.undo, exact: true }).click();
			await expect(page.getByText(m.survey.undone)).toBeVisible();
		});
});

test('a moderator sees it, takes it out and puts it back', async ({ page, context, baseURL }) => {
	const m = await words('en');
	const origin = baseURL ?? '';
	const sent = await page.request.post('/en/survey?/survey', {
		headers: { Origin: origin, Accept: 'text/html' },
		form: {
			drawn: '44.56, 20.07\n44.56, 20.073',
			shape: 'line',
			looked_on: addDays(belgradeDay(), -1),
			method: 'vehicle',
			publish: 'now'
		}
	});
	const survey_id = /name="survey_id" value="([0-9a-f-]{36})"/.exec(await sent.text())?.[1];
	expect(survey_id).toBeDefined();
	await signIn(context, await someone(origin, true), origin);
	await page.goto('/en/desk');
	const row = page.locator(`[data-survey="${survey_id}"]`);
	await expect(row).toContainText(m.survey.methods.vehicle);
	await expect(row.getByRole('img', { name: m.desk.survey.outline })).toBeVisible();
	await expect(row.getByRole('link', { name: m.desk.survey.map })).toHaveAttribute(
		'href',
		/#map=16\/44\.56\d*\/20\.07\d*$/
	);
	await expectAccessible(page);
	await row.getByRole('button', { name: m.desk.survey.remove }).click();
	const notice = page.getByRole('status').filter({ hasText: m.desk.survey.done.removeSurvey });
	await expect(notice).toBeFocused();
	await expect(row).toContainText(m.desk.survey.removed);
	await notice.getByRole('button', { name: m.desk.undo }).click();
	await expect(page.getByText(m.desk.survey.done.restoreSurvey)).toBeVisible();
	await expect(row).not.toContainText(m.desk.survey.removed);
	await expect(row.getByRole('button', { name: m.desk.survey.remove })).toBeVisible();
});

for (const { locale, colorScheme } of oneLook)
	test(`in ${locale}, ${colorScheme}, on a phone`, async ({ page }) => {
		await page.setViewportSize({ width: 390, height: 844 });
		await page.emulateMedia({ colorScheme });
		const place = [20.07, 44.6 + looks.findIndex((look) => look.locale === locale) * 0.01] as const;
		const m = await open(page, locale, place, 17);
		// Above the middle of the whole map, whose lower half the panel covers.
		await pressAt(page, off(place, -40, 60));
		await pressAt(page, off(place, 40, 60));
		await expect(points(page)).toHaveCount(2);
		await page.getByLabel(m.survey.methods.on_foot).check();
		await expectAccessible(page);
		await page.getByRole('button', { name: m.survey.send }).click();
		await expect(page.getByRole('heading', { name: m.survey.done })).toBeVisible();
		await page.goto(`${{ 'sr-Latn': '', 'sr-Cyrl': '/sr-Cyrl', en: '/en' }[locale]}/survey`);
		await expect(page.getByRole('heading', { name: m.survey.title })).toBeVisible();
		await expectAccessible(page);
	});
