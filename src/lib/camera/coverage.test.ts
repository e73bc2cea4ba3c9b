import { describe, expect, test } from 'vitest';
import { figureName, figures, parseCoverageQuery, slotOf } from './coverage.ts';

test('figures stand in the order of the database: standing, level, reading, bound', () => {
	expect(figures).toHaveLength(56);
	expect(figures.map(slotOf)).toEqual(figures.map((_, i) => i));
	expect(figures.map(figureName).filter((_, i) => [0, 1, 2, 4, 28, 55].includes(i))).toEqual([
		'overview_glance_least_m2',
		'overview_glance_most_m2',
		'overview_zoomed_least_m2',
		'outline_glance_least_m2',
		'verified_overview_glance_least_m2',
		'verified_scrutinise_zoomed_most_m2'
	]);
});

describe('what is asked for', () => {
	const parse = (text: string) => parseCoverageQuery(new URLSearchParams(text));
	test('is the outline at a glance, by all, unless said', () => {
		expect(parse('')).toEqual({ query: { level: 'outline', reading: 'glance', states: 'all' }, bad: [] });
		expect(parse('level=validate&reading=zoomed&states=verified&bbox=20,44,21,45')).toEqual({
			query: { level: 'validate', reading: 'zoomed', states: 'verified', bbox: [20, 44, 21, 45] },
			bad: []
		});
	});
	test.each([
		['level=see', ['level']],
		['level=', ['level']],
		['level=detect', ['level']],
		['level=outline&level=discern', ['level']],
		['states=reported&reading=x', ['states', 'reading']],
		['bbox=21,44,20,45', ['bbox']],
		['colour=red', ['colour']],
		['toString=1', ['toString']]
	])('%s is not understood', (text, bad) => expect(parse(text).bad).toEqual(bad));
});
