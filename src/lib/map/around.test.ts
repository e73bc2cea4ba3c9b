import { expect, test } from 'vitest';
import distance from '@turf/distance';
import { boxAround, type Box } from './around.ts';

test('the box has what is shown and the margin on every side, and is asked for by small moves too', () => {
	const shown: Box = [20.4512, 44.8011, 20.4688, 44.8164];
	const [west, south, east, north] = boxAround(shown, 250);
	const m = (from: [number, number], to: [number, number]) => distance(from, to, { units: 'meters' });
	expect(m([west, 44.8164], [20.4512, 44.8164])).toBeGreaterThanOrEqual(250);
	expect(m([20.4688, 44.8164], [east, 44.8164])).toBeGreaterThanOrEqual(250);
	expect(m([20.46, south], [20.46, 44.8011])).toBeGreaterThanOrEqual(250);
	expect(m([20.46, 44.8164], [20.46, north])).toBeGreaterThanOrEqual(250);
	expect([west, south, east, north]).toEqual([20.44, 44.79, 20.48, 44.82]);
	expect(boxAround([20.4513, 44.8012, 20.4689, 44.8165], 250)).toEqual([west, south, east, north]);
});
