import type { Browser } from '@playwright/test';
import { ids } from '../../src/lib/map/layer-ids.ts';
import { mapIsIdle } from '../../tests/support/map.ts';

/** Names and values of the panel's radio buttons, there and back. */
const presses = [
	['level', 'identify'],
	['reading', 'zoomed'],
	['states', 'verified'],
	['bound', 'least'],
	['level', 'recognise'],
	['bound', 'most'],
	['states', 'all'],
	['level', 'detect'],
	['reading', 'glance']
] as const;

/** Times in ms: of some presses until the map has drawn all of it, and of drawing the same map again unchanged. */
interface Times {
	presses: number[];
	again: number[];
}

/**
 * How long a switch of watched ground takes on a desk, from afar (squares) and close by (sectors and circles).
 * @throws Error when one of them asks the server for something
 */
export async function switchTimes(browser: Browser, origin: string): Promise<Record<'far' | 'close', Times>> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	const times = { far: { presses: [], again: [] }, close: { presses: [], again: [] } } as Record<
		'far' | 'close',
		Times
	>;
	const timed = (press: [name: string, value: string] | null) =>
		page.evaluate(
			(press) =>
				new Promise<number>((done) => {
					const began = performance.now();
					const now = () => done(performance.now() - began);
					// A switch is done when nothing is left to draw.
					window.okoMap?.once('render', () => (press ? window.okoMap?.once('idle', now) : now()));
					if (!press) return window.okoMap?.triggerRepaint();
					const [name, value] = press;
					document.querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`)?.click();
				}),
			press
		);
	for (const [where, zoom] of [
		['far', 12.5],
		['close', 16]
	] as const) {
		// From one place to another in the address the page is not loaded anew.
		await page.goto('about:blank');
		await page.goto(`${origin}/en?layer=watched#map=${zoom}/44.8125/20.4573`);
		await mapIsIdle(page);
		await page.waitForFunction(
			(layers) => window.okoMap && window.okoMap.queryRenderedFeatures({ layers }).length > 5,
			[where === 'far' ? ids.cellFill : ids.viewFill]
		);
		await mapIsIdle(page);
		const asked: string[] = [];
		// Chromium looks for the page's icon again whenever the address changes.
		page.on('request', (request) => request.url().endsWith('/icon.svg') || asked.push(request.url()));
		for (const press of presses) {
			times[where].presses.push(await timed([...press]));
			await mapIsIdle(page);
			times[where].again.push(await timed(null));
			await mapIsIdle(page);
		}
		if (asked.length > 0) throw new Error(`a switch asked for ${asked.join(', ')}`);
		page.removeAllListeners('request');
	}
	await page.close();
	return times;
}
