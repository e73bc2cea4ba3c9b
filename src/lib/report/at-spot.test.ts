import { expect, test } from 'vitest';
import { settings } from '../camera/settings.fixture.ts';
import { atSpot_m, isAtSpot } from './at-spot.ts';

test('a reporter is at the spot where a reviewer is on site', () => {
	expect(atSpot_m).toBe(settings.on_site_m);
	const there = { position: [20.4573, 44.8125] as [number, number], accuracy_m: 10 };
	expect(isAtSpot([20.4573, 44.8132], there)).toBe(true);
	expect(isAtSpot([20.4573, 44.8135], there)).toBe(false);
});
