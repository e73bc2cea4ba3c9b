import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatView, parseView, recallView } from './view.ts';

test('a view is written as OpenStreetMap writes it, latitude first', () => {
	expect(formatView({ center: [20.4573, 44.8178], zoom: 16 })).toBe('16/44.8178/20.4573');
	expect(parseView('16/44.8178/20.4573')).toEqual({ center: [20.4573, 44.8178], zoom: 16 });
});

test('what is written is read', () => {
	const degrees = (limit: number) =>
		fc.integer({ min: -limit * 1e6, max: limit * 1e6 }).map((value) => value / 1e6);
	const zooms = fc.integer({ min: 0, max: 2400 }).map((value) => value / 100);
	fc.assert(
		fc.property(degrees(180), degrees(85), zooms, (lng, lat, zoom) => {
			expect(parseView(formatView({ center: [lng, lat], zoom }))).toEqual({ center: [lng, lat], zoom });
		})
	);
});

test.each([
	'',
	'16',
	'16/44.8',
	'16/44.8/20.4/0/60/1',
	'16/44.8/20.4/x',
	'a/b/c',
	'16/91/20',
	'25/44/20',
	'16/4e1/20'
])('%j is no view', (text) => expect(parseView(text)).toBeNull());

test.each([
	['a longitude round the world', '16/44.8178/380.4573'],
	['a longitude round the world the other way', '16/44.8178/-339.5427'],
	['a bearing', '16/44.8178/20.4573/30'],
	['a bearing and a pitch', '16/44.8178/20.4573/-30.5/60']
])('%s leads to the same view', (_what, text) =>
	expect(parseView(text)).toEqual({ center: [20.4573, 44.8178], zoom: 16 })
);

test('a browser that keeps nothing, and an address that says where, recall no view', () => {
	expect(recallView(new URL('http://localhost/'))).toBeNull();
	Object.assign(globalThis, { localStorage: { getItem: () => '15/44.8/20.4' } });
	expect(recallView(new URL('http://localhost/?state=verified'))).toEqual({ center: [20.4, 44.8], zoom: 15 });
	expect(recallView(new URL('http://localhost/#map=12/44.8/20.4'))).toBeNull();
	expect(recallView(new URL('http://localhost/?camera=K7Q29FJ4XM'))).toBeNull();
	Reflect.deleteProperty(globalThis, 'localStorage');
});
