import type { Page } from '@playwright/test';
import type { Map } from 'maplibre-gl';

declare global {
	interface Window {
		okoMap?: Map;
	}
}

/**
 * Reaches for the map, as a visitor does, and waits until it has drawn everything. A map says `loaded()` before it has
 * placed its marks, so the event of the map is asked for: every frame that leaves nothing to do ends with it. Twice,
 * because at the first the page may give it more to draw (the view cones).
 */
export async function mapIsIdle(page: Page): Promise<void> {
	await page.waitForFunction(() => {
		if (!window.okoMap) dispatchEvent(new Event('pointermove'));
		return window.okoMap?.loaded() && !document.querySelector('.first-view');
	});
	await page.evaluate(async () => {
		for (let times = 0; times < 2; times++) {
			const idle = window.okoMap?.once('idle');
			window.okoMap?.triggerRepaint();
			await idle;
		}
	});
}

/** The addresses that a page asks for from now on; not its icon, which Chromium looks for again at every new address. */
export function requestsOf(page: Page): string[] {
	const asked: string[] = [];
	page.on('request', (request) => request.url().endsWith('/icon.svg') || asked.push(request.url()));
	return asked;
}
