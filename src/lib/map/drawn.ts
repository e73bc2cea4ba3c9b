import type { Map } from 'maplibre-gl';
import { states, types, type CameraType, type State } from '../camera/vocabulary.ts';
import type { TileCamera } from './features.ts';
import { cameraLayers, ids } from './layer-ids.ts';

/** What a map shows of cameras: what its key has to explain. */
export interface Drawn {
	states: readonly State[];
	/** one that was not confirmed for long */
	stale: boolean;
	/** told apart close up only */
	types: readonly CameraType[];
	cones: boolean;
	/** circles of cameras whose heading nobody knows */
	assumed: boolean;
	clusters: boolean;
	/** one that stands for several of a place, with their number */
	together: boolean;
	/** cameras of a place around it */
	fans: boolean;
}
export const everything: Drawn = {
	states,
	types,
	stale: true,
	cones: true,
	assumed: true,
	clusters: true,
	together: true,
	fans: true
};

/** What a map shows now. `staleBefore` is the first day of confirmation that is not stale, since 1970-01-01. */
export function drawnOn(map: Map, staleBefore: number): Drawn {
	const drawn = (...layers: string[]) =>
		map
			.queryRenderedFeatures({ layers: layers.filter((layer) => map.getLayer(layer)) })
			.map(({ properties }) => properties as TileCamera);
	const cameras = drawn(...cameraLayers);
	const marks = drawn(ids.marks, ids.ownMarks);
	return {
		states: states.filter((state) => cameras.some((camera) => camera.state === state)),
		stale: cameras.some(
			({ state, confirmed_day }) =>
				confirmed_day < staleBefore && (state === 'reported' || state === 'verified')
		),
		types: types.filter((type) => marks.some((camera) => camera.type === type)),
		cones: drawn(ids.coneFill).length > 0,
		assumed: drawn(ids.coneAssumed).length > 0,
		clusters: drawn(ids.clusters).length > 0,
		together: drawn(ids.togetherCounts).length > 0,
		fans: drawn(ids.fanLines).length > 0
	};
}
