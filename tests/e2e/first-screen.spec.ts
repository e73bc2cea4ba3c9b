import type { Page } from '@playwright/test';
import { localePath } from '../../src/lib/i18n/locale.ts';
import { expect, expectAccessible, oneLanguage, mapIsIdle, test, words } from './journey.ts';

/** Where the dots of the first view lie on the screen, in px; only those in the map's room. */
function firstDots(page: Page): Promise<{ x: number; y: number }[]> {
	return page.evaluate(() => {
		const room = document.querySelector('.stage')?.getBoundingClientRect();
		return [...document.querySelectorAll('.first-view use')]
			.map((dot) => dot.getBoundingClientRect())
			.map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))
			.filter(({ x, y }) => room && x > room.left && x < room.right && y > room.top && y < room.bottom);
	});
}

/** Where MapLibre shows its dots, in px. */
function mapDots(page: Page): Promise<{ x: number; y: number }[]> {
	return page.evaluate(() => {
		const map = window.okoMap;
		const room = map?.getContainer().getBoundingClientRect();
		const found = map?.queryRenderedFeatures({ layers: ['camera-dots'] }) ?? [];
		return found.map(({ geometry }) => {
			const place = map?.project((geometry as GeoJSON.Point).coordinates as [number, number]);
			return { x: (place?.x ?? 0) + (room?.x ?? 0), y: (place?.y ?? 0) + (room?.y ?? 0) };
		});
	});
}

for (const viewport of [
	{ width: 1281, height: 801 },
	{ width: 390, height: 844 }
]) {
	test(`nothing moves when MapLibre takes over (${viewport.width} px)`, async ({ page }) => {
		await page.addInitScript(() => {
			new PerformanceObserver((list) => {
				for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
					const before = (window as { shifted?: number }).shifted ?? 0;
					Object.assign(window, { shifted: before + entry.value });
				}
			}).observe({ type: 'layout-shift', buffered: true });
		});
		await page.setViewportSize(viewport);
		await page.goto('/');
		const before = await firstDots(page);
		expect(before.length).toBeGreaterThan(20);
		await mapIsIdle(page);
		await expect(page.locator('.first-view')).toHaveCount(0);
		const after = await mapDots(page);
		for (const dot of before) {
			const nearest = Math.min(...after.map(({ x, y }) => Math.hypot(x - dot.x, y - dot.y)));
			expect(nearest).toBeLessThanOrEqual(2);
		}
		expect(await page.evaluate(() => (window as { shifted?: number }).shifted ?? 0)).toBeLessThan(0.05);
	});
}

test('the map starts by itself when nobody touches anything', async ({ page }) => {
	await page.goto('/');
	await page.waitForFunction(() => window.okoMap?.loaded() && !document.querySelector('.first-view'));
});

test('filters in the address are kept to by the first view', async ({ page }) => {
	const dots = async (path: string) => {
		const html = await (await page.request.get(path)).text();
		return [...html.matchAll(/<use href="#(?:d|n)\d"[^>]*>(?:<text[^>]*>(\d+))?/g)].reduce(
			(sum, [, number = 1]) => sum + Number(number),
			0
		);
	};
	const [all, verified, domes] = [
		await dots('/'),
		await dots('/?state=verified'),
		await dots('/?state=verified&type=dome')
	];
	expect(all).toBeGreaterThan(verified);
	expect(verified).toBeGreaterThan(domes);
	expect(domes).toBeGreaterThan(0);
});

test('the dots of the first view are painted, each in the middle of itself', async ({ page }) => {
	// Nobody reaches for the map, so that it is not made yet.
	await page.goto('/');
	const hits = await page.evaluate(() => {
		document.querySelector<HTMLElement>('.first-view')!.style.pointerEvents = 'auto';
		return [...document.querySelectorAll('.first-view use')]
			.map((dot) => dot.getBoundingClientRect())
			.map(({ x, y, width, height }) => document.elementFromPoint(x + width / 2, y + height / 2))
			.filter((hit) => hit?.closest('.stage'))
			.map((hit) => hit?.tagName);
	});
	expect(hits.length).toBeGreaterThan(20);
	expect(new Set(hits)).toEqual(new Set(['use']));
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	for (const { locale } of oneLanguage) {
		test(`the first view is the map, above the panel (${locale})`, async ({ page }) => {
			const m = await words(locale);
			await page.goto(localePath('/', locale));
			const [map, panel] = [page.locator('.first-view svg'), page.locator('h1')];
			await expect(map).toBeVisible();
			await expect(panel).toBeVisible();
			const [mapBox, panelBox] = [await page.locator('.stage').boundingBox(), await panel.boundingBox()];
			expect((mapBox?.y ?? 0) + (mapBox?.height ?? 0)).toBeLessThanOrEqual(panelBox?.y ?? 0);
			expect(mapBox?.height).toBeGreaterThan(300);
			// Playwright finds no texts in noscript by themselves.
			await expect(page.locator('noscript .note')).toContainText(m.map.noScript);
			await expect(page.locator('noscript .note')).toBeVisible();
			await expect(page.getByText(m.map.loading)).toHaveCount(0);
			await page.locator('noscript .note a').click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.list.title);
		});
	}

	test('filters work, and say when nothing is left', async ({ page }) => {
		const m = await words('en');
		await page.goto('/en');
		await page.getByText(m.map.filters, { exact: true }).click();
		await page.getByLabel(m.record.type.values.dome).check();
		await page.getByRole('button', { name: m.list.show }).click();
		await expect(page).toHaveURL(/\/en\?type=dome(&municipality=)?$/);
		await expect(page.getByLabel(m.record.type.values.dome)).toBeChecked();
		await page.goto('/en?state=removed&type=unknown&operator=private');
		await expect(page.getByText(m.map.noMatch)).toBeVisible();
		await page.getByRole('link', { name: m.map.clearFilters }).first().click();
		await expect(page).toHaveURL('/en');
	});
});

