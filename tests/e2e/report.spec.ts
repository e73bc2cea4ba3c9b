import type { Page } from '@playwright/test';
import {
	expect,
	expectAccessible,
	languages,
	mapIsIdle,
	oneLanguage,
	Presses,
	shownCameras,
	tabTo,
	test,
	words
} from './journey.ts';

/*
 * The main job: a stranger reports a camera, sees it on the map, finds it in the list and in the download;
 * by mouse, by keyboard and without JavaScript, in every language.
 */

/** The camera of the page that thanks, by the link to it. */
async function reportedId(page: Page): Promise<string> {
	const href = await page.locator('a[href*="/cameras/"]').first().getAttribute('href');
	return href?.split('/').pop() ?? '';
}

async function isEverywhere(page: Page, prefix: string, id: string, heading: number | null): Promise<void> {
	const list = await page.goto(`${prefix}/list?q=${id}`);
	expect(list?.status()).toBe(200);
	await expect(page.locator(`a[href$="/cameras/${id}"]`)).toBeVisible();
	const download = await page.request.get('/data/cameras.geojson');
	expect(download.headers()['content-disposition']).toContain('DEMO-');
	const { demonstration, features } = (await download.json()) as {
		demonstration: boolean;
		features: { id: string; properties: { heading_deg: number | null; type: string } }[];
	};
	expect(demonstration).toBe(true);
	const feature = features.find((one) => one.id === id);
	expect(feature?.properties).toMatchObject({ type: 'ptz', heading_deg: heading });
}

/** Different for every run, so that no journey reports beside another's camera. */
function slot(locale: string, way: 'mouse' | 'keyboard' | 'plain'): number {
	return (
		languages.findIndex((one) => one.locale === locale) * 3 + ['mouse', 'keyboard', 'plain'].indexOf(way)
	);
}

for (const { locale, prefix } of oneLanguage) {
	test(`by mouse (${locale})`, async ({ page }) => {
		const m = await words(locale);
		const n = slot(locale, 'mouse');
		await page.goto(prefix || '/');
		await mapIsIdle(page);
		await page.getByRole('link', { name: m.common.nav.report }).click();
		await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeVisible();
		await expect(page.getByRole('img', { name: m.report.crosshair })).toBeVisible();
		const box = await page.locator('.stage').boundingBox();
		const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
		const before = await page.evaluate(() => window.okoMap?.getCenter().toArray());
		await page.mouse.move(x, y);
		await page.mouse.down();
		await page.mouse.move(x + 60 + n * 10, y + 40, { steps: 8 });
		await page.mouse.up();
		await mapIsIdle(page);
		expect(await page.evaluate(() => window.okoMap?.getCenter().toArray())).not.toEqual(before);
		for (let zoom = 0; zoom < 5; zoom++) {
			await page.getByRole('button', { name: m.map.zoomIn }).click();
			await mapIsIdle(page);
		}

		const handle = page.getByRole('slider', { name: m.record.heading_deg.ask });
		await handle.hover();
		await page.mouse.down();
		await page.mouse.move(x + 80, y, { steps: 6 });
		await page.mouse.up();
		await expect(handle).toHaveAttribute('aria-valuenow', '90');
		await page.getByRole('button', { name: m.common.next }).click();

		await page.getByLabel(m.record.type.values.ptz).check();
		await page.getByText(m.report.moreFacts).click();
		await page.getByLabel(m.record.operator.values.mup).check();
		await page.getByRole('button', { name: m.common.next }).click();
		await page.getByLabel(m.report.publishNow, { exact: true }).check();
		await page.getByRole('button', { name: m.report.send }).click();

		await expect(page.getByRole('heading', { name: m.report.done })).toBeVisible();
		const id = await reportedId(page);
		await expect.poll(() => shownCameras(page)).toContain(id);
		await isEverywhere(page, prefix, id, 90);
	});

	// In full in one language; the others are tried by mouse.
	if (locale !== 'sr-Latn') continue;

	test(`by keyboard (${locale})`, async ({ page }) => {
		const m = await words(locale);
		const n = slot(locale, 'keyboard');
		await page.goto(prefix || '/');
		await mapIsIdle(page);
		const press = async (name: string, role: 'link' | 'button' = 'button') => {
			await tabTo(page, page.getByRole(role, { name }));
			await page.keyboard.press('Enter');
		};
		await press(m.common.nav.report, 'link');
		await tabTo(page, page.getByRole('textbox', { name: m.report.position }));
		await page.keyboard.type(`44.${7000 + n * 10}, 20.55`);
		await page.keyboard.press('Enter');
		await mapIsIdle(page);
		await tabTo(page, page.getByRole('slider'));
		for (let turn = 0; turn < 3; turn++) await page.keyboard.press('ArrowRight');
		await expect(page.getByRole('slider')).toHaveAttribute('aria-valuenow', '15');
		await press(m.common.next);
		await tabTo(page, page.locator('input[name=type]:checked'));
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('ArrowUp');
		await expect(page.getByLabel(m.record.type.values.ptz)).toBeChecked();
		await press(m.common.next);
		await press(m.report.send);
		await expect(page.getByRole('heading', { name: m.report.done })).toBeFocused();
		const id = await reportedId(page);
		await expect.poll(() => shownCameras(page)).toContain(id);
		await isEverywhere(page, prefix, id, 15);
	});

	test.describe('without JavaScript', () => {
		test.use({ javaScriptEnabled: false });
		test(`by the plain form (${locale})`, async ({ page, allowStatus }) => {
			allowStatus.add(422);
			const m = await words(locale);
			const n = slot(locale, 'plain');
			await page.goto(prefix || '/');
			await page.getByRole('link', { name: m.common.nav.report }).click();
			await expect(page).toHaveURL(new RegExp(`${prefix}/report$`));
			await page.getByLabel(m.report.position, { exact: true }).fill('20.55, 44.6');
			await page.getByLabel(m.record.type.ask).selectOption('ptz');
			await page.getByLabel(m.record.height_m.ask).fill('5,5');
			await page.getByLabel(m.report.note).fill('Ћирилица, latinica');
			await page.getByLabel(m.report.publishNow, { exact: true }).check();
			await page.getByRole('button', { name: m.report.send }).click();
			// Exchanged coordinates: said, and everything typed is still there.
			await expect(page.getByText(m.errors.field.swapped)).toBeVisible();
			await expect(page.getByLabel(m.record.height_m.ask)).toHaveValue('5,5');
			await expect(page.getByLabel(m.report.note)).toHaveValue('Ћирилица, latinica');
			await expect(page.getByLabel(m.record.type.ask)).toHaveValue('ptz');
			await page.getByLabel(m.report.position, { exact: true }).fill(`44.${6000 + n * 10}, 20.55`);
			await page.getByRole('button', { name: m.report.send }).click();
			await expect(page.getByText(m.report.done)).toBeVisible();
			const id = await reportedId(page);
			await isEverywhere(page, prefix, id, null);
		});
	});
}

