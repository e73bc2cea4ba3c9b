import type { Page, Request } from '@playwright/test';
import {
	expect,
	expectAccessible,
	looks,
	mapIsIdle,
	oneLook,
	shownView,
	tabTo,
	test,
	words
} from './journey.ts';
import { reported } from './contributors.ts';

/*
 * My walk: a way is drawn by mouse and by keyboard, and imported; the figures are those of a camera that the journey
 * has reported; nothing of the way leaves the browser.
 */

const degree_m = 111_195;
/** around here no other camera is: each journey has a street of its own, and a camera that looks north across it */
const places = {
	mouse: [20.05, 44.3],
	keyboard: [20.05, 44.32],
	file: [20.05, 44.34],
	looks: [20.05, 44.36]
} as const;
type Place = readonly [lng: number, lat: number];

const east = ([lng, lat]: Place, metres: number): Place => [
	lng + metres / degree_m / Math.cos((lat * Math.PI) / 180),
	lat
];
const north = ([lng, lat]: Place, metres: number): Place => [lng, lat + metres / degree_m];
const at = ([lng, lat]: Place, zoom: number) => `#map=${zoom}/${lat}/${lng}`;

/** A fixed camera that looks at the street 20 m to its north: its 60° are 2 · 20 m · tan 30° = 23 m of it wide. */
async function withCamera(origin: string | undefined, place: Place, fields: Record<string, string> = {}) {
	const [lng, lat] = place;
	return reported(origin ?? '', { position: `${lat}, ${lng}`, type: 'fixed', heading_deg: '0', ...fields });
}

/** Everything that is asked for from now on. */
function watch(page: Page): Request[] {
	const seen: Request[] = [];
	page.on('request', (request) => seen.push(request));
	return seen;
}

/** Opens the panel, and waits until the cameras are there. */
async function openWalk(page: Page, locale: Parameters<typeof words>[0] = 'en') {
	const m = await words(locale);
	await mapIsIdle(page);
	await page.getByRole('button', { name: m.common.nav.walk }).click();
	await expect(page.getByRole('heading', { name: m.walk.title })).toBeFocused();
	await expect(page.getByRole('progressbar')).toHaveCount(0);
	await expect(page.getByText(m.walk.empty)).toBeVisible();
	await mapIsIdle(page);
	return m;
}

/** Presses the map where a place is drawn. */
async function pressAt(page: Page, place: Place) {
	const [x, y] = await page.evaluate(
		(where) => {
			const { x, y } = window.okoMap?.project(where as [number, number]) ?? { x: 0, y: 0 };
			const { left, top } = document.querySelector('.camera-map')?.getBoundingClientRect() ?? {
				left: 0,
				top: 0
			};
			return [x + left, y + top] as const;
		},
		place as [number, number]
	);
	await page.mouse.click(x, y);
}

/** Cells of the row of a level. */
function row(page: Page, level: string) {
	return page.getByRole('row', { name: new RegExp(`^${level} `) }).getByRole('cell');
}

const pointsOf = (page: Page) => page.locator('.handles .handle');

/** Nothing of the way stands in what a browser keeps or shows. */
async function expectForgotten(page: Page, ...parts: string[]) {
	const kept = await page.evaluate(async () =>
		JSON.stringify([
			{ ...localStorage },
			{ ...sessionStorage },
			document.cookie,
			await indexedDB.databases(),
			history.state
		])
	);
	for (const part of parts) {
		expect(kept).not.toContain(part);
		expect(page.url()).not.toContain(part);
	}
}