test('the map is filtered by municipality', async ({ page }) => {
	const m = await words('sr-Cyrl');
	await page.goto('/sr-Cyrl');
	await page.getByText(m.map.filters, { exact: true }).click();
	await page.getByRole('combobox', { name: m.record.municipality.name }).selectOption({ label: 'Палилула' });
	await expect(page).toHaveURL(/municipality=palilula/);
	const csv = await (await page.request.get('/data/cameras.csv?municipality=palilula')).text();
	const count = csv.trim().split('\r\n').length - 1;
	expect(count).toBeGreaterThan(0);
	await expect(page.locator('.sheet summary').first()).toContainText(`${count} од`);
	await page.reload();
	await expect(page.getByRole('combobox', { name: m.record.municipality.name })).toHaveValue('palilula');
});

test('without WebGL the first view stays, above all cameras', async ({ page }) => {
	const m = await words('en');
	await page.addInitScript(() => {
		HTMLCanvasElement.prototype.getContext = () => null;
	});
	await page.goto('/en');
	await page.mouse.move(200, 200);
	await expect(page.getByText(m.map.noWebgl)).toBeVisible();
	await expect(page.locator('.first-view svg')).toBeVisible();
	await expect(page.locator('.without li')).toHaveCount(50);
	await expectAccessible(page);
});

test('filters that let nothing through say so on the map, and are taken back there', async ({ page }) => {
	const m = await words('sr-Cyrl');
	await page.goto('/sr-Cyrl?state=removed&type=unknown&operator=private');
	await expect(page.getByText(m.map.noMatch)).toBeVisible();
	await mapIsIdle(page);
	await expectAccessible(page);
	await page.locator('.stage').getByRole('link', { name: m.map.clearFilters }).click();
	await expect(page).toHaveURL(/\/sr-Cyrl(#|$)/);
	await expect(page.getByText(m.map.noMatch)).toHaveCount(0);
});

test('the gallery shows every type, and leads to the report', async ({ page }) => {
	const m = await words('sr-Latn');
	await page.goto('/');
	await page.getByRole('link', { name: m.gallery.link }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.gallery.title);
	const shown = [...Object.keys(m.record.type.looks), ...Object.keys(m.gallery.names)];
	await expect(page.getByRole('heading', { level: 3 })).toHaveCount(shown.length);
	await page.getByRole('link', { name: m.common.nav.report, exact: true }).click();
	await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeVisible();
});

test('everything for the map and one weight of type is at most 520 kB', async ({ page }) => {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	const sizes = new Map<string, number>();
	const addresses = new Map<string, string>();
	session.on('Network.responseReceived', ({ requestId, response }) => addresses.set(requestId, response.url));
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const address = addresses.get(requestId) ?? '';
		// What was fetched ahead comes from the cache the second time, with a length of 0.
		sizes.set(address, Math.max(encodedDataLength, sizes.get(address) ?? 0));
	});
	await page.goto('/');
	await mapIsIdle(page);
	const counted = [...sizes].filter(([address]) => !/-400(-normal)?\.[\w-]+\.woff2$/.test(address));
	expect(counted.some(([address]) => address.includes('maplibre-gl-worker'))).toBe(true);
	const total = counted.reduce((sum, [, size]) => sum + size, 0);
	console.log(`with the map and one weight of type: ${Math.round(total / 1000)} kB`);
	expect(total).toBeGreaterThan(300_000);
	expect(total).toBeLessThanOrEqual(520_000);
});
