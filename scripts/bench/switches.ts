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

/**
 * How long a switch of watched ground takes on a desk, from the press until the map has drawn all of it: the times of
 * some presses, in ms, from afar (squares) and close by (sectors and circles).
 * @throws Error when one of them asks the server for something
 */
export async function switchTimes(
	browser: Browser,
	origin: string
): Promise<Record<'far' | 'close', number[]>> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	const times = { far: [] as number[], close: [] as number[] };
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
		for (const [name, value] of presses) {
			const time = await page.evaluate(
				([name, value]) =>
					new Promise<number>((done) => {
						const began = performance.now();
						document.querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`)?.click();
						window.okoMap?.once('render', () =>
							window.okoMap?.once('idle', () => done(performance.now() - began))
						);
					}),
				[name, value]
			);
			times[where].push(time);
			await mapIsIdle(page);
		}
		if (asked.length > 0) throw new Error(`a switch asked for ${asked.join(', ')}`);
		page.removeAllListeners('request');
	}
	await page.close();
	return times;
}
