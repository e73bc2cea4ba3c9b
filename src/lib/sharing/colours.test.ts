import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawFirstView } from '../map/first-view.ts';
import { withColours } from './colours.ts';

test('every colour that a drawing of the map names is known, in light and dark', () => {
	const view = { center: [20.46, 44.81] as [number, number], zoom: 12, width_px: 600, height_px: 400 };
	const states = ['reported', 'verified', 'disputed', 'removed'] as const;
	const dots = states.map((state, i) => ({ x: 30 * i, y: 0, state, isStale: false }));
	const drawn = drawFirstView({ dots, clusters: [] }, { ...view, label: (name) => name });
	const styles = readFileSync('src/lib/map/first-view.css', 'utf8');
	expect(drawn + styles).toContain('var(--alarm)');
	for (const scheme of ['light', 'dark'] as const)
		expect(withColours(drawn + styles, scheme)).not.toContain('var(');
	expect(() => withColours('var(--nothing)', 'light')).toThrow('nothing');
});
