import type { RequestEvent } from '@sveltejs/kit';
import { version } from '$app/environment';
import { readDays } from '$lib/camera/between';
import { belgradeDay } from '$lib/camera/day';
import type { CameraFeature } from '$lib/camera/feature';
import { formatNames, formats, type FormatFacts } from '$lib/camera/formats';
import { defaultLocale, locales } from '$lib/i18n/locale';
import { loadI18n } from '$lib/i18n/load';
import { featureTitle } from '$lib/i18n/record-words';
import { requiredFilter } from '$lib/server/asked-filter';
import { changesFile, download } from '$lib/server/export';
import { Problem } from '$lib/server/problem';
import { answering } from '$lib/answer/problems';

/**
 * The record in a format, with the filters of its address and what else the format understands (src/lib/camera/formats.ts).
 * What is not understood is a 400 that names it.
 */
export function downloading(event: RequestEvent, extension: string): Promise<Response> {
	return answering(event, async () => {
		const format = formatNames.find((known) => known === extension);
		if (!format) throw new Problem(404, 'not_found');
		const { searchParams, origin } = event.url;
		const parameters: FormatFacts['parameters'] = formats[format].parameters;
		const filter = await requiredFilter(searchParams, Object.keys(parameters));
		const locale = parameters.lang ? oneOf(searchParams, 'lang', locales) : null;
		const reader = parameters.for ? oneOf(searchParams, 'for', parameters.for) : null;
		const i18n = await loadI18n(locale ?? defaultLocale);
		const words = (feature: CameraFeature) => ({
			title: featureTitle(i18n, feature),
			state: i18n.m.record.state.values[feature.properties.state]
		});
		const asked = { format, filter, origin, locale: i18n.locale, build: version, reader, words };
		return download(event.request, asked);
	});
}

/** A parameter that takes one of some values, once; null where it is not there. @throws Problem 400 */
function oneOf<Value extends string>(
	params: URLSearchParams,
	name: string,
	values: readonly Value[]
): Value | null {
	const asked = params.get(name);
	if (asked === null) return null;
	const value = values.find((known) => known === asked);
	if (!value) throw new Problem(400, 'bad_filter', { names: [name] });
	return value;
}

/** What changed between the days `from` and `to` of the address. Anything else in it is a 400 that names it. */
export function downloadingChanges(event: RequestEvent): Promise<Response> {
	return answering(event, async () => {
		const { searchParams, origin } = event.url;
		const days = readDays(searchParams, belgradeDay());
		if (Array.isArray(days)) throw new Problem(400, 'bad_filter', { errors: days });
		return changesFile(event.request, days, { origin, build: version });
	});
}
