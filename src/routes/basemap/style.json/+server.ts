import { brotliCompressSync, gzipSync } from 'node:zlib';
import { locales } from '$lib/i18n/locale';
import { streetLayers } from '$lib/map/streets/layers';
import { basemap } from '$lib/server/basemap';
import { preferredEncoding, type Encoding } from '$lib/server/conditional';
import { Problem } from '$lib/server/problem';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

const compress: Record<Encoding, (text: string) => string | Buffer> = {
	br: brotliCompressSync,
	gzip: gzipSync,
	'': (text) => text
};
/** As many as there are looks, scripts, schemas and encodings; they change with the program only. */
const made = new Map<string, string | Buffer>();

/** The layers of the street map, as MapLibre takes them; `scheme` and `locale` choose the look and the script. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const { searchParams } = event.url;
		const locale = locales.find((one) => one === searchParams.get('locale'));
		const scheme = (['light', 'dark'] as const).find((one) => one === searchParams.get('scheme'));
		const streets = await basemap();
		if (!streets || !locale || !scheme) throw new Problem(404, 'not_found');
		const encoding = preferredEncoding(event.request.headers.get('accept-encoding'));
		const key = [streets.schema, scheme, locale, encoding].join(' ');
		const body =
			made.get(key) ?? compress[encoding](JSON.stringify(streetLayers(streets.schema, scheme, locale)));
		made.set(key, body);
		return new Response(body as BodyInit, {
			headers: {
				'Content-Type': 'application/json',
				'Cache-Control': 'public, max-age=3600',
				Vary: 'Accept-Encoding',
				...(encoding && { 'Content-Encoding': encoding })
			}
		});
	});
