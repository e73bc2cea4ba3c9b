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

/** The pixels of a picture, decoded in the page: red, green, blue and opacity, one after the other. */
export async function pixelsOf(page: Page, png: Buffer): Promise<Uint8Array> {
	const decoded = await page.evaluate(async (base64) => {
		const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
		const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
		const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
		context?.drawImage(image, 0, 0);
		const data = context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
		const reader = new FileReader();
		reader.readAsDataURL(new Blob([data]));
		await new Promise((done) => (reader.onload = done));
		return String(reader.result).split(',')[1] ?? '';
	}, png.toString('base64'));
	return Buffer.from(decoded, 'base64');
}

/** How many pixels of the map are counted, and how many it has. */
export async function countPixels(
	page: Page,
	isCounted: (red: number, green: number, blue: number) => boolean
): Promise<{ counted: number; all: number }> {
	const data = await pixelsOf(page, await page.locator('canvas.maplibregl-canvas').screenshot());
	let counted = 0;
	for (let at = 0; at < data.length; at += 4)
		if (isCounted(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) counted++;
	return { counted, all: data.length / 4 };
}

/** The addresses that a page asks for from now on; not its icon, which Chromium looks for again at every new address. */
export function requestsOf(page: Page): string[] {
	const asked: string[] = [];
	page.on('request', (request) => request.url().endsWith('/icon.svg') || asked.push(request.url()));
	return asked;
}
