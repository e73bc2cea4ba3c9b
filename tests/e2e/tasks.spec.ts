import { signIn, someone } from './contributors.ts';
import { expect, mapIsIdle, Presses, test, words } from './journey.ts';

/*
 * How many taps or clicks a task takes, from the first page on. A report is counted in report.spec.ts, the heatmap and what
 * a small phone shows unasked in shell.spec.ts and small.spec.ts.
 */

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

	test('who has a key votes on what needs checking by at most six taps', async ({
		page,
		context,
		baseURL
	}) => {
		const m = await words('sr-Latn');
		const origin = baseURL ?? '';
		await signIn(context, await someone(origin), origin);
		await page.goto('/');
		await mapIsIdle(page);
		const taps = new Presses('tap');
		await taps.on(page.getByRole('button', { name: m.common.menu }));
		await taps.on(page.locator('header').getByRole('link', { name: m.common.nav.check }));
		// The list of the page before has links too.
		await expect(page).toHaveURL('/check');
		await taps.on(page.locator('main ol a').first());
		await taps.on(page.getByRole('button', { name: m.review.present }));
		await expect(page.getByText(m.review.outcome.counted)).toBeVisible();
		expect(taps.count).toBeLessThanOrEqual(6);
	});

	test('who has none makes one on the way, by at most six taps', async ({ page }) => {
		const m = await words('en');
		const { features } = (await (await page.request.get('/data/cameras.geojson?state=reported')).json()) as {
			features: { id: string }[];
		};
		await page.goto(`/en?camera=${features[0]?.id}`);
		await mapIsIdle(page);
		const taps = new Presses('tap');
		await taps.on(page.getByRole('link', { name: m.review.signInButton }));
		await taps.on(page.getByRole('button', { name: m.account.makeButton }));
		await taps.on(page.getByRole('link', { name: m.account.goOn }));
		await taps.on(page.getByRole('button', { name: m.review.present }));
		await expect(page.getByText(m.review.outcome.counted)).toBeVisible();
		expect(taps.count).toBeLessThanOrEqual(6);
	});
});

test('a picture of the heatmap with its title takes at most three clicks', async ({ page }) => {
	const m = await words('en');
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto('/en');
	await mapIsIdle(page);
	const clicks = new Presses('click');
	await clicks.on(page.locator('.layers').getByText(m.coverage.layers.density));
	await expect(page).toHaveURL(/layer=density/);
	await mapIsIdle(page);
	const download = page.waitForEvent('download');
	await clicks.on(page.getByRole('button', { name: m.view.picture }));
	expect((await download).suggestedFilename()).toMatch(/^DEMO-oko-density-\d{4}-\d{2}-\d{2}\.png$/);
	expect(clicks.count).toBeLessThanOrEqual(3);
});
