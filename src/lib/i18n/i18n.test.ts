import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { allWords } from '../../../tests/support/words.ts';
import { latinMessages, toLatin } from './latin.ts';
import { loadI18n } from './load.ts';
import { localePath, locales, splitPath } from './locale.ts';
import { sr } from './plural.ts';

const english = await allWords('en');
const cyrillic = await allWords('sr-Cyrl');

test('every file with words is among them', async () => {
	const files = (await readdir(new URL('./sr-Cyrl', import.meta.url))).map((file) => file.replace('.ts', ''));
	expect(Object.keys(cyrillic).sort()).toEqual(files.filter((file) => file !== 'index').sort());
});

describe('Serbian Latin', () => {
	test.each([
		['Љубав, њега и џак', 'Ljubav, njega i džak'],
		['ЉУБАВ ЊЕГА ЏАК', 'LJUBAV NJEGA DŽAK'],
		['Чубура, Ђерам, Шумице', 'Čubura, Đeram, Šumice'],
		['камера Huawei (PTZ) 30°', 'kamera Huawei (PTZ) 30°']
	])('%s', (text, latin) => expect(toLatin(text)).toBe(latin));

	test('leaves no Cyrillic letter in any message', () => {
		const left: string[] = [];
		walk(latinMessages(cyrillic), (path, text) => /[\u0400-\u04ff]/.test(text) && left.push(path));
		expect(left).toEqual([]);
	});
});

test('a language is made ready once', async () => {
	expect(await loadI18n('sr-Latn')).toBe(await loadI18n('sr-Latn'));
	expect((await loadI18n('en')).m).not.toBe((await loadI18n('sr-Cyrl')).m);
});

const isAName = (path: string) => /about\.list|record\.municipality\.values/.test(path);
test('no message is empty, and English has no Serbian letters', () => {
	const wrong: string[] = [];
	walk(cyrillic, (path, text) => !text.trim() && wrong.push(path));
	walk(english, (path, text) => /[\u0400-\u04ffčćžšđ]/i.test(text) && !isAName(path) && wrong.push(path));
	expect(wrong).toEqual([]);
});

test('English has the same lists', () => {
	expect(english.about.list.map(({ date }) => date)).toEqual(cyrillic.about.list.map(({ date }) => date));
	expect(english.about.unknowns).toHaveLength(cyrillic.about.unknowns.length);
	const kept = { noteDays: 1, withdrawMinutes: 2, counterHours: 3, keyDays: 4 };
	expect(english.about.keptRows(kept)).toHaveLength(cyrillic.about.keptRows(kept).length);
});

test.each([
	[1, 'камера'],
	[2, 'камере'],
	[4, 'камере'],
	[5, 'камера'],
	[11, 'камера'],
	[12, 'камера'],
	[21, 'камера'],
	[22, 'камере'],
	[100, 'камера']
])('%d %s', (n, word) => expect(sr(n, 'камера', 'камере', 'камера')).toBe(word));

describe('addresses', () => {
	test.each(locales)('%s comes back', (locale) => {
		for (const path of ['/', '/list', '/cameras/K7Q29FJ4XM']) {
			expect(splitPath(localePath(path, locale))).toEqual({ locale, path });
		}
	});
	test('the front page needs no slash behind its language', () => {
		expect(localePath('/', 'en')).toBe('/en');
		expect(localePath('/?camera=K7Q29FJ4XM', 'en')).toBe('/en?camera=K7Q29FJ4XM');
		expect(localePath('/?x', 'sr-Latn')).toBe('/?x');
	});
	test('a foreign prefix is no language', () => {
		expect(splitPath('/de/list')).toEqual({ locale: 'sr-Latn', path: '/de/list' });
		expect(splitPath('/sr-Latn/list').locale).toBe('sr-Latn');
	});
});

test('dates and numbers are written in the language', async () => {
	const [latin, cyr, en] = await Promise.all(locales.map(loadI18n));
	expect(latin?.date('2026-11-01')).toBe('1. novembar 2026.');
	expect(cyr?.date('2026-11-01')).toBe('1. новембар 2026.');
	expect(en?.date('2026-11-01')).toBe('1 November 2026');
	expect([latin, cyr, en].map((i18n) => i18n?.number(1234.5))).toEqual(['1.234,5', '1.234,5', '1,234.5']);
});

function walk(value: unknown, visit: (path: string, text: string) => void, path = ''): void {
	if (typeof value === 'string') visit(path, value);
	else if (typeof value === 'function') walk(value('1', '2'), visit, path);
	else if (value && typeof value === 'object') {
		for (const [key, member] of Object.entries(value)) walk(member, visit, `${path}.${key}`);
	}
}
