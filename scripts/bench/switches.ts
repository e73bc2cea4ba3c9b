import type { Browser, Page } from '@playwright/test';
import { ids } from '../../src/lib/map/layer-ids.ts';
import { mapIsIdle, requestsOf } from '../../tests/support/map.ts';

/** Names and values of the key's slider and radio buttons, there and back. */
const presses = [
	['level', '3'],
	['reading', 'zoomed'],
	['states', 'verified'],
	['bound', 'least'],
	['level', '2'],
	['bound', 'most'],
	['states', 'all'],
	['level', '0'],
	['reading', 'glance']
] as const;

/** Times in ms: of each press until the map has drawn all of it, and of drawing the same map again unchanged. */
interface Times {
	presses: number[];
	again: number[];
}

/**
 * How long a switch of watched ground takes on a desk, from afar (squares) and close by (sectors and circles).
 * @throws Error when one of them asks the server for something
 */
export async function switchTimes(browser: Browser, origin: string): Promise<Record<'far' | 'close', Times>> {
	return {
		far: await timesAt(browser, `${origin}/en?layer=watched#map=12.5/44.8125/20.4573`, ids.cellFill),
		close: await timesAt(browser, `${origin}/en?layer=watched#map=16/44.8125/20.4573`, ids.viewFill)
	};
}

/** @param layer what the address shows of watched ground */
async function timesAt(browser: Browser, address: string, layer: string): Promise<Times> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	await page.goto(address);
	await mapIsIdle(page);
	await page.waitForFunction(
		(layer) => window.okoMap && window.okoMap.queryRenderedFeatures({ layers: [layer] }).length > 5,
		layer
	);
	await mapIsIdle(page);
	await page.locator('.key .link').click();
	await page.locator('input[name="states"]').first().waitFor();
	await mapIsIdle(page);
	const asked = requestsOf(page);
	const times: Times = { presses: [], again: [] };
	for (const press of presses) {
		times.presses.push(await timed(page, press));
		await mapIsIdle(page);
		times.again.push(await timed(page, null));
		await mapIsIdle(page);
	}
	await page.close();
	if (asked.length > 0) throw new Error(`a switch asked for ${asked.join(', ')}`);
	return times;
}

/** Of a press, until nothing is left to draw; of none, until the map is drawn once. */
function timed(page: Page, press: readonly [name: string, value: string] | null): Promise<number> {
	return page.evaluate(
		(press) =>
			new Promise<number>((done, fail) => {
				const began = performance.now();
				setTimeout(() => fail(new Error(`${press} draws nothing`)), 30_000);
				const now = () => done(performance.now() - began);
				window.okoMap?.once('render', () => (press ? window.okoMap?.once('idle', now) : now()));
				if (!press) return window.okoMap?.triggerRepaint();
				const [name, value] = press;
				const slider = document.querySelector<HTMLInputElement>(`input[type="range"][name="${name}"]`);
				if (slider) {
					slider.value = value;
					// As the browser's own, which listeners further out hear.
					slider.dispatchEvent(new Event('input', { bubbles: true }));
				} else document.querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`)?.click();
			}),
		press
	);
}