test('by mouse: figures of a known camera, changed with the points, and nothing is asked for', async ({
	page,
	baseURL
}) => {
	const place = places.mouse;
	const id = await withCamera(baseURL, place);
	await page.goto(`/en${at(place, 17)}`);
	const m = await openWalk(page);
	const status = page.locator('section[aria-labelledby=walk]');
	const asked = watch(page);
	const street = north(place, 20);
	await pressAt(page, east(street, -100));
	await pressAt(page, east(street, 100));
	await expect(pointsOf(page)).toHaveCount(2);
	await expect(row(page, m.words.levels.outline)).toHaveText(['1', '23', '0.3']);
	// discern reaches 20.8 m: just past the street, which is 20 m away to the pixel; characterise 6.7 m: not to it.
	await expect(row(page, m.words.levels.discern)).toHaveText(['1', /^([89]|1\d)$/, /^0\.[12]$/]);
	await expect(row(page, m.words.levels.characterise)).toHaveText(['0', '0', '0.0']);
	await expect(status).toContainText(m.walk.sentence.outline('1', '1', 1));
	const link = page.locator(`a[href="/en/cameras/${id}"]`);
	await expect(link).toBeVisible();
	await link.hover();
	await expectAccessible(page);

	// The stretch is on the map, and a ring around the camera; no camera is chosen by a press.
	await mapIsIdle(page);
	const drawn = (layer: string) =>
		page.evaluate((name) => window.okoMap?.queryRenderedFeatures({ layers: [name] }).length, layer);
	expect(await drawn('walk-least')).toBeGreaterThan(0);
	expect(await drawn('walk-cameras')).toBe(1);
	await pressAt(page, place);
	await expect(pointsOf(page)).toHaveCount(3);
	await expect(page).not.toHaveURL(/camera=/);
	await page.getByRole('button', { name: m.sketch.undo }).click();
	await expect(pointsOf(page)).toHaveCount(2);

	// A level that it cannot: said, with what that does not mean.
	await page.getByLabel(m.words.levels.validate).check();
	await expect(status).toContainText(m.walk.none);
	await page.getByLabel(m.words.levels.outline).check();
	// Reported, not verified.
	await page.getByLabel(m.words.standings.verified).check();
	await expect(row(page, m.words.levels.outline)).toHaveText(['0', '0', '0.0']);
	await page.getByLabel(m.words.standings.all).check();
	await expect(row(page, m.words.levels.outline)).toHaveText(['1', '23', '0.3']);

	// A point is dragged: the way leaves the view, and comes back.
	const handle = pointsOf(page).last();
	const box = await handle.boundingBox();
	const [x, y] = [(box?.x ?? 0) + 22, (box?.y ?? 0) + 22];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x - 10, y - 30, { steps: 4 });
	await page.mouse.move(x - 140, y - 200, { steps: 4 });
	await page.mouse.up();
	await expect(row(page, m.words.levels.outline).nth(1)).not.toHaveText('23');
	await page.keyboard.press('Control+z');
	await expect(row(page, m.words.levels.outline).nth(1)).toHaveText('23');
	// Another point between the two changes nothing, until it is moved.
	await page.getByRole('button', { name: m.sketch.between }).first().click();
	await expect(pointsOf(page)).toHaveCount(3);
	await expect(row(page, m.words.levels.outline).nth(1)).toHaveText('23');
	await page.getByRole('button', { name: m.sketch.clear }).click();
	await expect(pointsOf(page)).toHaveCount(0);
	await page.getByRole('button', { name: m.sketch.undo }).click();
	await expect(pointsOf(page)).toHaveCount(3);

	expect(asked.map((request) => request.url())).toEqual([]);
	const [lng, lat] = east(street, 100);
	await expectForgotten(page, lng.toFixed(4), lat.toFixed(5));

	// Closed it is gone, unless that is taken back at once.
	await page.getByRole('button', { name: m.common.close, exact: true }).click();
	await expect(page.getByText(m.view.undoWalk)).toBeVisible();
	await expect(pointsOf(page)).toHaveCount(0);
	await page.getByRole('button', { name: m.view.undo, exact: true }).click();
	await expect(row(page, m.words.levels.outline)).toHaveText(['1', '23', '0.3']);
});

