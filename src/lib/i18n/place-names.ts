import { municipalities } from '../camera/municipalities.ts';
import { toCyrillic, toLatin } from './latin.ts';
import type { Locale } from './locale.ts';

type Properties = Record<string, number | string | boolean>;

const hasCyrillic = /[\u0400-\u04ff]/;
const hasLatin = /[A-Za-z\u00c0-\u024f]/;
/** English names that are no transliteration, and what they are in Serbian; world maps may know no other name */
const exonyms: Record<string, string> = {
	Belgrade: 'Београд',
	Danube: 'Дунав',
	Serbia: 'Србија',
	...Object.fromEntries(
		municipalities
			.filter(({ names }) => names.en !== names['sr-Latn'])
			.map(({ names }) => [names.en, names['sr-Cyrl']])
	)
};
const englishOf = new Map(Object.entries(exonyms).map(([english, cyrillic]) => [cyrillic, english]));
const isName = /^(name|pgf:name|short_name|alt_name|int_name|old_name)/;

/** A name in Serbian Cyrillic, in the script of a language; in English as English has it, where it has a name of its own. */
export function placeName(cyrillic: string, locale: Locale): string {
	if (locale === 'sr-Cyrl') return cyrillic;
	return (locale === 'en' && englishOf.get(cyrillic)) || toLatin(cyrillic);
}

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
	const english =
		first(['name:en', 'name_en', ...(exonym ? ['name'] : [])], hasLatin) ??
		(cyrillic && englishOf.get(cyrillic));
	return {
		...rest,
		name,
		...(latin && latin !== name && { 'name:sr-Latn': latin }),
		...(english && english !== latin && { 'name:en': english })
	};
}
