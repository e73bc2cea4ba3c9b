import type { Page } from '@playwright/test';
import { encodeCameraId } from '../../src/lib/camera/id.ts';
import { expect, expectAccessible, mapIsIdle, tabTo, test, words } from './journey.ts';

/* Cameras that share a place: each can be seen, pressed and reached by keyboard. */

/** Two cameras of the demonstration stand on one pole here. */
const pole = { lng: 20.4606, lat: 44.8131 };

/** What the map draws of cameras that lie together, in px of the page. */
function drawnTogether(page: Page) {
	return page.evaluate(() => {
		const map = window.okoMap!;
		const room = map.getContainer().getBoundingClientRect();
		const layers = ['together-dots', 'together-marks'];
		return map.queryRenderedFeatures({ layers }).map(({ id, geometry, properties }) => {
			const { dx, dy, together, isInHand } = properties as Record<string, number>;
			const at = map.project((geometry as GeoJSON.Point).coordinates as [number, number]);
			return {
				id: Number(id),
				x: room.x + at.x + (dx ?? 0),
				y: room.y + at.y + (dy ?? 0),
				dx: dx ?? 0,
				together: together ?? 0,
				isInHand: Boolean(isInHand)
			};
		});
	});
}

/** The two on the pole, from left to right. */
async function pairOf(page: Page, reach_px = 30) {
	const middle = await page.evaluate(({ lng, lat }) => {
		const room = window.okoMap!.getContainer().getBoundingClientRect();
		const { x, y } = window.okoMap!.project([lng, lat]);
		return { x: room.x + x, y: room.y + y };
	}, pole);
	const near = (await drawnTogether(page)).filter(
		({ x, y }) => Math.hypot(x - middle.x, y - middle.y) < reach_px
	);
	return near.sort((a, b) => a.x - b.x);
}
const inHand = (page: Page) => new URL(page.url()).searchParams.get('camera');
const at = (zoom: number) => `#map=${zoom}/${pole.lat}/${pole.lng}`;

test('a pair is fanned out from zoom 17: what is pressed is what opens', async ({ page }) => {
	const m = await words('en');
	await page.goto(`/en${at(17)}`);
	await mapIsIdle(page);
	await expect.poll(async () => (await pairOf(page)).length).toBe(2);
	const pair = await pairOf(page);
	expect((pair[1]?.x ?? 0) - (pair[0]?.x ?? 0)).toBeGreaterThanOrEqual(43);
	for (const [i, { id, x, y }] of pair.entries()) {
		// Not its middle only.
		await page.mouse.click(x + (i === 0 ? -14 : 14), y + 8);
		await expect.poll(() => inHand(page)).toBe(encodeCameraId(id));
		const here = page.getByRole('group', { name: m.view.here(2, '2') });
		await expect(here.getByText(m.view.ofHere(String(i + 1), '2'))).toBeVisible();
		await expect
			.poll(async () => (await drawnTogether(page)).find((one) => one.isInHand)?.id, 'on top')
			.toBe(id);
	}
	await expectAccessible(page);
});

test('the cameras of a place are gone through by mouse and by keyboard, and going back closes the panel', async ({
	page
}) => {
	const m = await words('en');
	await page.goto(`/en${at(16)}`);
	await mapIsIdle(page);
	await expect.poll(async () => (await pairOf(page)).map(({ together }) => together)).toEqual([2]);
	const [top] = await pairOf(page);
	await page.mouse.click(top?.x ?? 0, top?.y ?? 0);
	// What was drawn on top.
	await expect.poll(() => inHand(page)).toBe(encodeCameraId(top?.id ?? 0));
	const here = page.getByRole('group', { name: m.view.here(2, '2') });
	const next = here.getByRole('button', { name: m.view.nextHere });
	await next.click();
	await expect.poll(() => inHand(page)).not.toBe(encodeCameraId(top?.id ?? 0));
	const second = inHand(page);
	await expect.poll(async () => encodeCameraId((await pairOf(page))[0]?.id ?? 0)).toBe(second);
	await tabTo(page, here.getByRole('button', { name: m.view.previousHere }));
	await page.keyboard.press('Enter');
	await expect.poll(() => inHand(page)).toBe(encodeCameraId(top?.id ?? 0));
	await expect(here.getByRole('button', { name: m.view.previousHere })).toBeFocused();
	await page.goBack();
	await expect.poll(() => inHand(page)).toBeNull();
	await expect(here).toHaveCount(0);
});

test('a place from afar is one mark with the number of its cameras that the filter lets through', async ({
	page
}) => {
	await page.goto(`/en${at(12)}`);
	await mapIsIdle(page);
	await expect.poll(async () => (await pairOf(page, 8)).map(({ together }) => together)).toEqual([3]);
	// The others are not drawn beside it.
	const hidden = await page.evaluate(
		() =>
			window
				.okoMap!.queryRenderedFeatures({ layers: ['camera-dots'] })
				.filter(({ state }) => state.together === true).length
	);
	const numbers = (await drawnTogether(page)).reduce((sum, { together }) => sum + together, 0);
	expect(new Set([hidden, numbers]).size).toBe(1);
});