test('by keyboard: the map under the crosshair, Enter, arrows, Delete; a camera of unknown heading', async ({
	page,
	baseURL
}) => {
	const place = places.keyboard;
	await withCamera(baseURL, place, { heading_deg: '' });
	await page.goto(`/en${at(north(place, 20), 17)}`);
	const m = await openWalk(page);
	await expectAccessible(page);
	const canvas = page.locator('canvas.maplibregl-canvas');
	await tabTo(page, canvas);
	for (let by = 0; by < 2; by++) {
		await page.keyboard.press('ArrowLeft');
		await mapIsIdle(page);
	}
	await page.keyboard.press('Enter');
	await expect(pointsOf(page)).toHaveCount(1);
	for (let by = 0; by < 4; by++) {
		await page.keyboard.press('ArrowRight');
		await mapIsIdle(page);
	}
	await page.keyboard.press('Enter');
	await expect(pointsOf(page)).toHaveCount(2);
	// 200 px, 85 m, to each side is farther than it reaches: at most 2 · √(41.6² − 20²) m, at least nothing.
	await expect(row(page, m.words.levels.outline)).toHaveText(['0 – 1', '0 – 73', '0.0 – 1.0']);
	await expect(page.getByRole('status').filter({ hasText: m.sketch.count(2, '2') })).toBeAttached();

	// A point by its own: moved away, removed.
	await page.keyboard.press('Tab');
	await expect(pointsOf(page).first()).toBeFocused();
	await expect(pointsOf(page).first()).toHaveAccessibleName(m.sketch.point('1', '2'));
	for (let by = 0; by < 4; by++) await page.keyboard.press('Shift+ArrowUp');
	await expect(row(page, m.words.levels.outline).nth(1)).not.toHaveText('0 – 73');
	await page.keyboard.press('Control+z');
	await expect(row(page, m.words.levels.outline).nth(1)).toHaveText('0 – 73');
	await expect(pointsOf(page).first()).toBeFocused();
	await expectAccessible(page);
	await page.keyboard.press('Delete');
	await expect(pointsOf(page)).toHaveCount(1);
	await expect(pointsOf(page).first()).toBeFocused();
	await expect(page.getByText(m.walk.empty)).toBeVisible();
	await tabTo(page, page.getByRole('button', { name: m.sketch.add, exact: true }));
	await page.keyboard.press('Enter');
	await expect(pointsOf(page)).toHaveCount(2);
	// The view that the map was moved to along the way is not remembered on the device.
	const { lng } = await shownView(page);
	await expectForgottenInStorage(page, lng);
});

async function expectForgottenInStorage(page: Page, lng: number) {
	expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(lng.toFixed(4));
}

const gpx = (...tracks: Place[][]) => ({
	name: 'walk.gpx',
	mimeType: 'application/gpx+xml',
	buffer: Buffer.from(
		`<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">` +
			tracks
				.map((points) => points.map(([lng, lat]) => `<trkpt lat="${lat}" lon="${lng}"><ele>90</ele></trkpt>`))
				.map((points) => `<trk><trkseg>${points.join('')}</trkseg></trk>`)
				.join('') +
			`</gpx>`
	)
});

