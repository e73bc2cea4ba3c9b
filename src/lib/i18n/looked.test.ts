import { expect, test } from 'vitest';
import { loadI18n } from './load.ts';
import { lookedText } from './looked.ts';

test('every map says how much was looked at, and that nobody looked elsewhere', async () => {
	const [en, sr] = [await loadI18n('en'), await loadI18n('sr-Cyrl')];
	const some = { looked_m2: 1_290_000, area_km2: 3223 };
	expect(lookedText(en, some)).toBe(en.m.map.looked('0.04%'));
	expect(lookedText(sr, some)).toContain('0,04');
	expect(lookedText(en, { looked_m2: 100, area_km2: 3223 })).toContain('0.01%');
	expect(lookedText(en, { looked_m2: 1_290_000, area_km2: null })).toBe(en.m.map.looked('1.3 km²'));
	for (const none of [null, { looked_m2: 0, area_km2: 3223 }])
		expect(lookedText(en, none)).toBe(en.m.map.unlooked);
});
