import { locales } from '$lib/i18n';
import { loadI18n } from '$lib/i18n/load';
import { labels, schematic } from '$lib/map/schematic';
import { formatView, home } from '$lib/map/view';
import { Problem } from '$lib/server/problem';
import { orErrorPage } from '$lib/answer/problems';
import { drawnLayers } from '$lib/sharing/draw-map';
import { readEmbed, shows, themes } from '$lib/sharing/embed-asked';
import { framePath, frameSizes, snippet } from '$lib/sharing/snippet';
import type { PageServerLoad } from './$types';

const placeZoom = 13;

export const load: PageServerLoad = async ({ url, locals }) => {
	const { searchParams, origin } = url;
	const asked = await orErrorPage(readEmbed(searchParams, ['lang', 'size']));
	const locale = await orErrorPage(chosen('lang', locales, locals.locale));
	const size = await orErrorPage(
		chosen('size', Object.keys(frameSizes) as (keyof typeof frameSizes)[], 'medium')
	);
	const path = framePath(asked, locale);
	const { m } = await loadI18n(locale);
	const view = formatView(asked.view);
	const named = schematic(labels[locals.locale]).places.features.filter(
		({ properties }) => properties?.rank === 1
	);
	const places = named
		.map(({ geometry: { coordinates }, properties }) => ({
			value: formatView({ center: coordinates as [number, number], zoom: placeZoom }),
			label: String(properties?.name)
		}))
		.sort((a, b) => a.label.localeCompare(b.label, locals.locale));
	return {
		asked: { show: asked.show, layer: asked.layer, theme: asked.theme },
		view,
		home: formatView(home),
		places,
		/** filters that the address brought along */
		filters: [...searchParams].filter(([name, value]) => Object.hasOwn(asked.filter, name) && value !== ''),
		choices: {
			shows,
			themes,
			layers: drawnLayers,
			sizes: Object.keys(frameSizes) as (keyof typeof frameSizes)[]
		},
		lang: locale,
		size,
		frame: { path, ...frameSizes[size] },
		code: snippet(origin + path, m.view.shows.none, frameSizes[size])
	};

	/** @throws Problem 400, which names what is not understood */
	async function chosen<V extends string>(name: string, values: readonly V[], usual: V): Promise<V> {
		const texts = searchParams.getAll(name);
		const value = values.find((known) => known === (texts[0] || usual));
		if (value && texts.length < 2) return value;
		throw new Problem(400, 'bad_filter', { errors: [{ field: name, code: 'invalid' }] });
	}
};