test('by a GPX file: the map stays where it is until one asks, and nothing is asked for', async ({
	page,
	baseURL
}) => {
	const place = places.file;
	await withCamera(baseURL, place);
	// The map looks elsewhere.
	await page.goto(`/en${at([20.46, 44.81], 13)}`);
	const m = await openWalk(page);
	const asked = watch(page);
	const before = await shownView(page);
	const input = page.getByLabel(m.walk.import);
	const street = north(place, 20);
	await input.setInputFiles(
		gpx([east(street, -100), east(street, -50), east(street, 200)], [street, east(street, 9)])
	);
	await expect(page.getByText(m.walk.longest(2, '2'))).toBeVisible();
	await expect(row(page, m.words.levels.outline)).toHaveText(['1', '23', '0.3']);
	await expectAccessible(page);
	await mapIsIdle(page);
	expect(await shownView(page)).toEqual(before);
	await expectForgotten(page, place[1].toFixed(2), street[0].toFixed(2));

	// What is wrong with a file is said, and the way stays.
	const bad = async (file: { name: string; mimeType: string; buffer: Buffer }, said: string) => {
		await input.setInputFiles(file);
		await expect(page.getByRole('alert')).toHaveText(said);
		await expect(row(page, m.words.levels.outline)).toHaveText(['1', '23', '0.3']);
	};
	const text = (buffer: string) => ({ ...gpx(), buffer: Buffer.from(buffer) });
	await bad(text('a walk'), m.walk.bad.not_gpx);
	await bad(text('<kml/>'), m.walk.bad.not_gpx);
	await bad(text('<gpx><trk>'), m.walk.bad.not_gpx);
	await bad(gpx(), m.walk.bad.no_track);
	await bad(gpx([street]), m.walk.bad.no_track);
	await bad(
		gpx([
			[2.3, 48.8],
			[2.4, 48.8]
		]),
		m.walk.bad.outside_area
	);
	await bad(text(' '.repeat(10_000_001)), m.walk.bad.too_large('10'));
	expect(asked.map((request) => request.url())).toEqual([]);

	// Asked for, the way is shown; now the map loads what it shows.
	await page.getByRole('button', { name: m.walk.show }).click();
	await mapIsIdle(page);
	const after = await shownView(page);
	expect(after.lat).toBeCloseTo(street[1], 2);
	// Chromium asks for the icon again when the view in the address changes.
	const loaded = asked.map((request) => new URL(request.url()).pathname);
	const tiles = loaded.filter((path) => path.startsWith('/tiles/'));
	expect(tiles.length).toBeGreaterThan(0);
	expect(loaded.filter((path) => !tiles.includes(path) && path !== '/icon.svg')).toEqual([]);
});

test('cameras that do not come are asked for again, and what was drawn stays', async ({
	page,
	context,
	allowStatus
}) => {
	allowStatus.add(503);
	let isAway = true;
	await context.route('**/data/cameras.geojson?*', (route) =>
		isAway ? route.fulfill({ status: 503, body: 'away' }) : route.continue()
	);
	const m = await words('en');
	await page.goto(`/en${at([20.46, 44.81], 15)}`);
	await mapIsIdle(page);
	await page.getByRole('button', { name: m.common.nav.walk }).click();
	await expect(page.getByRole('alert')).toHaveText(m.walk.failed);
	await pressAt(page, [20.46, 44.811]);
	await pressAt(page, [20.461, 44.81]);
	isAway = false;
	await page.getByRole('button', { name: m.common.retry }).click();
	await expect(row(page, m.words.levels.outline)).toHaveCount(3);
	await expect(pointsOf(page)).toHaveCount(2);
});

for (const { locale, colorScheme } of oneLook)
	test(`in ${locale}, ${colorScheme}, on a phone`, async ({ page, baseURL }) => {
		const place = north(places.looks, looks.findIndex((look) => look.locale === locale) * 500);
		await withCamera(baseURL, place);
		await page.setViewportSize({ width: 390, height: 844 });
		await page.emulateMedia({ colorScheme });
		await page.goto(`${{ 'sr-Latn': '/', 'sr-Cyrl': '/sr-Cyrl', en: '/en' }[locale]}${at(place, 17)}`);
		const m = await openWalk(page, locale);
		const street = north(place, 20);
		await pressAt(page, east(street, -40));
		await pressAt(page, east(street, 40));
		await expect(row(page, m.words.levels.outline).nth(1)).toHaveText('23');
		await expectAccessible(page);
		await page.locator('.grip').click();
		await page.getByText(m.walk.method).click();
		await expectAccessible(page);
	});
