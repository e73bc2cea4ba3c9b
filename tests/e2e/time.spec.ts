import type { Page } from '@playwright/test';
import { belgradeDay } from '../../src/lib/camera/day.ts';
import { growthFromCsv, type GrowthDay } from '../../src/lib/camera/growth.ts';
import { states, type State } from '../../src/lib/camera/vocabulary.ts';
import { loadI18n } from '../../src/lib/i18n/load.ts';
import { ids } from '../../src/lib/map/layer-ids.ts';
import { expect, expectAccessible, mapIsIdle, oneLanguage, requestsOf, test, words } from './journey.ts';

/* The record through time: a day of it, two days beside each other, in each layer. */

/** all cameras are in view */
const whole = '#map=9/44.7/20.45';

async function growthOf(page: Page): Promise<GrowthDay[]> {
	return growthFromCsv(await (await page.request.get('/stats/growth.csv')).text());
}

/** What the map draws of the cameras of a day, by state. */
async function drawnStates(page: Page): Promise<Record<State, number>> {
	const drawn = await page.evaluate(
		(layer) =>
			(window.okoMap?.queryRenderedFeatures({ layers: [layer] }) ?? []).map(
				({ id, properties }) => [Number(id), String(properties.state)] as const
			),
		ids.pastDots
	);
	const byCamera = [...new Map(drawn).values()];
	return Object.fromEntries(
		states.map((state) => [state, byCamera.filter((one) => one === state).length])
	) as Record<State, number>;
}

/** How many pixels of the map have the red of a camera. */
async function red(page: Page): Promise<number> {
	const png = await page.locator('canvas.maplibregl-canvas').screenshot();
	return page.evaluate(async (base64) => {
		const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
		const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
		const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
		context?.drawImage(image, 0, 0);
		const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
		let count = 0;
		for (let at = 0; at < data.length; at += 4)
			if ((data[at] ?? 0) > 180 && (data[at + 1] ?? 255) < 80 && (data[at + 2] ?? 255) < 50) count++;
		return count;
	}, png.toString('base64'));
}

/** Moves a handle to a day of the record, and keeps it moving until it is told to stop. */
async function pull(page: Page, name: 'from' | 'to', days: number): Promise<() => Promise<void>> {
	const clock = await page.locator(`.time input[name=${name}]`).evaluate((input: HTMLInputElement, days) => {
		const move = () => {
			input.valueAsNumber = days;
			input.dispatchEvent(new Event('input', { bubbles: true }));
		};
		move();
		return Number(setInterval(move, 50));
	}, days);
	return () => page.evaluate((clock) => clearInterval(clock), clock);
}

const daysOf = (page: Page) =>
	page.locator('.time input[name=to]').evaluate((input: HTMLInputElement) => Number(input.max));

for (const { locale, prefix } of oneLanguage) {
	test(`the slider shows the record of each day, and asks for nothing (${locale})`, async ({ page }) => {
		const [m, i18n] = [await words(locale), await loadI18n(locale)];
		const said = m.time;
		await page.goto(`${prefix}/${whole}`);
		await mapIsIdle(page);
		await page.getByRole('button', { name: m.view.time }).click();
		const slider = page.getByRole('slider', { name: said.day });
		await expect(slider).toBeEnabled();
		const growth = await growthOf(page);
		const last = growth.at(-1)!;
		await expect.poll(() => drawnStates(page)).toEqual(last.counts);
		await expectAccessible(page);
		const asked = requestsOf(page);
		// Step by step backwards, as a keyboard goes.
		const before = growth.filter(({ day }) => day < belgradeDay());
		for (const earlier of before.slice(-3).reverse()) {
			await page.getByRole('button', { name: said.before }).click();
			await expect(page).toHaveURL(new RegExp(`[?&]to=${earlier.day}`));
			await expect(page.locator('.time .day')).toHaveText(i18n.date(earlier.day));
			await expect.poll(() => drawnStates(page)).toEqual(earlier.counts);
		}
		await slider.focus();
		await page.keyboard.press('Home');
		await expect(page).toHaveURL(new RegExp(`[?&]to=${growth[0]?.day}`));
		await expect.poll(() => drawnStates(page)).toEqual(growth[0]?.counts);
		expect(asked).toEqual([]);
		await expect(page).toHaveTitle(new RegExp(i18n.date(growth[0]!.day)));
		await page.getByRole('button', { name: said.close }).click();
		await expect(page).not.toHaveURL(/to=/);
		await expect(slider).toHaveCount(0);
	});

	test(`two days beside each other: what changed stands out (${locale})`, async ({ page }) => {
		const [{ time: said }, i18n] = [await words(locale), await loadI18n(locale)];
		const growth = await growthOf(page);
		const [from, to] = [growth[Math.floor(growth.length / 3)]!, growth.at(-5)!];
		await page.goto(`${prefix}/?from=${from.day}&to=${to.day}${whole}`);
		await mapIsIdle(page);
		await expect(page.locator('.time .day')).toHaveText(`${i18n.date(from.day)} – ${i18n.date(to.day)}`);
		await expect.poll(() => drawnStates(page)).toEqual(to.counts);
		const changed = await page.evaluate(
			(layer) =>
				new Set(
					window.okoMap
						?.queryRenderedFeatures({ layers: [layer] })
						.filter(({ properties }) => !properties.unchanged)
						.map(({ id }) => id)
				).size,
			ids.pastDots
		);
		const sum = ({ counts }: GrowthDay) => states.reduce((all, state) => all + counts[state], 0);
		expect(changed).toBeGreaterThanOrEqual(sum(to) - sum(from));
		expect(changed).toBeLessThan(sum(to));
		// The handles do not pass each other, and each is moved by keyboard.
		const [first, second] = [said.from, said.to].map((name) => page.getByRole('slider', { name }));
		await first!.focus();
		await page.keyboard.press('End');
		const days = Number(await second!.inputValue());
		expect(Number(await first!.inputValue())).toBe(days - 1);
		await second!.focus();
		await page.keyboard.press('Home');
		expect(Number(await second!.inputValue())).toBe(days);
		await page.getByRole('button', { name: said.compare }).click();
		await expect(page).not.toHaveURL(/from=/);
	});
}

