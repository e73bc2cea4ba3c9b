import { afterEach, expect, test, vi } from 'vitest';
import { keepInTab, takeFromTab, keptOneOf, keptPoints } from './kept-in-tab.ts';

function storage() {
	const items = new Map<string, string>();
	vi.stubGlobal('sessionStorage', {
		getItem: (name: string) => items.get(name) ?? null,
		setItem: (name: string, value: string) => void items.set(name, value),
		removeItem: (name: string) => void items.delete(name)
	});
	return items;
}
afterEach(() => vi.unstubAllGlobals());

test('what is kept comes back once, and leaves nothing; nor does what is forgotten', () => {
	const items = storage();
	keepInTab('a', { points: [[20.4, 44.8]] });
	expect(takeFromTab('a')).toEqual({ points: [[20.4, 44.8]] });
	expect(items.size).toBe(0);
	keepInTab('a', {});
	keepInTab('a', null);
	expect(items.size).toBe(0);
	expect(takeFromTab('a')).toBeNull();
});

test('what cannot be read, and a browser that keeps nothing, are nothing', () => {
	storage().set('a', '{');
	expect(takeFromTab('a')).toBeNull();
	vi.stubGlobal('sessionStorage', undefined);
	keepInTab('a', {});
	expect(takeFromTab('a')).toBeNull();
});

test('of what is no point or no known value nothing is taken', () => {
	expect(keptPoints([[20.4, 44.8], [1], ['x', 2], null, [1, null]])).toEqual([[20.4, 44.8]]);
	expect(keptPoints('x')).toEqual([]);
	expect(keptOneOf(['a', 'b'] as const, 'b', 'a')).toBe('b');
	expect(keptOneOf(['a', 'b'] as const, 'c', 'a')).toBe('a');
});
