import type { Browser } from '@playwright/test';
import { withFilledApp } from './process.ts';

const cameras = 50_000;
/** the whole city, where a window holds most of the cameras; then closer, where each is a mark */
const zooms = [11, 14.5];
const strokes = 12;

/**
 * The longest time without a frame while somebody drags the map about over 50,000 cameras, and rests between the
 * strokes: ms, at each of two zooms.
 */
export function longestPauses(browser: Browser): Promise<number[]> {
	return withFilledApp(cameras, async (origin) => {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		const pauses: number[] = [];
		for (const zoom of zooms) {
			await page.goto(`${origin}/en#map=${zoom}/44.75/20.45`);
			await page.reload();
			await page.waitForFunction(() => window.okoMap?.loaded(), null, { timeout: 60_000 });
			await page.evaluate(watchFrames);
			for (let stroke = 0; stroke < strokes; stroke++) {
				const by = stroke % 2 ? -240 : 240;
				await page.mouse.move(500, 450);
				await page.mouse.down();
				await page.mouse.move(500 + by, 450 + by / 2, { steps: 12 });
				await page.mouse.up();
				await page.waitForFunction(() => window.okoMap?.loaded() && !window.okoMap.isMoving());
			}
			pauses.push(await page.evaluate(() => window.okoLongestPause ?? 0));
		}
		await page.close();
		return pauses;
	});
}

declare global {
	interface Window {
		okoLongestPause?: number;
	}
}

/** Runs in the page. */
function watchFrames(): void {
	window.okoLongestPause = 0;
	let last = performance.now();
	const frame = () => {
		const now = performance.now();
		window.okoLongestPause = Math.max(window.okoLongestPause ?? 0, now - last);
		last = now;
		requestAnimationFrame(frame);
	};
	requestAnimationFrame(frame);
}
