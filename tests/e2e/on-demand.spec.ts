import type { Page } from '@playwright/test';
import { expect, mapIsIdle, test, words } from './journey.ts';

/*
 * Code that comes on demand, and does not come: without a network, and after a deploy, when the server has other files.
 */

/** From here on the network is away for everything but the page that is open; answers what brings it back. */
async function withoutNetwork(page: Page): Promise<() => Promise<void>> {
	const all = /^http/;
	await page.route(all, (route) => route.abort('internetdisconnected'));
	return () => page.unroute(all);
}

test.use({ allowFailed: true });

test('a tool whose code does not come says so, and begins when it comes', async ({ page }) => {
	const m = await words('en');
	await page.goto('/en?state=verified');
	await mapIsIdle(page);
	const back = await withoutNetwork(page);
	await page.getByRole('button', { name: m.common.nav.walk }).click();
	await expect(page.getByRole('alert')).toHaveText(m.errors.notLoaded);
	await page.getByRole('button', { name: m.common.retry }).click();
	await expect(page.getByRole('alert')).toHaveText(m.errors.notLoaded);
	await page.getByRole('button', { name: m.common.close }).click();
	await expect(page.getByRole('alert')).toBeHidden();
	await page.getByRole('button', { name: m.common.nav.walk }).click();
	await expect(page.getByRole('alert')).toHaveText(m.errors.notLoaded);
	await back();
	await page.getByRole('button', { name: m.common.retry }).click();
	await expect(page.getByRole('heading', { name: m.walk.title })).toBeVisible();
	await expect(page).toHaveURL(/state=verified/);
});

test('a map whose worker does not come is said, and drawn when it comes', async ({ page, allowStatus }) => {
	const m = await words('en');
	allowStatus.add(404);
	const worker = /maplibre-gl-worker/;
	await page.route(worker, (route) => route.fulfill({ status: 404 }));
	await page.goto('/en#map=14/44.81/20.46');
	await expect(page.getByText(m.map.failed)).toBeVisible();
	await page.unroute(worker);
	await page.getByRole('button', { name: m.common.retry }).click();
	await mapIsIdle(page);
	await expect(page).toHaveURL(/#map=14\//);
});

test('a page whose code does not come says so, and comes when it can', async ({ page }) => {
	const m = await words('en');
	// Until its code is there, a press is the browser's own.
	await page.goto('/en/about', { waitUntil: 'networkidle' });
	const code = /\/_app\/immutable\//;
	await page.route(code, (route) => route.abort());
	await page.getByRole('navigation').getByRole('link', { name: m.common.nav.data }).click();
	await expect(page.getByText(m.errors.notLoaded)).toBeVisible();
	await page.unroute(code);
	await page.getByRole('link', { name: m.common.retry }).click();
	await expect(page.getByRole('heading', { level: 1, name: m.data.title })).toBeVisible();
});
