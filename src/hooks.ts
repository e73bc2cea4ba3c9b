import type { Reroute, Transport } from '@sveltejs/kit';
import { splitPath } from '$lib/i18n/locale';
import { Drawing } from '$lib/map/drawing';

/** The routes know no languages: `/en/list` is `/list` in English. */
export const reroute: Reroute = ({ url }) => splitPath(url.pathname).path;

/** A drawing is in the page; sent to scripts too it would be there twice. */
export const transport: Transport = {
	Drawing: { encode: (value) => value instanceof Drawing, decode: () => new Drawing('') }
};
