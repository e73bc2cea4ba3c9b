import { toCyrillic, toLatin } from './latin.ts';

type Properties = Record<string, number | string | boolean>;

const hasCyrillic = /[\u0400-\u04ff]/;
const hasLatin = /[A-Za-z\u00c0-\u024f]/;
/** what world maps call them, where they know no other name */
const exonyms: Record<string, string> = { Belgrade: 'Београд', Danube: 'Дунав', Serbia: 'Србија' };
const isName = /^(name|pgf:name|short_name|alt_name|int_name|old_name)/;

/**
 * What a thing on a map is called, in both scripts and English, whatever the archive's schema calls its names:
 * `name` in Serbian Cyrillic; `name:sr-Latn` and `name:en` only where they differ from the one before. What the data
 * has in one script only is transliterated. Other properties stay; other names go.
 */
export function withPlaceNames(properties: Properties): Properties {
	const rest = Object.fromEntries(Object.entries(properties).filter(([key]) => !isName.test(key)));
	const first = (keys: string[], script: RegExp) =>
		keys.map((key) => properties[key]).find((name) => typeof name === 'string' && script.test(name)) as
			string | undefined;
	const exonym = exonyms[String(properties.name)];
	const cyrillic =
		first(['name:sr', 'name:sr-Cyrl', 'name_cyrl', 'name', 'name:nonlatin'], hasCyrillic) ?? exonym;
	const latin =
		first(['name:sr-Latn', 'name:sr-latn', 'name:sr_Latn'], hasLatin) ??
		(cyrillic && toLatin(cyrillic)) ??
		first(['name', 'name:latin', 'name_int', 'name:en', 'name_en', 'name_de'], hasLatin);
	const name = cyrillic ?? (latin && toCyrillic(latin)) ?? properties.name;
	if (name === undefined) return rest;
	const english = first(['name:en', 'name_en', ...(exonym ? ['name'] : [])], hasLatin);
	return {
		...rest,
		name,
		...(latin && latin !== name && { 'name:sr-Latn': latin }),
		...(english && english !== latin && { 'name:en': english })
	};
}