test('a known camera is asked about; "this one" is a sighting, and can be taken back', async ({ page }) => {
	const m = await words('sr-Latn');
	const choosePlace = async () => {
		await page.getByRole('link', { name: m.common.nav.report }).click();
		await page.getByRole('textbox', { name: m.report.position }).fill('44.9, 20.3');
		await page.getByRole('button', { name: m.report.positionShow, exact: true }).click();
		await page.getByRole('button', { name: m.common.next }).click();
	};
	const known = page.getByRole('heading', { name: m.report.near(1) });
	const send = () => page.getByRole('button', { name: m.report.send }).click();
	await page.goto('/');
	await mapIsIdle(page);
	await choosePlace();
	await page.getByRole('button', { name: m.common.next }).click();
	await send();
	await expect(page.getByRole('heading', { name: m.report.done })).toBeVisible();
	const id = await reportedId(page);
	await page.getByRole('button', { name: m.common.close }).click();
	// It is asked as soon as the place is there; the camera on the map has the number that it has in the list.
	await choosePlace();
	await expect(known).toBeFocused();
	await expect(page.locator('.stage .known')).toHaveText('1');
	await expectAccessible(page);
	await page.getByRole('button', { name: m.report.another }).click();
	await expect(page.getByRole('heading', { name: m.report.steps.what })).toBeVisible();
	await page.goBack();
	await expect(known).toBeVisible();
	// Of a known camera nothing more is asked.
	await page.getByRole('button', { name: m.report.same }).click();
	await expect(page.getByRole('heading', { name: m.report.steps.send })).toBeVisible();
	await expect(page.getByText(m.report.step('2', '2'))).toBeVisible();
	await send();
	await expect(page.getByRole('heading', { name: m.report.doneSame })).toBeVisible();
	expect(await reportedId(page)).toBe(id);
	await page.getByRole('button', { name: m.report.undo }).click();
	await expect(page.getByRole('heading', { name: m.report.undone })).toBeVisible();
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

	test('heading and type are reported by six taps and one drag, and 150 words', async ({ page, context }) => {
		const m = await words('en');
		await context.grantPermissions(['geolocation']);
		await context.setGeolocation({ longitude: 20.55, latitude: 44.55, accuracy: 8 });
		await page.goto('/en');
		await mapIsIdle(page);
		const taps = new Presses('tap');
		let read = 0;
		const readStep = async (step: keyof typeof m.report.steps) => {
			await expect(page.getByRole('heading', { name: m.report.steps[step] })).toBeVisible();
			const text = await page.locator('.sheet section').innerText();
			read += text.split(/\s+/).filter((word) => /\w/.test(word)).length;
		};
		await taps.on(page.getByRole('link', { name: m.common.nav.report }).first());
		await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeVisible();
		await taps.on(page.getByRole('button', { name: m.report.gps }));
		await expect(page.getByText(m.report.gpsAccuracy('8'))).toBeVisible();
		await mapIsIdle(page);
		await readStep('place');
		const handle = page.getByRole('slider', { name: m.record.heading_deg.ask });
		const { x, y, width } = (await handle.boundingBox()) ?? { x: 0, y: 0, width: 0 };
		await page.mouse.move(x + width / 2, y + width / 2);
		await page.mouse.down();
		await page.mouse.move(x + width / 2 + 60, y + width / 2 + 40, { steps: 5 });
		await page.mouse.up();
		await taps.on(page.getByRole('button', { name: m.common.next }));
		await readStep('what');
		await taps.on(page.getByRole('radio', { name: m.record.type.values.ptz }));
		await taps.on(page.getByRole('button', { name: m.common.next }));
		await readStep('send');
		await taps.on(page.getByRole('button', { name: m.report.send }));
		await expect(page.getByText(m.report.doneLater)).toBeVisible();
		expect(taps.count).toBe(6);
		expect(read).toBeLessThanOrEqual(150);
	});
});

