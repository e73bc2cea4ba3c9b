import { describe, expect, test } from 'vitest';
import { toLatin } from '../../i18n/latin.ts';
import { fold, foldings } from './fold.ts';
import { Gathering } from './gather.ts';
import { PlaceIndex } from './place-index.ts';
import { namesOf, type Place, type PlaceKind } from './place.ts';

const at = (kind: PlaceKind, cyrl: string, lng = 20.46, lat = 44.8, toLng = lng, toLat = lat): Place => ({
	kind,
	names: { cyrl, latn: toLatin(cyrl) },
	position: [(lng + toLng) / 2, (lat + toLat) / 2],
	bbox: [Math.min(lng, toLng), Math.min(lat, toLat), Math.max(lng, toLng), Math.max(lat, toLat)]
});

describe('folding', () => {
	test.each([
		['Чубура', 'cubura'],
		['Čubura', 'cubura'],
		['ČUBURA', 'cubura'],
		['C\u030cubura', 'cubura'],
		['Ђерам', 'djeram'],
		['Đeram', 'djeram'],
		['Žarkovo, Жарково', 'zarkovo, zarkovo'],
		['Ћуприја', 'cuprija'],
		['Џорџа Вашингтона', 'dzordza vasingtona'],
		['Љубљана', 'ljubljana'],
		['Städtle', 'stadtle'],
		['Ðeram', 'djeram'],
		['Ɖeram', 'djeram'],
		['Ǆorǆa Vašingtona', 'dzordza vasingtona'],
		['ǈuta Ǌegoševa', 'ljuta njegoseva'],
		['Ｃｕｂｕｒａ', 'cubura'],
		['Ču\u00adbu\u200bra', 'cubura']
	])('%s is %s', (text, folded) => expect(fold(text)).toBe(folded));

	test('Đ is written in two ways without its stroke', () => {
		expect(foldings('Ђерам')).toEqual(['djeram', 'deram']);
		expect(foldings('Медаковић')).toEqual(['medakovic']);
	});
});

describe('names in a tile, as provisioning leaves them', () => {
	test.each([
		[
			'in both scripts',
			{ name: 'Његошева', 'name:sr-Latn': 'Njegoševa' },
			{ cyrl: 'Његошева', latn: 'Njegoševa' }
		],
		[
			'and in English',
			{ name: 'Београд', 'name:sr-Latn': 'Beograd', 'name:en': 'Belgrade' },
			{ cyrl: 'Београд', latn: 'Beograd', en: 'Belgrade' }
		],
		['in Latin alone', { name: 'Quay' }, { latn: 'Quay' }]
	])('%s', (_, properties, names) => expect(namesOf(properties)).toEqual(names));
	test.each([{ class: 'primary', ref: 'A1', name: ' ' }, { name: 7 }, { name: 'а'.repeat(121) }])(
		'no name is no place: %j',
		(properties) => expect(namesOf(properties)).toBeNull()
	);
});

describe('pieces of a street', () => {
	const gather = (...pieces: Place[]) => {
		const gathering = new Gathering();
		for (const piece of pieces) gathering.add(piece);
		return gathering.places();
	};

	test('are one, and its position lies on it', () => {
		const [street, ...others] = gather(
			at('street', 'Булевар', 20.46, 44.8, 20.465, 44.801),
			at('street', 'Булевар', 20.48, 44.803, 20.485, 44.804),
			at('street', 'Булевар', 20.465, 44.801, 20.48, 44.803)
		);
		expect(others).toEqual([]);
		expect(street?.bbox).toEqual([20.46, 44.8, 20.485, 44.804]);
		expect(street?.position).toEqual([20.4725, 44.802]);
	});
	test('far from each other are two streets', () => {
		const streets = gather(
			at('street', 'Школска', 20.4, 44.7, 20.401, 44.701),
			at('street', 'Школска', 20.6, 44.9, 20.601, 44.901)
		);
		expect(streets).toHaveLength(2);
	});
	test('are known in either script, and keep both names', () => {
		const [place, ...others] = gather(
			{ ...at('place', 'Вождовац'), names: { latn: 'Voždovac' } },
			{ ...at('place', 'Вождовац', 20.461), names: { cyrl: 'Вождовац', latn: 'Vozdovac' } }
		);
		expect(others).toEqual([]);
		expect(place?.names).toEqual({ cyrl: 'Вождовац', latn: 'Voždovac' });
	});
	test('a municipality swallows the settlement it is named for, wherever the label stands', () => {
		const places = gather(at('municipality', 'Сопот', 20.57, 44.52), at('place', 'Сопот', 20.58, 44.6));
		expect(places.map(({ kind, position }) => [kind, position])).toEqual([['municipality', [20.57, 44.52]]]);
	});
	test('a shop is not the street that it is named for', () => {
		expect(gather(at('street', 'Школска'), at('landmark', 'Школска'))).toHaveLength(2);
	});
});

describe('search', async () => {
	const index = await PlaceIndex.of([
		at('place', 'Чубура', 20.477, 44.796),
		at('place', 'Ђерам', 20.495, 44.797),
		at('municipality', 'Раковица', 20.445, 44.745),
		at('place', 'Село Раковица', 20.497, 44.7215),
		at('street', 'Раковички пут', 20.46, 44.74),
		at('street', 'Булевар краља Александра', 20.49, 44.799, 20.52, 44.79),
		at('street', 'Краља Милана', 20.464, 44.805),
		at('street', 'Школска', 20.446, 44.746),
		at('street', 'Школска', 20.4971, 44.7216),
		at('street', '27. марта', 20.48, 44.811),
		{ ...at('water', 'Дунав', 20.3, 44.9), names: { cyrl: 'Дунав', latn: 'Dunav', en: 'Danube' } },
		at('landmark', 'Кафана Чубура', 20.4775, 44.797)
	]);
	const first = (text: string) => index.find(text, 5)[0]?.names.latn;

	test.each([
		...['Чубура', 'Čubura', 'Cubura', 'cubura', 'ЧУБУРА', 'čubu', 'Cubara', 'Cubrua', 'Cuburra'].map((q) => [
			q,
			'Čubura'
		]),
		...['Ђерам', 'Đeram', 'Djeram', 'Deram', 'djer', 'Ðeram', 'ðeram', 'ＤＪＥＲＡＭ'].map((q) => [
			q,
			'Đeram'
		]),
		...['Раковица', 'rakovica', 'rakovcia', 'Raковица'].map((q) => [q, 'Rakovica']),
		['bulevar kralja aleksandra', 'Bulevar kralja Aleksandra'],
		['kralja aleksandra', 'Bulevar kralja Aleksandra'],
		['bul kra alek', 'Bulevar kralja Aleksandra'],
		['ulica kralja Milana 12', 'Kralja Milana'],
		['улица Краља Милана', 'Kralja Milana'],
		['27 marta', '27. marta'],
		['Danube', 'Dunav']
	])('%s finds %s', (text, name) => expect(first(text)).toBe(name));

	test.each(['', '  ', '...', 'xqzwv', '\u0000', '(*'])('%j finds nothing', (text) =>
		expect(index.find(text, 5)).toEqual([])
	);
	test('streets of one name are told apart by what is near', () => {
		expect(index.find('Школска', 5).map(({ near }) => near?.latn)).toEqual(
			expect.arrayContaining(['Rakovica', 'Selo Rakovica'])
		);
	});
	test('answers no more than asked for, best first', () => {
		expect(index.find('rakovica', 1)).toHaveLength(1);
		expect(index.find('cubura', 5).map(({ kind }) => kind)).toEqual(['place', 'landmark']);
	});
});