test('while it moves, each day is drawn at once, and a mark that rests is a mark', async ({ page }) => {
	await page.goto(`/${whole}`);
	await mapIsIdle(page);
	const atRest = await red(page);
	await page.goto(`/?to=2100-01-01${whole}`);
	await mapIsIdle(page);
	await expect(page.locator('.time input')).toBeEnabled();
	// A day to come is today.
	const days = await daysOf(page);
	expect(Number(await page.locator('.time input').inputValue())).toBe(days);
	let stop = await pull(page, 'to', 0);
	await expect.poll(() => drawnStates(page)).toMatchObject({ reported: 0, verified: 0 });
	await expect.poll(() => red(page)).toBeLessThan(atRest / 4);
	await stop();
	stop = await pull(page, 'to', days);
	await expect.poll(() => red(page)).toBeGreaterThan(atRest / 2);
	expect(await drawnStates(page)).toMatchObject({ reported: 0, verified: 0 });
	await stop();
	await expect.poll(async () => (await drawnStates(page)).verified).toBeGreaterThan(5);
	// Play goes on by itself to today.
	stop = await pull(page, 'to', 0);
	await stop();
	await page.locator('.time .head button').first().click();
	await expect.poll(() => page.locator('.time input').inputValue().then(Number)).toBeGreaterThan(days / 10);
	await page.locator('.time .head button').first().click();
	const paused = await page.locator('.time input').inputValue();
	await expect.poll(async () => (await drawnStates(page)).reported).toBeGreaterThan(0);
	expect(await page.locator('.time input').inputValue()).toBe(paused);
});

test('a camera of a past day is taken in hand, filters and layers work on it', async ({ page }) => {
	const growth = await growthOf(page);
	const middle = growth[Math.floor(growth.length / 2)]!;
	await page.goto(`/?state=verified&to=${middle.day}${whole}`);
	await mapIsIdle(page);
	await expect
		.poll(() => drawnStates(page))
		.toEqual({ reported: 0, verified: middle.counts.verified, disputed: 0, removed: 0 });
	const place = await page.evaluate((layer) => {
		const [camera] = window.okoMap?.queryRenderedFeatures({ layers: [layer] }) ?? [];
		if (camera?.geometry.type !== 'Point') return null;
		return window.okoMap?.project(camera.geometry.coordinates as [number, number]) ?? null;
	}, ids.pastDots);
	await page.locator('canvas.maplibregl-canvas').click({ position: { x: place?.x ?? 0, y: place?.y ?? 0 } });
	await expect(page).toHaveURL(/camera=/);
	await expect(page).toHaveURL(new RegExp(`to=${middle.day}`));
	// The heatmap follows the day: on the first there is nearly none.
	await page.goto(`/?layer=density&to=${growth[0]!.day}${whole}`);
	await mapIsIdle(page);
	const points = async () =>
		page.evaluate((source) => window.okoMap?.querySourceFeatures(source).length ?? 0, ids.past);
	await expect.poll(points).toBeGreaterThan(0);
	const few = await points();
	const stop = await pull(page, 'to', await daysOf(page));
	await expect.poll(points).toBeGreaterThan(4 * few);
	await stop();
	// Squares are of today, which is said; close up the views are those of the day.
	const { time: said } = await words('sr-Latn');
	await page.goto(`/?layer=watched&to=${middle.day}${whole}`);
	await mapIsIdle(page);
	await expect(page.locator('.time .note')).toHaveText(said.cells);
	expect(await page.evaluate((layer) => Boolean(window.okoMap?.getLayer(layer)), ids.cellFill)).toBe(false);
	await page.goto(`/?layer=watched&to=${middle.day}#map=15.5/44.8125/20.4612`);
	await mapIsIdle(page);
	const views = () =>
		page.evaluate((source) => window.okoMap?.querySourceFeatures(source).length ?? 0, ids.views);
	await expect.poll(views).toBeGreaterThan(0);
});
