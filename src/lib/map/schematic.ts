import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson';
import { bridges, island, rivers, type Line } from '../camera/rivers.ts';
import type { Locale } from '../i18n/locale.ts';
import { placeName } from '../i18n/place-names.ts';

/*
 * A base map that needs no network: where the rivers, bridges and neighbourhoods of Belgrade are, within 300 m. Names:
 * own survey of published coordinates.
 */
const municipalities: [name: string, lng: number, lat: number][] = [
	['Стари град', 20.4615, 44.8195],
	['Савски венац', 20.452, 44.789],
	['Врачар', 20.474, 44.7985],
	['Палилула', 20.481, 44.8115],
	['Звездара', 20.508, 44.7985],
	['Вождовац', 20.482, 44.774],
	['Чукарица', 20.41, 44.768],
	['Раковица', 20.445, 44.745],
	['Нови Београд', 20.408, 44.8115],
	['Земун', 20.395, 44.846],
	['Сурчин', 20.29, 44.7953],
	['Гроцка', 20.7169, 44.6708],
	['Обреновац', 20.2, 44.6549],
	['Барајево', 20.4097, 44.5747],
	['Лазаревац', 20.2553, 44.3853],
	['Младеновац', 20.6936, 44.4364],
	['Сопот', 20.5736, 44.5194]
];
const neighbourhoods: [name: string, lng: number, lat: number][] = [
	['Дорћол', 20.461, 44.8235],
	['Калемегдан', 20.4505, 44.8229],
	['Савамала', 20.4513, 44.8142],
	['Теразије', 20.4606, 44.8131],
	['Славија', 20.4665, 44.8026],
	['Карабурма', 20.5124, 44.8144],
	['Миријево', 20.5315, 44.7927],
	['Коњарник', 20.4985, 44.7865],
	['Бањица', 20.4719, 44.7594],
	['Сењак', 20.4382, 44.7912],
	['Дедиње', 20.4547, 44.7785],
	['Баново брдо', 20.4187, 44.7773],
	['Жарково', 20.4124, 44.76],
	['Кошутњак', 20.432, 44.765],
	['Железник', 20.3776, 44.7285],
	['Бежанија', 20.3767, 44.8144],
	['Борча', 20.4546, 44.871],
	['Крњача', 20.4911, 44.8431],
	['Батајница', 20.2824, 44.9017],
	['Земун поље', 20.3211, 44.874],
	['Вишњица', 20.549, 44.829],
	['Ресник', 20.4573, 44.712],
	['Овча', 20.5343, 44.8883],
	['Медаковић', 20.4975, 44.7765],
	['Кумодраж', 20.504, 44.7455],
	['Ада Циганлија', 20.397, 44.7875],
	['Ушће', 20.439, 44.8165]
];
/** Writes a name of the base map, which is in Cyrillic, as a language writes it. */
export const labels: Record<Locale, (name: string) => string> = {
	'sr-Latn': (name) => placeName(name, 'sr-Latn'),
	'sr-Cyrl': (name) => name,
	en: (name) => placeName(name, 'en')
};

/** Everything the schematic draws, with names in Serbian Cyrillic; `label` writes them in the page's script. */
export function schematic(label: (name: string) => string) {
	const named = (name: string) => ({ name: name && label(name) });
	return {
		rivers: collection(
			rivers.map(({ name, width_m, line }) => ({
				...lineOf(line),
				properties: { ...named(name), width_m }
			}))
		),
		island: collection<Polygon>([
			{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [island] } }
		]),
		bridges: collection(bridges.map(({ name, line }) => ({ ...lineOf(line), properties: named(name) }))),
		places: collection<Point>([
			...municipalities.map((place) => pointOf(place, label, 1)),
			...neighbourhoods.map((place) => pointOf(place, label, 2))
		])
	};
}

function lineOf(line: Line): Feature<LineString> {
	return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: line } };
}

function pointOf(
	[name, lng, lat]: [string, number, number],
	label: (name: string) => string,
	rank: 1 | 2
): Feature<Point> {
	return {
		type: 'Feature',
		properties: { name: label(name), rank },
		geometry: { type: 'Point', coordinates: [lng, lat] }
	};
}

function collection<G extends LineString | Polygon | Point>(features: Feature<G>[]): FeatureCollection<G> {
	return { type: 'FeatureCollection', features };
}
