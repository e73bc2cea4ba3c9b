import type { Browser } from '@playwright/test';
import { withFilledApp } from './process.ts';

const cameras = 100_000;
const frames = 120;

/** Times of frames in ms. */
export interface ScrubTimes {
	/** each with another day of the record */
	days: number[];
	/** what of each the page's main thread takes, on average: the rest is the emulated graphics card's */
	ownPart_ms: number;
	/** the same map drawn once more, without cameras */
	again: number[];
	/** from the end of a movement until the map has drawn the marks of the day */
	rest_ms: number;
}

/** How fast the slider of days moves over 100,000 cameras, all of which are in view, on a desk. */
export function scrubTimes(browser: Browser): Promise<ScrubTimes> {
	return withFilledApp(cameras, async (origin) => {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		await page.goto(`${origin}/en?to=2026-01-01#map=10.6/44.75/20.45`);
		await page.locator('.time input:enabled').waitFor({ timeout: 120_000 });
		await page.waitForFunction(() => window.okoMap?.loaded(), null, { timeout: 120_000 });
		const devtools = await page.context().newCDPSession(page);
		// In time of the processor: a page also waits for the graphics card.
		await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
		const busyMs = async () => {
			const { metrics } = await devtools.send('Performance.getMetrics');
			return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
		};
		await page.evaluate(drawFrames, { frames: 2, days: true });
		const before = await busyMs();
		const days = await page.evaluate(drawFrames, { frames, days: true });
		const ownPart_ms = ((await busyMs()) - before) / frames;
		const again = await page.evaluate(drawFrames, { frames, days: false });
		const rest_ms = await page.evaluate(comeToRest);
		await page.close();
		return { days, ownPart_ms, again, rest_ms };
	});
}

/** Runs in the page: draws frames one after the other, each of another day, or all of the same map. */
async function drawFrames({ frames, days }: { frames: number; days: boolean }): Promise<number[]> {
	const map = window.okoMap!;
	const input = document.querySelector<HTMLInputElement>('.time input')!;
	const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
	const times: number[] = [];
	let last = await frame();
	for (let i = 0; i < frames; i++) {
		if (days) {
			input.valueAsNumber = Math.round((Number(input.max) * (i % 60)) / 60);
			input.dispatchEvent(new Event('input', { bubbles: true }));
		} else map.triggerRepaint();
		await map.once('render');
		const now = await frame();
		times.push(now - last);
		last = now;
	}
	return times;
}

/** Runs in the page: how long a last movement takes until the marks of its day are drawn. */
async function comeToRest(): Promise<number> {
	const map = window.okoMap!;
	const input = document.querySelector<HTMLInputElement>('.time input')!;
	const began = performance.now();
	input.valueAsNumber = Number(input.max) - 1;
	input.dispatchEvent(new Event('input', { bubbles: true }));
	await new Promise<void>((done) => {
		const look = () => {
			if (map.queryRenderedFeatures({ layers: ['past-dots'] }).length === 0) return;
			map.off('idle', look);
			done();
		};
		map.on('idle', look);
	});
	return performance.now() - began;
}
