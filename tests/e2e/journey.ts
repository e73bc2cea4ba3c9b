import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type { Locale } from '../../src/lib/i18n/locale.ts';
import { encodeCameraId } from '../../src/lib/camera/id.ts';
import { cameraLayers } from '../../src/lib/map/layer-ids.ts';
import { isFull } from '../support/full.ts';

export { expect };
export { countPixels, mapIsIdle, pixelsOf, requestsOf } from '../support/map.ts';
/** The words of a language, so that journeys find things as people do. */
export { allWords as words } from '../support/words.ts';

/**
 * Every journey fails on a request to a foreign host, on an error in the console, and on an uncaught
 * exception, wherever in the journey it happens. An answer that a journey expects to be refused is named
 * with `allowStatus`, because Chromium reports every 4xx in the console.
 */
export const test = base.extend<{ allowStatus: Set<number>; allowFailed: boolean }>({
	/** whether requests may fail, which Chromium reports in the console too */
	allowFailed: [false, { option: true }],
	// The server of the project's engine; tests/support/journeys.ts started it.
	// eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
	baseURL: async ({}, use, info) => {
		await use(process.env[info.project.metadata.server as string] ?? '');
	},
	// eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
	allowStatus: async ({}, use) => {
		await use(new Set());
	},
	context: async ({ context, baseURL, allowStatus, allowFailed }, use) => {
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
			// What Chromium says of a header on every page that comes by plain http.
			if (message.text().includes("because the URL's origin was untrustworthy")) return;
			if (allowFailed && /net::ERR_|dynamically imported|Failed to fetch/.test(message.text())) return;
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
		// A frame without scripts lets no script of axe in; /embed is looked at by itself.
		.exclude('iframe')
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.analyze();
	// Where cameras stand on a map is essential (WCAG 2.2, 2.5.8): those of one place are as close as they are.
	const isPin = (id: string, target: unknown) => id === 'target-size' && String(target).startsWith('.target');
	const found = violations
		.map(({ id, nodes }) => ({
			id,
			targets: nodes.map(({ target }) => target).filter((one) => !isPin(id, one))
		}))
		.filter(({ targets }) => targets.length > 0)
		.map(({ id, targets }) => `${id}: ${targets.join(' ')}`);
	expect(found, 'axe').toEqual([]);
}

/** The languages by their path prefix. */
export const languages: { locale: Locale; prefix: string }[] = [
	{ locale: 'sr-Latn', prefix: '' },
	{ locale: 'sr-Cyrl', prefix: '/sr-Cyrl' },
	{ locale: 'en', prefix: '/en' }
];

/** Each language once, in one of the colour schemes: a smoke test where one language is tried in full. */
export const looks: { locale: Locale; colorScheme: 'light' | 'dark' }[] = [
	{ locale: 'sr-Latn', colorScheme: 'light' },
	{ locale: 'sr-Cyrl', colorScheme: 'dark' },
	{ locale: 'en', colorScheme: 'light' }
];

/** Ids of the cameras that the map shows now. */
export async function shownCameras(page: Page): Promise<string[]> {
	const numbers = await page.evaluate(
		(layers) => {
			const drawn = layers.filter((layer) => window.okoMap?.getLayer(layer));
			return (window.okoMap?.queryRenderedFeatures({ layers: drawn }) ?? []).map(({ id }) => Number(id));
		},
		[...cameraLayers]
	);
	return [...new Set(numbers)].map(encodeCameraId);
}

/**
 * A journey that goes the same way in every language goes in one: that its words are there is the compiler's business, and
 * every page is looked at in all three (pages.spec.ts). With OKO_FULL=1 it goes in all.
 */
export const oneLanguage = languages.filter(({ locale }) => isFull || locale === 'sr-Cyrl');
export const oneLook = looks.filter(({ locale }) => isFull || locale === 'sr-Cyrl');

/** What the map looks at. */
export function shownView(page: Page): Promise<{ zoom: number; lng: number; lat: number }> {
	return page.evaluate(() => {
		const map = window.okoMap;
		return { zoom: map?.getZoom() ?? 0, lng: map?.getCenter().lng ?? 0, lat: map?.getCenter().lat ?? 0 };
	});
}

/** Taps or clicks, and counts them. */
export class Presses {
	readonly #how: 'tap' | 'click';
	count = 0;

	constructor(how: 'tap' | 'click') {
		this.#how = how;
	}

	async on(target: Locator): Promise<void> {
		await target[this.#how]();
		this.count++;
	}
}

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
	for (let presses = 0; presses < 120; presses++) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab never reached ${target}`);
}
