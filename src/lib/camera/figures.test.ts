import { expect, test } from 'vitest';
import { figuresOf, sumOf } from './figures.ts';

test('removed cameras are counted, and in no share or density', () => {
	expect(figuresOf({ reported: 3, verified: 6, disputed: 1, removed: 5 }, 4, 20_000, 12.5)).toEqual({
		counts: { reported: 3, verified: 6, disputed: 1, removed: 5 },
		standing: 10,
		verifiedShare: 0.6,
		areaKm2: 4,
		population: 20_000,
		perKm2: 2.5,
		perThousand: 0.5,
		medianDays: 12.5
	});
});

test('what there is nothing to count by is null, not 0', () => {
	expect(figuresOf({ removed: 2 }, null, null, null)).toMatchObject({
		standing: 0,
		verifiedShare: null,
		perKm2: null,
		perThousand: null
	});
	expect(figuresOf({}, 4, 20_000, null)).toMatchObject({ verifiedShare: null, perKm2: 0, perThousand: 0 });
});

test('a sum has every state', () => {
	expect(sumOf([{ reported: 1 }, { reported: 2, removed: 1 }])).toEqual({
		reported: 3,
		verified: 0,
		disputed: 0,
		removed: 1
	});
});
