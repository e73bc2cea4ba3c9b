import { generateLevelBounds, NODE_ITEM_BYTE_LEN } from 'flatgeobuf/lib/mjs/packedrtree.js';
import { zxyToTileId } from 'pmtiles';

/** west, south, east, north in degrees */
export type Box = [west: number, south: number, east: number, north: number];

/** children of a node, as FlatGeobuf's own writers have it */
export const nodeSize = 16;
/** the Hilbert curve passes a square of 2^16 by 2^16 */
const curveZoom = 16;

/**
 * The order of points along a Hilbert curve over the box around them.
 * @param at longitude and latitude of one point after the other
 */
export function hilbertOrder(at: Float64Array): { order: Uint32Array; box: Box } {
	const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = 0; i < at.length; i += 2) {
		const [lng = 0, lat = 0] = [at[i], at[i + 1]];
		box[0] = Math.min(box[0], lng);
		box[1] = Math.min(box[1], lat);
		box[2] = Math.max(box[2], lng);
		box[3] = Math.max(box[3], lat);
	}
	const [west, south, east, north] = box;
	const most = 2 ** curveZoom - 1;
	const place = (value: number, from: number, to: number) =>
		to > from ? Math.floor(((value - from) / (to - from)) * most) : 0;
	const keys = Float64Array.from({ length: at.length / 2 }, (_, i) =>
		zxyToTileId(curveZoom, place(at[2 * i] ?? 0, west, east), place(at[2 * i + 1] ?? 0, south, north))
	);
	const order = Uint32Array.from(keys, (_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
	return { order, box };
}

/**
 * The packed R-tree of FlatGeobuf over at least one point: the root first, its leaves last and in order. A node is its box
 * and, of a leaf, the byte at which its feature begins, else the number of its first child.
 * @param lengths bytes of the features, by point
 */
export function packedTree(order: Uint32Array, at: Float64Array, lengths: Float64Array): Uint8Array {
	const levels = generateLevelBounds(order.length, nodeSize);
	const [leavesFrom = 0, count = 0] = levels[0] ?? [];
	const bytes = new Uint8Array(count * NODE_ITEM_BYTE_LEN);
	const view = new DataView(bytes.buffer);
	const put = (node: number, box: Box, offset: number) => {
		box.forEach((side, i) => view.setFloat64(node * NODE_ITEM_BYTE_LEN + 8 * i, side, true));
		view.setBigUint64(node * NODE_ITEM_BYTE_LEN + 32, BigInt(offset), true);
	};
	const side = (node: number, i: number) => view.getFloat64(node * NODE_ITEM_BYTE_LEN + 8 * i, true);
	let start = 0;
	order.forEach((point, i) => {
		const [lng = 0, lat = 0] = at.subarray(2 * point, 2 * point + 2);
		put(leavesFrom + i, [lng, lat, lng, lat], start);
		start += lengths[point] ?? 0;
	});
	for (let level = 1; level < levels.length; level++) {
		const [first = 0, end = 0] = levels[level] ?? [];
		const [childrenFrom = 0, childrenEnd = 0] = levels[level - 1] ?? [];
		for (let node = first; node < end; node++) {
			const from = childrenFrom + (node - first) * nodeSize;
			const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
			for (let child = from; child < Math.min(from + nodeSize, childrenEnd); child++) {
				box[0] = Math.min(box[0], side(child, 0));
				box[1] = Math.min(box[1], side(child, 1));
				box[2] = Math.max(box[2], side(child, 2));
				box[3] = Math.max(box[3], side(child, 3));
			}
			put(node, box, from);
		}
	}
	return bytes;
}
