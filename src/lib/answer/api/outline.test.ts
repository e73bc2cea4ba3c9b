import { expect, test } from 'vitest';
import { settings } from '../../camera/settings.fixture.ts';
import { addresses } from './addresses.ts';
import { openApi } from './openapi.ts';
import { outline, typeText } from './outline.ts';

test('the page of the API shows every address once', () => {
	const entries = outline(openApi('https://oko.example', '1', settings)).flatMap(
		(chapter) => chapter.entries
	);
	const shown = entries.map(({ verb, path }) => `${verb} ${path}`);
	expect(new Set(shown).size).toBe(shown.length);
	expect(shown).toHaveLength(Object.values(addresses).flatMap((verbs) => Object.keys(verbs)).length);
	const report = entries.find(({ path }) => path === '/api/reports');
	expect(report?.body.filter(({ isRequired }) => isRequired).map(({ name }) => name)).toEqual(['position']);
	expect(report?.answers.map(({ status }) => status)).toEqual(expect.arrayContaining(['201', '409', '422']));
});

test.each([
	[{ enum: ['a', 'b'] }, 'one of a, b'],
	[{ type: 'array', items: { enum: ['a', 'b'] } }, 'any of a, b'],
	[{ type: 'array', items: { $ref: '#/components/schemas/Camera' } }, 'list of Camera'],
	[{ anyOf: [{ type: 'number', minimum: 0, maximum: 359 }, { type: 'null' }] }, 'number 0–359 or null'],
	[{ type: 'string', format: 'date' }, 'YYYY-MM-DD']
])('a schema in a few words: %j', (schema, words) => expect(typeText(schema)).toBe(words));
