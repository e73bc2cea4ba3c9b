import type { Browser } from '@playwright/test';
import { withFilledApp } from './process.ts';

const cameras = 100_000;
const frames = 120;

/** Times of frames in ms. */
export interface ScrubTimes {
	/** each with another day of the record */
	days: number[];
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
		const times = await page.evaluate(measure, frames);
		await page.close();
		return times;
	});
}

/** Runs in the page. */
async function measure(frames: number): Promise<ScrubTimes> {
	const map = window.okoMap!;
	const input = document.querySelector<HTMLInputElement>('.time input')!;
	const most = Number(input.max);
	const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
	const timesOf = async (draw: (i: number) => void) => {
		const times: number[] = [];
		let last = await frame();
		for (let i = 0; i < frames; i++) {
			draw(i);
			const rendered = map.once('render');
			await rendered;
			const now = await frame();
			times.push(now - last);
			last = now;
		}
		return times;
	};
	const pull = (i: number) => {
		input.valueAsNumber = Math.round((most * (i % 60)) / 60);
		input.dispatchEvent(new Event('input', { bubbles: true }));
	};
	pull(0);
	await map.once('idle');
	const days = await timesOf(pull);
	pull(0);
	await map.once('idle');
	const again = await timesOf(() => map.triggerRepaint());
	const began = performance.now();
	pull(59);
	await new Promise<void>((done) => {
		const look = () => {
			if (map.queryRenderedFeatures({ layers: ['past-dots'] }).length === 0) return;
			map.off('idle', look);
			done();
		};
		map.on('idle', look);
	});
	return { days, again, rest_ms: performance.now() - began };
}
