import { expect, test } from 'vitest';
import { clusterSizeOf, countDrawn } from './features.ts';

test('a cluster knows its size, a camera is none', () => {
	expect(clusterSizeOf({ properties: { count: 12, verified: 12 } })).toBe(12);
	expect(clusterSizeOf({ properties: { state: 'verified' } })).toBeNull();
});

test('cameras are counted by state, alone and in clusters', () => {
	const drawn = [
		{ properties: { state: 'verified' } },
		{ properties: { state: 'reported' } },
		{ properties: { count: 5, reported: 2, verified: 3, disputed: 0, removed: 0 } },
		{ properties: { count: 1, removed: 1 } }
	];
	expect(countDrawn(drawn)).toEqual({ reported: 3, verified: 4, disputed: 0, removed: 1 });
});
