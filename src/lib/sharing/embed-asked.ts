import { filterQuery, mapFilter, valueFilters, type Filter } from '../camera/filter.ts';
import { positionProblem } from '../camera/position.ts';
import type { FieldError } from '../camera/report.ts';
import { formatView, home, parseView, type View } from '../map/view.ts';
import { askedFilter } from '../server/asked-filter.ts';
import { Problem } from '../server/problem.ts';
import { settings } from '../server/settings.ts';
import { drawnLayers, type DrawnLayer } from './draw-map.ts';

export const shows = ['map', 'counter'] as const;
export const themes = ['auto', 'light', 'dark'] as const;

/** What a frame on another site shows; its language stands in the path, as with pages. */
export interface EmbedAsked {
	show: (typeof shows)[number];
	/** the zoom is whole */
	view: View;
	layer: DrawnLayer;
	/** `auto` is the visitor's */
	theme: (typeof themes)[number];
	filter: Filter;
}

export const zooms = { least: 9, most: 17 };
const own = ['show', 'map', 'layer', 'theme'];

/**
 * Reads what a frame shows from its address; `others` are somebody else's parameters.
 * @throws Problem 400, which names what is not understood
 */
export async function readEmbed(
	params: URLSearchParams,
	others: readonly string[] = []
): Promise<EmbedAsked> {
	const { filter, bad } = await askedFilter(params, [...own, ...others]);
	const errors: FieldError[] = bad.map((field) => ({ field, code: 'invalid' }));
	const invalid = (field: string) => void errors.push({ field, code: 'invalid' });
	// A box and a day of change are for downloads.
	for (const name of ['bbox', 'since'] as const) if (filter[name]) invalid(name);
	const one = <V extends string>(name: string, values: readonly [V, ...V[]]): V => {
		const [text, ...more] = params.getAll(name);
		const value = values.find((known) => known === (text || values[0]));
		if (!value || more.length > 0) invalid(name);
		return value ?? values[0];
	};
	const view = readView(params.getAll('map'));
	if (!view || view.zoom < zooms.least || view.zoom > zooms.most) invalid('map');
	const problem = view && positionProblem(view.center, await settings());
	if (problem) errors.push({ field: 'map', code: problem });
	const asked = {
		show: one('show', shows),
		layer: one('layer', drawnLayers),
		theme: one('theme', themes),
		view: view ?? home,
		filter: mapFilter(filter)
	};
	if (errors.length > 0) throw new Problem(400, 'bad_filter', { errors });
	return asked;
}

/** A view as it stands in the address of the map; drawings have whole zooms. */
function readView([text, ...more]: string[]): View | null {
	const view = more.length > 0 ? null : text ? parseView(text) : home;
	return view && { ...view, zoom: Math.round(view.zoom) };
}

/** The parameters of a frame: always the same for the same frame, and nothing that is as usual. */
export function embedQuery({ show, view, layer, theme, filter }: EmbedAsked): string {
	const params = new URLSearchParams();
	if (show !== shows[0]) params.set('show', show);
	else if (formatView(view) !== formatView(home)) params.set('map', formatView(view));
	if (layer !== drawnLayers[0] && show === 'map') params.set('layer', layer);
	if (theme !== themes[0]) params.set('theme', theme);
	for (const [name, value] of filterQuery(filter)) params.append(name, value);
	// Slashes need no escape there, and are read by people.
	return params.size > 0 ? `?${String(params).replaceAll('%2F', '/')}` : '';
}

/** The values of a filter in words; none where everything is shown. */
export function filterWords(record: Record<string, unknown>, filter: Filter): string[] {
	return valueFilters.flatMap(({ name, field }) => {
		const { values = {} } = record[field] as { values?: Record<string, string> };
		return (filter[name] ?? []).map((value) => values[value] ?? value);
	});
}
