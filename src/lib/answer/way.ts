import { encodeCameraId } from '$lib/camera/id';
import { parseFilter } from '$lib/camera/filter';
import { worklist } from '$lib/server/worklist';

/*
 * The way through the worklist stands in the address of a camera: `check` is the camera's place in the list or `near`,
 * with the list's filters beside it.
 */
const names = ['check', 'state', 'municipality'] as const;

/** The part of an address that is the way. */
export function wayQuery(params: URLSearchParams): URLSearchParams {
	const way = new URLSearchParams();
	for (const name of names) {
		const value = params.get(name);
		if (value) way.set(name, value);
	}
	return way;
}

/**
 * The camera after this one, and the list that it is from, as paths without language. A review may have taken this
 * camera from its place: then the one that stands there now is next.
 */
export async function wayOn(
	params: URLSearchParams,
	id: string
): Promise<{ next: string | null; list: string } | null> {
	const query = wayQuery(params);
	const check = query.get('check') ?? '';
	if (check === 'near') return { next: null, list: '/check#near' };
	if (!/^\d{1,7}$/.test(check)) return null;
	query.delete('check');
	const list = `/check${query.size > 0 ? `?${query}` : ''}`;
	const place = Number(check);
	const { filter } = parseFilter(query);
	const { items } = await worklist(filter, place, 2);
	const isThere = items[0] && encodeCameraId(items[0].camera.number) === id;
	const next = items[isThere ? 1 : 0];
	if (!next) return { next: null, list };
	query.set('check', String(isThere ? place + 1 : place));
	return { next: `/cameras/${encodeCameraId(next.camera.number)}?${query}`, list };
}
