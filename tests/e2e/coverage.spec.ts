import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { figureName } from '../../src/lib/camera/coverage.ts';
import { bounds, type Bound } from '../../src/lib/camera/optics.ts';
import { ids } from '../../src/lib/map/layer-ids.ts';
import { reported } from './contributors.ts';
import {
	countPixels,
	expect,
	expectAccessible,
	mapIsIdle,
	oneLanguage,
	requestsOf,
	tabTo,
	test,
	words
} from './journey.ts';

/* What cameras could watch, on the map: its layers, its switches, its figures in words, and on paper. */

const city = '#map=12.5/44.8125/20.4573';
/** the ramp of src/lib/map/palette.ts, 85 % over light paper */
const ramp = ['#dfd2eb', '#c6aedf', '#a786cc', '#845db4', '#5f3f8a'];
const close = '#map=16/44.8125/20.4573';

interface Cell {
	geometry: { coordinates: [number, number][][] };
	properties: { least_m2: number; most_m2: number; looked_share: number };
}

/** How many of a layer's features the map draws. */
function drawn(page: Page, layer: string): Promise<number> {
	return page.evaluate(
		(layer) =>
			window.okoMap?.getLayer(layer) ? window.okoMap.queryRenderedFeatures({ layers: [layer] }).length : 0,
		layer
	);
}

/** How many pixels of the map are violet: more blue than green, and red between them. */
async function violet(page: Page): Promise<number> {
	const isViolet = (red: number, green: number, blue: number) =>
		blue > green + 25 && blue > red && red > green;
	return (await countPixels(page, isViolet)).counted;
}

/** The measured cells of the server, for what is detected at a glance by all. */
async function cells(page: Page): Promise<Cell[]> {
	const response = await page.request.get('/data/coverage.geojson');
	return ((await response.json()) as { features: Cell[] }).features;
}

