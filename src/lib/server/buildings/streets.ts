import { tileIdToZxy } from 'pmtiles';
import { openArchive } from '../basemap/archive.ts';
import { deepestZoom, tilesIn, zoomOf, type Box } from '../basemap/box.ts';
import { ProvisionError } from '../basemap/errors.ts';
import { plainAttribution } from '../basemap/file.ts';
import { openStreetMap, type Found, type Origin } from './found.ts';
import { joined, partsIn, positionsOf, type Part } from './tile-footprints.ts';

/**
 * Reads buildings out of an archive of vector tiles, in the schema of OpenMapTiles, Protomaps or Shortbread.
 * @param path a PMTiles or MBTiles file
 * @param box in which they are looked for; null for the whole archive
 * @throws ProvisionError with what to do
 */
export async function readStreets(
	path: string,
	box: Box | null,
	take: (found: Found) => void
): Promise<Origin> {
	const archive = await openArchive(path, 0);
	try {
		const zoom = Math.min(archive.zooms[1], deepestZoom);
		const takePart = ({ rings, height_m }: Part) =>
			take({ rings: rings.map((ring) => positionsOf(ring, zoom)), height_m });
		const cut: Part[] = [];
		const listed = await archive.list(tilesIn(box ?? archive.bounds, zoom));
		for (const tile of listed.filter((one) => zoomOf(one.tile) === zoom)) {
			const [content] = await archive.read([tile]);
			const parts = content && read(content, tile.tile);
			if (!parts) throw new ProvisionError(`A tile of ${path} is damaged: run npm run provision again.`);
			parts.whole.forEach(takePart);
			cut.push(...parts.cut);
		}
		joined(cut).forEach(takePart);
		const { attribution, day } = archive.metadata;
		return {
			source: plainAttribution(attribution),
			licence: openStreetMap.licence,
			day: typeof day === 'string' ? day : null
		};
	} finally {
		await archive.close();
	}
}

function read(content: Uint8Array, tile: number) {
	const [, x, y] = tileIdToZxy(tile);
	try {
		return partsIn(content, x, y);
	} catch {
		return null;
	}
}
