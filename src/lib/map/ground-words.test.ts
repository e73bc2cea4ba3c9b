import { expect, test } from 'vitest';
import { loadI18n } from '../i18n/load.ts';
import { cellWords } from './ground-words.ts';
import { parseShown } from './ground.ts';

const shown = parseShown(new URLSearchParams('layer=watched'));
const cell = { ground_m2: 62_500, reported: 1 };

test('where reports wait to be measured nobody says that there is no camera', async () => {
	const i18n = await loadI18n('en');
	const { nothing, waiting } = i18n.m.coverage;
	expect(cellWords(null, shown, i18n, false)).toBe(nothing);
	expect(cellWords(null, shown, i18n, true)).toBe(waiting);
	expect(cellWords(cell, shown, i18n, false)).not.toContain(waiting);
	expect(cellWords(cell, shown, i18n, true)).toBe(`${cellWords(cell, shown, i18n, false)} ${waiting}`);
});
