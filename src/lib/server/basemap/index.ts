import { basemapListener } from './serve.ts';

export { basemap } from './file.ts';
export { streetLines } from './first-view.ts';

const shared = globalThis as {
	/** where scripts/start.js hands requests before the framework sees them */
	okoBasemap?: typeof basemapListener;
};

export function listenForBasemap(): void {
	shared.okoBasemap = basemapListener;
}
