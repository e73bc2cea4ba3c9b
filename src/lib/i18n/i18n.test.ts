import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { allWords } from '../../../tests/support/words.ts';
import { latinMessages, toLatin } from './latin.ts';
import { percentText } from './percent.ts';
import { recordCount } from './record-words.ts';
import { loadI18n } from './load.ts';
import { localePath, locales, splitPath } from './locale.ts';
import { ofDay, sr } from './plural.ts';

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

const isAName = (path: string) => /about\.list|record\.municipality\.values|stats\.area/.test(path);
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

test.each([
	[{ least: '0', most: '0', n: 0 }, 'Може да вас уочи 0 камера.', '0 cameras could see that you are there.'],
	[{ least: '1', most: '1', n: 1 }, 'Може да вас уочи 1 камера.', '1 camera could see that you are there.'],
	[{ least: '2', most: '2', n: 2 }, 'Могу да вас уоче 2 камере.', '2 cameras could see that you are there.'],
	[{ least: '5', most: '5', n: 5 }, 'Може да вас уочи 5 камера.', '5 cameras could see that you are there.'],
	[
		{ least: '2', most: '24', n: 24 },
		'Могу да вас уоче најмање 2, највише 24 камере.',
		'At least 2 and at most 24 cameras could see that you are there.'
	],
	[
		{ least: '0', most: '1', n: 1 },
		'Може да вас уочи највише 1 камера, а можда ниједна.',
		'At most 1 camera could see that you are there, perhaps none.'
	]
])('two numbers are said only where they differ: %o', ({ least, most, n }, serbian, plain) => {
	expect(cyrillic.walk.sentence.outline(least, most, n)).toBe(serbian);
	expect(english.walk.sentence.outline(least, most, n)).toBe(plain);
});

test('what is missing for a state is said of people', () => {
	const { missing } = cyrillic.review;
	expect(missing.disputed(3, 6)).toBe(
		'Ако још 3 поуздане или 6 нових особа кажу да је нема, постаје оспорена.'
	);
	expect(missing.verified(2, 2)).toBe('Ако још 2 особе кажу да је ту, постаје потврђена.');
	expect(missing.verified(1, 1)).toBe('Ако још 1 особа каже да је ту, постаје потврђена.');
	expect(english.review.missing.disputed(3, 6)).toBe(
		'It becomes disputed if another 3 trusted or 6 new people say it is gone.'
	);
});

test('a unit is in one script, whichever the text is in', () => {
	const wrong: string[] = [];
	walk(cyrillic, (path, text) => /[0-9\s](м|км|м²|км²|мин|км\/ч)(?!\p{L})/u.test(text) && wrong.push(path));
	expect(wrong).toEqual([]);
});

test('only a camera is reported: one signs in with a key', () => {
	const wrong: string[] = [];
	walk(
		cyrillic,
		(path, text) => /пријав(и|ите|љени|љујете)( се| сте| проблем| где)/iu.test(text) && wrong.push(path)
	);
	walk(cyrillic, (path, text) => /пријављени остајете/iu.test(text) && wrong.push(path));
	expect(wrong).toEqual([]);
});

describe('a Serbian date in the genitive', () => {
	const months =
		'јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра'.split(' ');
	test.each(months.map((month, index) => [month, index + 1] as const))('%s', async (month, number) => {
		const day = `2026-${String(number).padStart(2, '0')}-07`;
		const [latin, cyr] = await Promise.all(locales.map(loadI18n));
		expect(ofDay(cyr?.date(day) ?? '')).toBe(`7. ${month} 2026.`);
		expect(toLatin(ofDay(latin?.date(day) ?? ''))).toBe(`7. ${toLatin(month)} 2026.`);
	});
	test('a date without a month in words stays', () => expect(ofDay('2026-11-07')).toBe('2026-11-07'));
});

test('the record is counted in the same words', async () => {
	const counts = { reported: 60, verified: 40, disputed: 8, removed: 11 };
	const [latin, cyr, en] = await Promise.all(locales.map(loadI18n));
	expect([latin, cyr, en].map((i18n) => recordCount(i18n!, counts))).toEqual([
		'108 prijavljenih kamera, još 11 uklonjenih',
		'108 пријављених камера, још 11 уклоњених',
		'108 reported cameras, 11 more removed'
	]);
	expect(recordCount(en!, { reported: 1, verified: 0, disputed: 0, removed: 0 })).toBe('1 reported camera');
	expect(recordCount(cyr!, { reported: 0, verified: 2, disputed: 0, removed: 2 })).toBe(
		'2 пријављене камере, још 2 уклоњене'
	);
});

test.each([
	[0, '0%'],
	[0.0000081, 'less than 0.01%'],
	[0.0001, '0.01%'],
	[0.000123, '0.01%'],
	[0.00356, '0.36%'],
	[0.01234, '1.2%'],
	[0.5049, '50%'],
	[1, '100%']
])('a share of %d is %s', async (share, text) => {
	expect(percentText(await loadI18n('en'), share)).toBe(text);
	expect(percentText(await loadI18n('sr-Cyrl'), 0.0000081)).toBe('мање од 0,01%');
});

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

test('a Serbian day, which ends with a full stop, ends a sentence with no second one', () => {
	const day = '30. новембар 2026.';
	const told: string[] = [];
	const walk = (words: unknown): void => {
		if (typeof words === 'function') {
			const names = /^\(?([^)=]*?)\)?\s*=>/.exec(String(words))?.[1]?.split(',') ?? [];
			const isDay = names.map((name) => /^\s*(day|date|until|since)\b/.test(name));
			if (isDay.includes(true)) told.push(String(words(...isDay.map((is) => (is ? day : 'x')))));
		} else if (words && typeof words === 'object') Object.values(words).forEach(walk);
	};
	walk(cyrillic);
	expect(told.length).toBeGreaterThan(10);
	expect(told.filter((text) => text.includes('..'))).toEqual([]);
});
