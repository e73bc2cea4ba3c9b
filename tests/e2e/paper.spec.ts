import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, mapIsIdle, oneLanguage, pixelsOf, test, words } from './journey.ts';

/* The view taken along: as a picture and on paper, each with its legend, scale, day, "reported" and licence. */

/** The light colours of src/lib/map/palette.ts, and the dark paper. */
const paper = '#f1eee7';
const water = '#d9dfe2';
const alarm = '#c5320f';
const ink = '#1b1b1b';
const sheet = '#fffefb';
const darkPaper = '#1b1e22';

/** How many pages a PDF of Chromium has. */
function pageCount(pdf: Buffer): number {
	return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** How many pixels of a PNG have each of the colours, and how many colours there are. */
async function colours(
	page: Page,
	png: Buffer,
	wanted: string[]
): Promise<{ of: number[]; different: number }> {
	const data = await pixelsOf(page, png);
	const counts: Record<string, number> = {};
	for (let at = 0; at < data.length; at += 4) {
		const color = '#' + [0, 1, 2].map((i) => (data[at + i] ?? 0).toString(16).padStart(2, '0')).join('');
		counts[color] = (counts[color] ?? 0) + 1;
	}
	return { of: wanted.map((color) => counts[color] ?? 0), different: Object.keys(counts).length };
}

for (const [name, viewport, colorScheme] of [
	['a desk', { width: 1280, height: 800 }, 'light'],
	['a phone in the dark', { width: 390, height: 844 }, 'dark']
] as const) {
	test(`a picture of the view, on ${name}`, async ({ page }) => {
		const m = await words('sr-Latn');
		await page.setViewportSize(viewport);
		await page.emulateMedia({ colorScheme });
		await page.goto('/#map=13/44.8125/20.4573');
		await mapIsIdle(page);
		const before = await page.evaluate(() => window.okoMap?.getCanvas().width);
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: m.view.picture }).click();
		const file = await download;
		expect(file.suggestedFilename()).toMatch(/^DEMO-oko-cameras-\d{4}-\d{2}-\d{2}\.png$/);
		const png = await readFile(await file.path());
		expect(png.subarray(1, 4).toString()).toBe('PNG');
		const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
		const stage = await page.locator('.stage').boundingBox();
		expect(width).toBe(2 * (Math.max(stage?.width ?? 0, 480) + 40));
		expect(height).toBeGreaterThan(2 * ((stage?.height ?? 0) + 100));
		// The map is in it, drawn light, with its water and cameras; its scale and words are ink on the sheet.
		const { of, different } = await colours(page, png, [paper, water, alarm, ink, sheet, darkPaper]);
		const [paperCount = 0, waterCount = 0, alarmCount = 0, inkCount = 0, sheetCount = 0, dark = 0] = of;
		expect(paperCount).toBeGreaterThan((width * height) / 4);
		expect(waterCount).toBeGreaterThan((width * height) / 100);
		expect(alarmCount).toBeGreaterThan(500);
		expect(inkCount).toBeGreaterThan(500);
		expect(sheetCount).toBeGreaterThan((width * height) / 20);
		expect(dark).toBe(0);
		expect(different).toBeGreaterThan(50);
		// The map on the screen is as it was.
		await mapIsIdle(page);
		expect(await page.evaluate(() => window.okoMap?.getCanvas().width)).toBe(before);
	});
}

for (const { locale, prefix } of oneLanguage) {
	test(`the map on one A4, upright and lying (${locale})`, async ({ page }) => {
		const m = await words(locale);
		await page.goto(`${prefix}/?state=verified#map=13/44.8125/20.4573`);
		await mapIsIdle(page);
		for (const landscape of [false, true]) {
			expect(pageCount(await page.pdf({ format: 'A4', landscape }))).toBe(1);
		}
		await page.emulateMedia({ media: 'print' });
		const copy = page.locator('.printed canvas');
		await expect(copy).toBeVisible();
		const png = Buffer.from(
			await copy.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL().split(',')[1] ?? ''),
			'base64'
		);
		expect((await colours(page, png, [water])).of[0]).toBeGreaterThan(10_000);
		// The scale bar, bottom right, is ink.
		expect((await colours(page, png, [ink])).of[0]).toBeGreaterThan(100);
		for (const text of [m.view.reported, m.map.licence, m.view.invented(false), '#map=13/44.8125/20.4573'])
			await expect(page.locator('footer')).toContainText(text);
		// The key has what is drawn: verified cameras, as dots, which are of no type.
		await expect(page.locator('.printed h1')).toContainText(m.view.shows.none);
		const key = page.locator('.printed .legend');
		await expect(key).toContainText(m.record.state.values.verified);
		for (const absent of [m.record.state.values.disputed, m.record.type.values.plate_reader, m.map.cone])
			await expect(key).not.toContainText(absent);
		await expect(page.locator('.map-layout')).toBeHidden();
	});
}

test('what is dark prints light, by the key and by the browser', async ({ page }) => {
	const m = await words('en');
	await page.addInitScript(() => {
		// As a browser does, without its dialogue.
		window.print = () => void dispatchEvent(new Event('beforeprint'));
	});
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.goto('/en/#map=13/44.8125/20.4573');
	await mapIsIdle(page);
	const printed = async () => {
		const url = await page.locator('.printed canvas').evaluate((copy: HTMLCanvasElement) => copy.toDataURL());
		return Buffer.from(url.split(',')[1] ?? '', 'base64');
	};
	const blank = await printed();
	await page.keyboard.press('Control+p');
	await expect.poll(async () => (await printed()).equals(blank)).toBe(false);
	const light = (await colours(page, await printed(), [paper, water, alarm, darkPaper])).of;
	expect(light[0]).toBeGreaterThan(100_000);
	expect(light[1]).toBeGreaterThan(10_000);
	expect(light[2]).toBeGreaterThan(100);
	expect(light[3]).toBe(0);

	// By the browser's own menu there is no time to draw it: the copy is turned, and its paper is no bluer than ours.
	await expect(page.getByRole('button', { name: m.view.print })).toBeEnabled();
	await mapIsIdle(page);
	await page.evaluate(() => print());
	const [red = 0, green = 0, blue = 0] = await page.locator('.printed canvas').evaluate(
		// A corner without water or words.
		(copy: HTMLCanvasElement) => [...(copy.getContext('2d')?.getImageData(8, 8, 1, 1).data ?? [])]
	);
	expect(red).toBeGreaterThan(225);
	expect(red).toBeGreaterThanOrEqual(green);
	expect(green).toBeGreaterThanOrEqual(blue);
});

test('the list and a camera print as text, with day and licence', async ({ page }) => {
	const m = await words('en');
	await page.emulateMedia({ media: 'print' });
	await page.goto('/en/list?state=disputed');
	const address = await page.locator('tbody a').first().getAttribute('href');
	for (const path of ['/en/list?state=disputed', address ?? '']) {
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.locator('footer')).toContainText(m.map.licence);
		await expect(page.locator('footer')).toContainText(m.view.reported);
		for (const pressed of ['nav', 'form', '.demonstration', '.buttons'])
			for (const one of await page.locator(pressed).all()) await expect(one).toBeHidden();
		expect(pageCount(await page.pdf({ format: 'A4' }))).toBeLessThanOrEqual(2);
	}
});
