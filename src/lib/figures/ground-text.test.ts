import { expect, test } from 'vitest';
import { loadI18n } from '../i18n/load.ts';
import { groundText } from './ground-text.ts';

test.each([
	[810, 1300, 100, 'less than 0.01%'],
	[0, 1300, 100, 'less than 0.01%'],
	[0, 0, 100, '0%'],
	[1300, 350_000, 100, '0–0.35%'],
	[0, 350_000, 100, '0–0.35%'],
	[1_600_000, 3_000_000, 100, '1.6–3%'],
	[810, 1300, null, '810–1,300 m²'],
	[1300, 1300, null, '1,300 m²'],
	[9300, 54_000, null, '9,300–54,000 m²'],
	[31_963, 350_000, null, '0.032–0.35 km²']
])('%d to %d m² of %s km² is %s', async (least_m2, most_m2, areaKm2, text) => {
	expect(groundText({ least_m2, most_m2 }, areaKm2, await loadI18n('en'))).toBe(text);
});
