import { describe, expect, test } from 'vitest';
import { toCyrillic, toLatin } from './latin.ts';
import { placeName, withPlaceNames } from './place-names.ts';

test.each([
	['Улица Николе Тесле', 'Ulica Nikole Tesle'],
	['Његошева', 'Njegoševa'],
	['Љубићска', 'Ljubićska'],
	['ЏОРЏА ВАШИНГТОНА', 'DŽORDŽA VAŠINGTONA'],
	['Инјекција', 'Injekcija'],
	['Надживети', 'Nadživeti'],
	['Оџаци', 'Odžaci']
])('%s and %s are one name', (cyrillic, latin) => {
	expect(toLatin(cyrillic)).toBe(latin);
	expect(toCyrillic(latin)).toBe(cyrillic);
});

test('Roman numerals and foreign words stay Latin', () => {
	expect(toCyrillic('Petra I')).toBe('Петра I');
	expect(toCyrillic('Hotel Hyatt Regency')).toBe('Хотел Hyatt Regency');
	expect(toCyrillic('Fürst-Franz-Josef-Strasse')).toBe('Fürst-Франз-Јосеф-Страссе');
});

test('English calls a place by one name', () => {
	expect(placeName('Нови Београд', 'en')).toBe('New Belgrade');
	expect(placeName('Нови Београд', 'sr-Latn')).toBe('Novi Beograd');
	expect(placeName('Дунав', 'en')).toBe('Danube');
	expect(placeName('Чукарица', 'en')).toBe('Čukarica');
	expect(withPlaceNames({ name: 'Нови Београд' })['name:en']).toBe('New Belgrade');
});

describe('names of places', () => {
	test('Cyrillic alone is transliterated, and the rest of the properties stay', () => {
		expect(withPlaceNames({ kind: 'minor_road', name: 'Његошева' })).toEqual({
			kind: 'minor_road',
			name: 'Његошева',
			'name:sr-Latn': 'Njegoševa'
		});
	});

	test('Latin alone is transliterated', () => {
		expect(withPlaceNames({ name: 'Čubura' })).toEqual({ name: 'Чубура', 'name:sr-Latn': 'Čubura' });
	});

	test('what the data says itself comes first, in the spelling of every schema', () => {
		const both = { name: 'Београд', 'name:sr-Latn': 'Beograd', 'name:en': 'Belgrade' };
		expect(withPlaceNames({ ...both, 'name:de': 'Belgrad', name2: 'Belgrad' })).toEqual(both);
		expect(withPlaceNames({ name: 'Београд', name_en: 'Belgrade', name_de: 'Belgrad' })).toEqual(both);
		expect(withPlaceNames({ name: 'Beograd', name_cyrl: 'Београд', name_en: 'Belgrade' })).toEqual(both);
		expect(withPlaceNames({ 'name:latin': 'Belgrad', name: 'Београд', 'name:en': 'Belgrade' })).toEqual(both);
	});

	test('a foreign name of what is ours is the English one', () => {
		const danube = { name: 'Дунав', 'name:sr-Latn': 'Dunav', 'name:en': 'Danube' };
		expect(withPlaceNames({ name: 'Danube', scalerank: 2 })).toEqual({ ...danube, scalerank: 2 });
	});

	test('a name is not said twice', () => {
		expect(withPlaceNames({ name: 'IKEA Kw' })).toEqual({ name: 'ИКЕА Kw', 'name:sr-Latn': 'IKEA Kw' });
		expect(withPlaceNames({ name: 'Quay', 'name:en': 'Quay' })).toEqual({ name: 'Quay' });
		expect(withPlaceNames({ name: '12', kind: 'x' })).toEqual({ name: '12', kind: 'x' });
		expect(withPlaceNames({ kind: 'x' })).toEqual({ kind: 'x' });
	});
});
