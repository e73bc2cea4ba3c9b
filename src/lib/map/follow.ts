import type { Map } from 'maplibre-gl';

/** Calls `look` now, and whenever the map moves or has another size; answers what ends that. */
export function follow(map: Map, look: () => void): () => void {
	look();
	map.on('move', look);
	map.on('resize', look);
	return () => {
		map.off('move', look);
		map.off('resize', look);
	};
}