test('what could not be asked before is asked when the report is sent', async ({
	page,
	context,
	allowStatus
}) => {
	for (const status of [409, 503]) allowStatus.add(status);
	const m = await words('en');
	const { features } = (await (await page.request.get('/data/cameras.geojson?state=verified')).json()) as {
		features: { id: string; geometry: { coordinates: [number, number] } }[];
	};
	const [{ id, geometry } = { id: '', geometry: { coordinates: [0, 0] } }] = features;
	await context.route('**/api/cameras/near?*', (route) => route.fulfill({ status: 503 }));
	await page.goto('/en');
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.report }).click();
	const [lng, lat] = geometry.coordinates;
	await page.getByRole('textbox', { name: m.report.position }).fill(`${lat}, ${lng}`);
	for (let step = 0; step < 2; step++) await page.getByRole('button', { name: m.common.next }).click();
	await page.getByRole('button', { name: m.report.send }).click();
	const known = page.getByRole('listitem').filter({ hasText: id });
	await known.getByRole('button', { name: m.report.same }).click();
	await expect(page.getByRole('heading', { name: m.report.doneSame })).toBeVisible();
});

test('a report for later is seen by its own device only, at once', async ({ page, context }) => {
	const m = await words('sr-Latn');
	await context.grantPermissions(['geolocation']);
	await context.setGeolocation({ longitude: 20.31, latitude: 44.91, accuracy: 12 });
	await page.goto('/');
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.report }).click();
	await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeVisible();
	await page.getByRole('button', { name: m.report.gps }).click();
	await expect(page.getByText(m.report.gpsAccuracy('12'))).toBeVisible();
	await mapIsIdle(page);
	for (let step = 0; step < 2; step++) await page.getByRole('button', { name: m.common.next }).click();
	// The device says that one stands there.
	await expect(page.getByLabel(m.report.publishLater)).toBeChecked();
	await page.getByRole('button', { name: m.report.send }).click();
	await expect(page.getByText(m.report.doneLater)).toBeVisible();
	await page.getByRole('button', { name: m.common.close }).click();
	const mine = await page.evaluate(
		() => (JSON.parse(sessionStorage.getItem('oko-own-reports') ?? '[]') as { id: string }[])[0]?.id
	);
	await expect.poll(() => shownCameras(page)).toContain(mine);
	await page.reload();
	await mapIsIdle(page);
	expect(await (await page.request.get('/data/cameras.geojson')).text()).not.toContain(mine);
	expect((await page.request.get(`/cameras/${mine}`)).status()).toBe(404);
});

