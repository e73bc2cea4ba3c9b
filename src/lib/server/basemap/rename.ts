import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { fromVectorTileJs, type VectorTileLayerLike } from '@maplibre/vt-pbf';
import { PbfReader } from 'pbf';

export type Rename = (properties: VectorTileFeature['properties']) => VectorTileFeature['properties'];

/** The same vector tile with other properties. Ids of features go: nothing asks for them. */
export function renameFeatures(tile: Uint8Array, rename: Rename): Uint8Array {
	const { layers } = new VectorTile(new PbfReader(tile));
	const renamed = Object.entries(layers).map(([name, layer]): [string, VectorTileLayerLike] => [
		name,
		{
			version: 2,
			name: layer.name,
			extent: layer.extent,
			length: layer.length,
			feature(i) {
				const feature = layer.feature(i);
				return {
					type: feature.type,
					id: undefined,
					extent: feature.extent,
					properties: rename(feature.properties),
					loadGeometry: () => feature.loadGeometry()
				};
			}
		}
	]);
	return fromVectorTileJs({ layers: Object.fromEntries(renamed) });
}