for (const { locale, prefix } of oneLanguage) {
	test(`each layer is chosen, drawn and explained (${locale})`, async ({ page }) => {
		const m = await words(locale);
		await page.goto(`${prefix}/${city}`);
		await mapIsIdle(page);
		expect(await violet(page)).toBe(0);
		const tiles: string[] = [];
		page.on('request', (request) => request.url().includes('/tiles/coverage/') && tiles.push(request.url()));
		await page.locator('.layers').getByText(m.coverage.layers.watched, { exact: true }).click();
		await expect(page).toHaveURL(/\?layer=watched#map=/);
		await expect.poll(() => drawn(page, ids.cellFill), { timeout: 60_000 }).toBeGreaterThan(10);
		await mapIsIdle(page);
		expect(await violet(page)).toBeGreaterThan(5000);
		expect(tiles.length).toBeGreaterThan(0);
		// Below the names of the base map and below the cameras.
		const order = await page.evaluate(() => window.okoMap?.getStyle().layers.map(({ id }) => id) ?? []);
		expect(order.indexOf(ids.cellFill)).toBeLessThan(order.indexOf('municipalities'));
		expect(order.indexOf(ids.cellFill)).toBeLessThan(order.indexOf(ids.dots));
		const key = page.locator('.key').first();
		await expect(key).toContainText(m.coverage.couldSee(m.coverage.sees.outline));
		await expect(key).toContainText('IEC 62676-4:2025');
		await key.getByRole('button', { name: m.coverage.moreChoice }).click();
		await expect(key).toContainText(m.coverage.filters);
		await expectAccessible(page);
		await key.getByRole('button', { name: m.coverage.lessChoice }).click();
		await expect(key).not.toContainText(m.coverage.filters);

		await page.locator('.layers').getByText(m.coverage.layers.density, { exact: true }).click();
		await expect(page).toHaveURL(/\?layer=density#map=/);
		await mapIsIdle(page);
		await expect.poll(() => violet(page)).toBeGreaterThan(5000);
		expect(await drawn(page, ids.cellFill)).toBe(0);
		await expect(key).toContainText(m.coverage.heading.density);
		await expectAccessible(page);

		await page.locator('.layers').getByText(m.coverage.layers.none, { exact: true }).click();
		await expect(page).toHaveURL(new RegExp(`${prefix || '/'}#map=`));
		await mapIsIdle(page);
		await expect.poll(() => violet(page)).toBe(0);
		await expect(page.locator('.stage .key')).toHaveCount(0);
	});
}

test('squares where somebody looked are hatched, and say how much of them', async ({ page }) => {
	const m = await words('en');
	const looked = async () => (await cells(page)).find(({ properties }) => properties.looked_share > 0.5);
	// The server has measured it some time after its start.
	await expect.poll(looked, { timeout: 60_000 }).toBeDefined();
	const [[lng, lat] = []] = (await looked())?.geometry.coordinates[0] ?? [];
	await page.goto(`/en?layer=watched#map=15.5/${Number(lat) + 0.001}/${Number(lng) + 0.0015}`);
	await expect.poll(() => drawn(page, ids.cellHatch), { timeout: 60_000 }).toBeGreaterThan(0);
	const key = page.locator('.key').first();
	await expect(key).toContainText(m.coverage.lookedMost);
	await expect(key.getByRole('status')).toContainText('somebody looked and found none');
	await key.getByRole('button', { name: m.coverage.moreChoice }).click();
	await page.getByRole('radio', { name: m.coverage.hatchings.plain }).check();
	await expect(page).toHaveURL(/looked=plain/);
	await expect.poll(() => drawn(page, ids.cellHatch)).toBe(0);
	await expect(key).not.toContainText(m.coverage.lookedMost);
});

test('a switch repaints at once and asks for nothing; each stands in the address, and an address brings it back', async ({
	page
}, info) => {
	const m = await words('en');
	await page.goto(`/en?layer=watched${city}`);
	await expect.poll(() => drawn(page, ids.cellFill), { timeout: 60_000 }).toBeGreaterThan(10);
	await mapIsIdle(page);
	const asked = requestsOf(page);
	const painted = () =>
		page.evaluate((id) => JSON.stringify(window.okoMap?.getPaintProperty(id, 'fill-color')), ids.cellFill);
	const figure = { level: 'characterise', reading: 'zoomed', standing: 'verified', bound: 'least' } as const;
	const took: number[] = [];
	const key = page.locator('.key').first();
	const slider = key.getByRole('slider', { name: m.coverage.level });
	await key.getByRole('button', { name: m.coverage.moreChoice }).click();
	await expect(page.getByRole('radio', { name: m.words.readings.zoomed })).toBeVisible();
	for (const label of [
		m.coverage.sees.characterise,
		m.words.readings.zoomed,
		m.coverage.bounds.least,
		m.words.standings.verified
	]) {
		const before = await painted();
		// From the press to the frame after which nothing is left to draw.
		const repaint = page.evaluate(
			() =>
				new Promise<number>((done) => {
					let began = 0;
					addEventListener('change', () => (began = performance.now()), { capture: true, once: true });
					window.okoMap?.on('idle', function idle() {
						if (began === 0) return;
						window.okoMap?.off('idle', idle);
						done(performance.now() - began);
					});
				})
		);
		if (label === m.coverage.sees.characterise) await slider.fill('2');
		else await page.getByRole('radio', { name: label }).check();
		took.push(await repaint);
		await expect.poll(painted).not.toBe(before);
	}
	// A figure of the report, not a limit: the machine that runs this has other things to do.
	info.annotations.push({ type: 'repaint_ms', description: took.map(Math.round).join(' ') });
	expect(await painted()).toContain(figureName(figure));
	expect(asked).toEqual([]);
	const address = 'layer=watched&level=characterise&reading=zoomed&states=verified&bound=least';
	await expect(page).toHaveURL(new RegExp(`/en\\?${address}#map=`));
	await page.reload();
	await mapIsIdle(page);
	await expect(slider).toHaveAttribute('aria-valuetext', m.coverage.sees.characterise);
	await expect(key).toContainText(m.coverage.couldSee(m.coverage.sees.characterise));
	expect(await painted()).toContain(figureName(figure));
	// Where the range ends views, the panel says so, and says of which: characterising ends before, at 191 m.
	await key.getByRole('button', { name: m.coverage.moreChoice }).click();
	await expect(page.getByRole('radio', { name: m.words.readings.zoomed })).toBeChecked();
	await expect(key).not.toContainText('250 m.');
	await slider.press('ArrowLeft');
	await expect(page).toHaveURL(/level=discern/);
	await expect(key).toContainText(
		m.coverage.capped('250', [m.record.type.values.dome, m.record.type.values.ptz].join(', '))
	);
});

test('close up the views of cameras are drawn, at least fewer than at most', async ({ page }) => {
	const m = await words('en');
	await page.goto(`/en?layer=watched${close}`);
	await mapIsIdle(page);
	const views = () =>
		page.evaluate((id) => {
			const features = window.okoMap?.querySourceFeatures(id) ?? [];
			return new Set(features.map(({ geometry }) => JSON.stringify(geometry).slice(0, 200))).size;
		}, ids.views);
	await expect.poll(() => drawn(page, ids.viewFill)).toBeGreaterThan(3);
	expect(await drawn(page, ids.cellFill)).toBe(0);
	expect(await violet(page)).toBeGreaterThan(2000);
	// True views, and not the signs for a heading beside them.
	expect(await drawn(page, ids.coneFill)).toBe(0);
	await expect(page.locator('.key').first()).toContainText(m.coverage.views);
	const most = await views();
	await page.locator('.key').first().getByRole('button', { name: m.coverage.moreChoice }).click();
	await expect(page.getByRole('radio', { name: m.words.standings.verified })).toBeVisible();
	const asked = requestsOf(page);
	await page.getByRole('radio', { name: m.words.standings.verified }).check();
	await expect.poll(views).toBeLessThan(most);
	await mapIsIdle(page);
	expect(asked).toEqual([]);
	await page.locator('.layers').getByText(m.coverage.layers.none, { exact: true }).click();
	await expect.poll(() => drawn(page, ids.coneFill)).toBeGreaterThan(0);
});

test('a camera that stands outside of what is shown, in a tile that the map does not hold, is seen to look in', async ({
	page,
	baseURL
}) => {
	const tiles = 2 ** 14;
	const edge = (Math.ceil((20.32 / 360 + 0.5) * tiles) / tiles - 0.5) * 360;
	const [metre, lat] = [1 / 79_000, 44.62];
	await reported(baseURL ?? '', { position: `${lat}, ${edge - 40 * metre}`, type: 'ptz' });
	// 250 m are 1,180 px here: the whole map lies farther east than the tile's edge, and nearer than the view's end.
	await page.setViewportSize({ width: 800, height: 600 });
	await page.goto(`/en?layer=watched&reading=zoomed#map=18/${lat}/${edge + 130 * metre}`);
	await mapIsIdle(page);
	const west = await page.evaluate(() => window.okoMap?.getBounds().getWest() ?? 0);
	expect(west).toBeGreaterThan(edge);
	expect(await drawn(page, ids.dots)).toBe(0);
	await expect.poll(() => drawn(page, ids.viewFill)).toBeGreaterThan(0);
	// The line around it is.
	await expect.poll(() => violet(page)).toBeGreaterThan(100);
});

test('the figures of a cell are read in words: in the middle by keyboard, anywhere by a press', async ({
	page
}) => {
	const between = async () =>
		(await cells(page)).find(
			({ properties: { least_m2, most_m2 } }) => least_m2 > 1 && most_m2 > least_m2 + 100
		);
	await expect.poll(between, { timeout: 60_000 }).toBeDefined();
	const cell = await between();
	const ring = cell?.geometry.coordinates[0] ?? [];
	const [lng = 0, lat = 0] = [0, 1].map((axis) => ((ring[0]?.[axis] ?? 0) + (ring[2]?.[axis] ?? 0)) / 2);
	await page.goto(`/en?layer=watched#map=14/${lat.toFixed(6)}/${lng.toFixed(6)}`);
	await mapIsIdle(page);
	const readout = page.locator('.readout');
	const outlined = () =>
		page.evaluate((layer) => JSON.stringify(window.okoMap?.getFilter(layer)), ids.cellChosen);
	const figures = bounds.map((bound: Bound) =>
		Math.round(cell?.properties[`${bound}_m2`] ?? 0).toLocaleString('en-GB')
	);
	await expect(readout).toContainText(`at least ${figures[0]} m²`);
	await expect(readout).toContainText(`at most ${figures[1]} m²`);
	await expectAccessible(page);
	// The keyboard moves another cell into the middle, or none.
	const first = await readout.textContent();
	await tabTo(page, page.locator('canvas.maplibregl-canvas'));
	for (let presses = 0; presses < 2; presses++) await page.keyboard.press('ArrowUp');
	await mapIsIdle(page);
	await expect(readout).not.toHaveText(first ?? '');
	// A press on the first one brings it back.
	const at = await page.evaluate(
		(place) => {
			const point = window.okoMap?.project(place);
			const box = window.okoMap?.getCanvas().getBoundingClientRect();
			return { x: (point?.x ?? 0) + (box?.x ?? 0), y: (point?.y ?? 0) + (box?.y ?? 0) };
		},
		[ring[0]?.[0] ?? 0, lat] as [number, number]
	);
	await page.mouse.click(at.x + 8, at.y);
	await expect(readout).toContainText(`at most ${figures[1]} m²`);
	// So does the mouse over it; what leads away from it leads to another.
	const there = await outlined();
	await page.mouse.move(at.x + 8, at.y - 150);
	await expect.poll(outlined).not.toBe(there);
	await page.mouse.move(at.x + 8, at.y);
	await expect.poll(outlined).toBe(there);
	// The outline lies above the cameras.
	const order = await page.evaluate(() => window.okoMap?.getStyle().layers.map(({ id }) => id) ?? []);
	expect(order.indexOf(ids.cellChosen)).toBeGreaterThan(order.indexOf(ids.togetherCounts));
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });
	for (const { locale, prefix } of oneLanguage)
		test(`the key covers a fifth of the map at most, and folds (${locale})`, async ({ page }) => {
			const m = await words(locale);
			await page.goto(`${prefix}/?layer=watched${city}`);
			await expect.poll(() => drawn(page, ids.cellHatch), { timeout: 60_000 }).toBeGreaterThan(0);
			const key = page.locator('.stage .key');
			await expect(key).toContainText(m.coverage.lookedPart);
			const height = async () => (await key.boundingBox())?.height ?? 0;
			const map = (await page.locator('.stage').boundingBox())?.height ?? 0;
			expect(await height()).toBeLessThanOrEqual(map / 5);
			// Nothing of it is cut.
			expect(await key.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
			const title = key.getByRole('button', { name: m.coverage.couldSee(m.coverage.sees.outline) });
			const open = await height();
			await title.tap();
			await expect(key.getByRole('slider')).toHaveCount(0);
			expect(await height()).toBeLessThan(open / 2);
		});
});

test('the key goes along: on one A4, and in the picture', async ({ page }) => {
	const m = await words('sr-Latn');
	await page.goto(`/?layer=watched&bound=least${city}`);
	await expect.poll(() => drawn(page, ids.cellFill), { timeout: 60_000 }).toBeGreaterThan(10);
	await mapIsIdle(page);
	for (const landscape of [false, true]) {
		const pdf = await page.pdf({ format: 'A4', landscape });
		expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
	}
	await page.emulateMedia({ media: 'print' });
	await expect(page.locator('.printed')).toContainText(m.coverage.bounds.least);
	await expect(page.locator('.printed')).toContainText('IEC 62676-4:2025');
	await page.emulateMedia({ media: 'screen' });
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: m.view.picture }).click();
	const png = await readFile(await (await download).path());
	// The swatches have the colours that cells have over the paper.
	const found = await page.evaluate(
		async ([base64, ramp]) => {
			const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
			const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
			const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
			context?.drawImage(image, 0, 0);
			const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
			const parts = (color: string) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
			const counts = ramp.map(() => 0);
			for (const [i, [red = 0, green = 0, blue = 0]] of ramp.map(parts).entries()) {
				const isNear = (value = 0, wanted: number) => Math.abs(value - wanted) <= 2;
				for (let at = 0; at < data.length; at += 4)
					if (isNear(data[at], red) && isNear(data[at + 1], green) && isNear(data[at + 2], blue))
						counts[i] = (counts[i] ?? 0) + 1;
			}
			return counts;
		},
		[png.toString('base64'), ramp] as const
	);
	// 20 by 16 px, twice as many pixels each way.
	for (const count of found) expect(count).toBeGreaterThan(1000);
});