test('a position outside the City is said at once, and nothing moves', async ({ page, context }) => {
	const m = await words('en');
	await context.grantPermissions(['geolocation']);
	await context.setGeolocation({ longitude: 19.84, latitude: 45.25, accuracy: 12 });
	await page.goto('/en');
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.report }).click();
	await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeVisible();
	await page.getByRole('button', { name: m.report.gps }).click();
	await expect(page.getByText(m.report.gpsOutside)).toBeVisible();
	// What the server would refuse at the end is said here.
	await context.setGeolocation({ longitude: 20.46, latitude: 44.81, accuracy: 65_000 });
	await page.getByRole('button', { name: m.report.gps }).click();
	await expect(page.getByText(m.report.gpsCoarse('65,000'))).toBeVisible();
	await context.clearPermissions();
	await page.getByRole('button', { name: m.report.gps }).click();
	await expect(page.getByText(m.common.noLocation.denied)).toBeVisible();
	for (const [typed, words] of [
		['45.25, 19.84', m.errors.field.outside_area],
		['20.4573, 44.8178', m.errors.field.swapped],
		['somewhere', m.errors.field.invalid]
	] as const) {
		await page.getByRole('textbox', { name: m.report.position }).fill(typed);
		await page.getByRole('button', { name: m.report.positionShow, exact: true }).click();
		await expect(page.getByText(words)).toBeVisible();
	}
});

test('nothing entered is lost when the server is away; sent again it is written once', async ({
	page,
	context,
	allowStatus
}) => {
	const m = await words('en');
	await page.goto('/en');
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.report }).click();
	await page.getByRole('textbox', { name: m.report.position }).fill('44.93, 20.33');
	await page.getByRole('button', { name: m.report.positionShow, exact: true }).click();
	for (let step = 0; step < 2; step++) await page.getByRole('button', { name: m.common.next }).click();
	await page.getByText(m.report.dayAndNote).click();
	await page.getByLabel(m.report.note).fill('typed with care');
	// The answer is lost on its way: the report is written, and the visitor does not know.
	allowStatus.add(0);
	let lost = false;
	await context.route('**/api/reports', async (route) => {
		if (lost) return route.continue();
		lost = true;
		await route.fetch();
		await route.fulfill({ status: 502, contentType: 'text/plain', body: 'bad gateway' });
	});
	allowStatus.add(502);
	await page.getByRole('button', { name: m.report.send }).click();
	await expect(page.getByRole('alert')).toHaveText(m.errors.network);
	await expect(page.getByLabel(m.report.note)).toHaveValue('typed with care');
	await page.getByRole('button', { name: m.report.send }).click();
	await expect(page.getByRole('heading', { name: m.report.done })).toBeVisible();
	const near = await page.request.get('/api/cameras/near?lng=20.33&lat=44.93');
	expect(((await near.json()) as { candidates: unknown[] }).candidates).toHaveLength(1);
});

test('a camera on a home is refused, with the reason, where it was entered', async ({
	page,
	allowStatus
}) => {
	allowStatus.add(422);
	const m = await words('sr-Latn');
	await page.goto('/');
	await mapIsIdle(page);
	await page.getByRole('link', { name: m.common.nav.report }).click();
	// Too far out to be exact: the map comes closer first, and says why.
	await page.getByRole('button', { name: m.common.next }).click();
	await expect(page.getByRole('alert')).toHaveText(m.report.zoomIn);
	await page.getByRole('button', { name: m.common.next }).click();
	// The map of the demonstration may have a camera there.
	const another = page.getByRole('button', { name: m.report.another });
	await expect(page.getByRole('heading', { name: m.report.steps.what }).or(another)).toBeVisible();
	if (await another.isVisible()) await another.click();
	await page.getByText(m.report.moreFacts).click();
	await page.getByLabel(m.record.operator.values.private).check();
	await page.getByRole('button', { name: m.common.next }).click();
	await page.getByRole('button', { name: m.report.send }).click();
	await expect(page.getByRole('heading', { name: m.report.steps.what })).toBeVisible();
	await expect(page.getByText(m.errors.field.required)).toBeVisible();
	await page.getByLabel(m.report.yes, { exact: true }).first().check();
	await expect(page.getByText(m.errors.field.on_dwelling)).toBeVisible();
	await expectAccessible(page);
});
