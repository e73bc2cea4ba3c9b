import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

export { expect };

/**
 * Every journey fails on a request to a foreign host, on an error in the console, and on an uncaught
 * exception, wherever in the journey it happens. An answer that a journey expects to be refused is named
 * with `allowStatus`, because Chromium reports every 4xx in the console.
 */
export const test = base.extend<{ allowStatus: Set<number> }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
	allowStatus: async ({}, use) => {
		await use(new Set());
	},
	context: async ({ context, baseURL, allowStatus }, use) => {
		const faults: string[] = [];
		const home = new URL(baseURL ?? '').host;
		await context.route(
			(url) => /^https?:$/.test(url.protocol) && url.host !== home,
			async (route) => {
				faults.push(`request to a foreign host: ${route.request().url()}`);
				await route.abort();
			}
		);
		context.on('console', (message) => {
			if (message.type() !== 'error') return;
			const status = Number(/status of (\d{3})/.exec(message.text())?.[1]);
			if (!allowStatus.has(status)) faults.push(`console: ${message.text()} (${message.location().url})`);
		});
		context.on('weberror', (error) => faults.push(`exception: ${error.error().message}`));
		await use(context);
		expect(faults, 'foreign requests, console errors and exceptions').toEqual([]);
	}
});

/** Fails on any violation of WCAG 2.2 AA that axe can see on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.analyze();
	const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`);
	expect(found, 'axe').toEqual([]);
}

/** The languages by their path prefix. */
export const languages = [
	{ locale: 'sr-Latn', prefix: '' },
	{ locale: 'sr-Cyrl', prefix: '/sr-Cyrl' },
	{ locale: 'en', prefix: '/en' }
] as const;
