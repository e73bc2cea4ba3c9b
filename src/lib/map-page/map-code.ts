import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type MapStage from './MapStage.svelte';

let coming: Promise<typeof MapStage | undefined> | undefined;

/**
 * The map's code, which comes once and only in the browser. It is asked for as soon as the page is on the screen: until
 * then it would only be in the way. Undefined where it did not come; the next call tries again.
 */
export function mapCode(): Promise<typeof MapStage | undefined> {
	coming ??= fetchMap().catch(() => (coming = undefined));
	return coming;
}

async function fetchMap(): Promise<typeof MapStage | undefined> {
	// Not on the server: the map's styles would be taken for the page's, and hold up its first paint.
	if (import.meta.env.SSR || typeof WebGL2RenderingContext !== 'function') return;
	if (performance.getEntriesByName('first-contentful-paint').length === 0)
		await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
	// The one large file that the map asks for only when it runs, and without which it draws nothing.
	const [worker, stage] = await Promise.all([
		fetch(workerUrl, { priority: 'low' }),
		import('./MapStage.svelte')
	]);
	if (!worker.ok) throw new Error(`${workerUrl}: ${worker.status}`);
	return stage.default;
}
