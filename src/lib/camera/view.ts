import type { State } from './vocabulary.ts';

/** A piece of the map: its middle and its size on the screen, 512 px to a tile as MapLibre counts. */
export interface View {
	center: [lng: number, lat: number];
	/** whole */
	zoom: number;
	width_px: number;
	height_px: number;
}

/** What the map shows in a view; x and y in px from its middle, whole numbers, y down. */
export interface ViewContents {
	dots: { x: number; y: number; state: State; isStale: boolean }[];
	clusters: { x: number; y: number; count: number }[];
}

/** Where cameras cover each other, those of a later state lie on top. */
export const stackingOrder = ['removed', 'disputed', 'reported', 'verified'] as const satisfies State[];
