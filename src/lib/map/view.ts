import type { Map } from 'maplibre-gl';

/** What the map shows: the middle of what no panel covers, and how close. */
export interface View {
	center: [lng: number, lat: number];
	zoom: number;
}

/** where the map opens: the middle of the city */
export const home: View = { center: [20.4573, 44.8125], zoom: 12 };

/** The name of the view in the address: `#map=16/44.8178/20.4573` (decision 009). */
export const hashName = 'map';
const storageName = 'oko-view';

/** `16/44.8178/20.4573`: zoom, and latitude first, as OpenStreetMap writes a view. */
export function formatView({ center: [lng, lat], zoom }: View): string {
	return [zoom.toFixed(2), lat.toFixed(6), lng.toFixed(6)].map(Number).join('/');
}

/**
 * The view that a text says, or null. A bearing and a pitch behind it are read and left: the map stands upright, north up.
 * Whether the view lies in Belgrade is the map's business: it keeps to its bounds.
 */
export function parseView(text: string): View | null {
	const parts = text.split('/');
	if (parts.length < 3 || parts.length > 5) return null;
	if (!parts.every((part) => /^-?\d{1,3}(\.\d{1,15})?$/.test(part))) return null;
	const [zoom = 0, lat = 0, lng = 0] = parts.map(Number);
	if (zoom < 0 || zoom > 24 || Math.abs(lat) > 85) return null;
	return { center: [wrapped(lng), lat], zoom };
}

/** A longitude in -180…180: one that goes further round the world is the same place. */
function wrapped(lng: number): number {
	if (Math.abs(lng) <= 180) return lng;
	return Number((((((lng + 180) % 360) + 360) % 360) - 180).toFixed(6));
}

/** The last view on this device; null when there is none, or when the address itself says where to look. */
export function recallView({ hash, searchParams }: URL): View | null {
	if (new URLSearchParams(hash.slice(1)).has(hashName) || searchParams.has('camera')) return null;
	try {
		return parseView(localStorage.getItem(storageName) ?? '');
	} catch {
		return null;
	}
}

/** The view in the address, or null. */
export function addressedView(): View | null {
	return parseView(new URLSearchParams(location.hash.slice(1)).get(hashName) ?? '');
}

/** What a map shows now. */
export function viewOf(map: Map): View {
	const { lng, lat } = map.getCenter();
	return { center: [lng, lat], zoom: map.getZoom() };
}

/** after a movement, before the address is written: Safari allows a hundred changes in 30 s */
const writtenAfter_ms = 300;

/**
 * Keeps the view in the address, in the same entry of the history. A view that somebody types there is gone to; one that
 * the history brings back is not: going back closes things, and moves no map.
 */
export function keepAddress(map: Map): () => void {
	let clock: ReturnType<typeof setTimeout> | undefined;
	const write = () => history.replaceState(history.state, '', `#${hashName}=${formatView(viewOf(map))}`);
	const moved = () => {
		clearTimeout(clock);
		clock = setTimeout(write, writtenAfter_ms);
	};
	const changed = () => {
		const typed = history.state === null ? addressedView() : null;
		if (typed) map.jumpTo(typed);
		else write();
	};
	map.on('moveend', moved);
	addEventListener('hashchange', changed);
	return () => {
		clearTimeout(clock);
		map.off('moveend', moved);
		removeEventListener('hashchange', changed);
	};
}

/**
 * Keeps the view on this device only: what is in the middle when `covered_px` of the map are covered from below. The page
 * opens with so much covered, however much is covered now.
 */
export function rememberView(map: Map, covered_px: number): void {
	const { clientWidth, clientHeight } = map.getContainer();
	const { lng, lat } = map.unproject([clientWidth / 2, (clientHeight - covered_px) / 2]);
	try {
		localStorage.setItem(storageName, formatView({ center: [lng, lat], zoom: map.getZoom() }));
	} catch {
		// A browser that keeps nothing opens where the map opens.
	}
}

/** The part of the map that no panel covers, in px of its container: left top, right bottom. */
export function visibleBox(map: Map): [[left: number, top: number], [right: number, bottom: number]] {
	const { clientWidth, clientHeight } = map.getContainer();
	const { top = 0, right = 0, bottom = 0, left = 0 } = map.getPadding();
	return [
		[left, top],
		[clientWidth - right, clientHeight - bottom]
	];
}

/** Whether any of a box lies in view: west, south, east, north. */
export function seesBox(map: Map, [west, south, east, north]: [number, number, number, number]): boolean {
	const seen = map.getBounds();
	return seen.getWest() < east && seen.getEast() > west && seen.getSouth() < north && seen.getNorth() > south;
}

/** Whether a position lies in that part, and not at its very edge. */
export function isVisible(map: Map, position: [lng: number, lat: number]): boolean {
	const edge_px = 24;
	const [[left, top], [right, bottom]] = visibleBox(map);
	const { x, y } = map.project(position);
	return x > left + edge_px && x < right - edge_px && y > top + edge_px && y < bottom - edge_px;
}

/**
 * A panel now covers so much of the map from below: what is drawn stays where it is, and the middle moves. Where a place is
 * chosen by the middle of the map (`keepsMiddle`), that stays and the drawing moves.
 */
export function coverFromBelow(map: Map, bottom_px: number, keepsMiddle: boolean): void {
	if (map.getPadding().bottom === bottom_px) return;
	const { clientWidth, clientHeight } = map.getContainer();
	map.jumpTo({
		center: keepsMiddle ? map.getCenter() : map.unproject([clientWidth / 2, (clientHeight - bottom_px) / 2]),
		padding: { top: 0, right: 0, bottom: bottom_px, left: 0 }
	});
}
