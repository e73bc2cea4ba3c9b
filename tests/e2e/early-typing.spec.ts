import type { Page } from '@playwright/test';
import { reported, signIn, someone } from './contributors.ts';
import { expect, test } from './journey.ts';

/** Fills every field in view with something else, as its kind allows, and answers what then stands in each. */
function fillAll(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		for (const folded of document.querySelectorAll('main details')) folded.setAttribute('open', '');
		const stands: string[] = [];
		const taken = new Set<string>();
		for (const field of document.querySelectorAll<HTMLInputElement>('main :is(input, select, textarea)')) {
			if (field.type === 'hidden' || field.disabled || !field.checkVisibility()) continue;
			if (field.type === 'checkbox') field.checked = !field.checked;
			else if (field.type === 'radio') {
				if (field.checked || taken.has(field.name)) continue;
				taken.add(field.name);
				field.checked = true;
			} else if (field instanceof HTMLSelectElement) {
				field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
			} else field.value = field.type === 'date' ? '2026-01-02' : '44.8';
			stands.push(`${field.type} ${field.name} ${field.id}`);
		}
		return stands;
	});
}

/** What stands in every field in view. */
function fields(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll<HTMLInputElement>('main :is(input, select, textarea)')]
			.filter((field) => field.type !== 'hidden' && field.checkVisibility())
			.map((field) => `${field.name || field.id}: ${field.value} ${field.checked ?? ''}`)
	);
}

test('what is typed and chosen before the scripts have come stays, on every page with a form', async ({
	page,
	context,
	baseURL
}) => {
	const origin = baseURL ?? '';
	const id = await reported(origin, { position: '44.6312, 20.4312' });
	await expectKept(page, '/account');
	await signIn(context, await someone(origin, true), origin);
	const paths = ['/', '/list', '/check', '/report', '/survey', `/cameras/${id}`, '/desk', '/desk/flood'];
	for (const path of paths) await expectKept(page, path);
});

async function expectKept(page: Page, path: string): Promise<void> {
	const entries = /\/_app\/immutable\/entry\//;
	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	await page.route(entries, async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(`/en${path}`, { waitUntil: 'commit' });
	await page.locator('footer.print-only').waitFor({ state: 'attached' });
	const filled = await fillAll(page);
	expect(filled.length, path).toBeGreaterThan(0);
	const before = await fields(page);
	letGo();
	await page.waitForFunction(() => 'sveltekit:history' in (history.state ?? {}));
	await page.waitForLoadState('networkidle');
	expect.soft(await fields(page), path).toEqual(before);
	await page.unroute(entries);
}
