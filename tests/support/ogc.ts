import { expect } from 'vitest';
import type { RunningServer } from './server.ts';
import { requests } from './requests.ts';

export interface Link {
	rel: string;
	type: string;
	href: string;
	title?: string;
}
export interface Item {
	type: 'Feature';
	id: string;
	geometry: { type: string; coordinates: number[] };
	properties: Record<string, unknown>;
	links?: Link[];
}
export interface Items {
	type: string;
	features: Item[];
	numberMatched?: number;
	numberReturned: number;
	limit: number;
	note?: string;
	links: Link[];
}

export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
export const epsg = (code: number) => `http://www.opengis.net/def/crs/EPSG/0/${code}`;
export const ids = ['cameras', 'coverage', 'areas'];

/** Verbs for tests of /ogc. */
export function ogcRequests(server: () => RunningServer) {
	const { at, ...others } = requests(server);
	const get = (path: string, headers: Record<string, string> = {}) => at(`/ogc${path}`, { headers });
	const json = async <T = Record<string, never>>(
		path: string,
		mediaType = 'application/json'
	): Promise<T> => {
		const response = await get(path);
		expect(response.status, path).toBe(200);
		expect(response.headers.get('content-type'), path).toBe(mediaType);
		return (await response.json()) as T;
	};
	const items = (query: Record<string, string | string[]> = {}, id = 'cameras') =>
		json<Items>(`/collections/${id}/items?${queryOf(query)}`, 'application/geo+json');
	return {
		...others,
		at,
		get,
		json,
		items,
		/** the ids of all items that a filter lets through */
		filtered: async (filter: string, more: Record<string, string> = {}, id = 'cameras') =>
			(await items({ filter, limit: '10000', ...more }, id)).features.map((feature) => feature.id),
		/** the names and the sentence of a refusal */
		async refused(query: Record<string, string | string[]>, id = 'cameras', headers = {}) {
			const response = await get(`/collections/${id}/items?${queryOf(query)}`, headers);
			expect(response.status, JSON.stringify(query)).toBe(400);
			expect(response.headers.get('content-type')).toBe('application/problem+json');
			const { errors = [], detail } = (await response.json()) as {
				errors?: { field: string }[];
				detail?: string;
			};
			return { fields: errors.map(({ field }) => field), detail };
		}
	};
}

function queryOf(query: Record<string, string | string[]>): string {
	return String(
		new URLSearchParams(
			Object.entries(query).flatMap(([name, all]) => [all].flat().map((one) => [name, one]))
		)
	);
}