test('a mouse over a camera is told what it is, and that it can be pressed', async ({ page }) => {
	const m = await words('en');
	await page.goto(`/en${at(17)}`);
	await mapIsIdle(page);
	await expect.poll(async () => (await pairOf(page)).length).toBe(2);
	const [left] = await pairOf(page);
	await page.mouse.move(left?.x ?? 0, left?.y ?? 0);
	const card = page.locator('.hover-card');
	await expect(card).toContainText(m.record.observed_on.name);
	await expect(card).toContainText('Terazije');
	const cursor = () => page.locator('canvas.maplibregl-canvas').evaluate((canvas) => canvas.style.cursor);
	expect(await cursor()).toBe('pointer');
	await page.mouse.move((left?.x ?? 0) - 150, (left?.y ?? 0) + 150);
	await expect(card).toHaveCount(0);
	expect(await cursor()).toBe('');
});

test('each camera of a fan has its own button for the keyboard, where it is drawn', async ({ page }) => {
	await page.goto(`/en${at(17)}`);
	await mapIsIdle(page);
	await expect.poll(async () => (await pairOf(page)).length).toBe(2);
	const pair = await pairOf(page);
	await expect
		.poll(async () => {
			const boxes = await page
				.locator('.target')
				.evaluateAll((all) =>
					all
						.map((one) => one.getBoundingClientRect())
						.map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))
				);
			return pair.every(({ x, y }) => boxes.some((box) => Math.hypot(box.x - x, box.y - y) < 2));
		})
		.toBe(true);
});

test('a camera that only this device knows counts among those of its place, and the server is not asked for its place', async ({
	page,
	request,
	baseURL
}) => {
	const m = await words('en');
	const answer = await request.get(`${baseURL}/data/cameras.geojson`);
	interface Feature {
		id: string;
		geometry: { coordinates: [number, number] };
	}
	const { features } = (await answer.json()) as { features: Feature[] };
	const known = features.find(
		({ geometry: { coordinates } }) =>
			Math.hypot(coordinates[0] - pole.lng, coordinates[1] - pole.lat) < 0.00003
	)!;
	const own = { ...known, id: 'ZZZZZZZZZ0' };
	await page.addInitScript(
		(cameras) => sessionStorage.setItem('oko-own-reports', cameras),
		JSON.stringify([own])
	);
	const group = page.getByRole('group', { name: m.view.here(3, '3') });
	const asked: string[] = [];
	page.on('request', (sent) => sent.url().includes('/near') && asked.push(sent.url()));

	await page.goto(`/en?camera=${known.id}${at(18)}`);
	await expect(group).toBeVisible();
	// Round and round, and there are three.
	const ids: (string | null)[] = [];
	for (let steps = 0; steps < 3; steps++) {
		const before = inHand(page);
		ids.push(before);
		await group.getByRole('button', { name: m.view.nextHere }).click();
		await expect.poll(() => inHand(page)).not.toBe(before);
	}
	expect(new Set(ids).size).toBe(3);
	expect(ids).toContain(own.id);

	await page.getByRole('button', { name: m.common.close, exact: true }).click();
	await expect.poll(() => inHand(page)).toBeNull();
	await mapIsIdle(page);
	const targets = page.locator('.target');
	for (let i = 0; inHand(page) !== own.id && i < (await targets.count()); i++) {
		asked.length = 0;
		const before = inHand(page);
		await targets.nth(i).dispatchEvent('click');
		await expect.poll(() => inHand(page)).not.toBe(before);
		await mapIsIdle(page);
	}
	await expect(page.getByText(m.map.yours)).toBeVisible();
	await expect(group).toBeVisible();
	expect(asked).toEqual([]);
});

test('a name yields to cameras, and is still there', async ({ page }) => {
	// Places of the demonstration have their names where their cameras stand.
	await page.goto('/#map=15/44.8138/20.4610');
	await mapIsIdle(page);
	const { marks, covered, names } = await page.evaluate(() => {
		const map = window.okoMap!;
		const labels = ['municipalities', 'neighbourhoods', 'bridge-names'];
		const marks = map
			.queryRenderedFeatures({ layers: ['camera-marks', 'together-marks'] })
			.map(({ geometry }) => map.project((geometry as GeoJSON.Point).coordinates as [number, number]));
		const isCovered = (point: (typeof marks)[number]) =>
			map.queryRenderedFeatures(point, { layers: labels }).length > 0;
		return {
			marks: marks.length,
			covered: marks.filter(isCovered).length,
			names: map.queryRenderedFeatures({ layers: labels }).length
		};
	});
	expect(marks).toBeGreaterThan(5);
	expect(covered).toBe(0);
	expect(names).toBeGreaterThan(0);
});
