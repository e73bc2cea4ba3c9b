import { createExpression } from '@maplibre/maplibre-gl-style-spec';
import { expect, test } from 'vitest';
import { ageColor, dayOfMonth, knownGround, lookedOpacity, monthBefore, monthOf } from './gaps.ts';
import { palettes } from './palette.ts';

function valueOf(expression: unknown, properties: Record<string, number>): unknown {
	const parsed = createExpression(expression as never, 'layers[0].paint.fill-color');
	if (parsed.result === 'error') throw new Error(parsed.value.map(({ message }) => message).join());
	return parsed.value.evaluate({ zoom: 14 }, { type: 'Polygon', properties } as never);
}

test('months are counted over the end of a year', () => {
	expect(monthOf('2026-11-30')).toBe(202611);
	expect(monthBefore(202611, 0)).toBe(202611);
	expect(monthBefore(202611, 10)).toBe(202601);
	expect(monthBefore(202611, 11)).toBe(202512);
	expect(monthBefore(202601, 2)).toBe(202511);
	expect(dayOfMonth(202601)).toBe('2026-01-01');
});

test('a square has the colour of how long ago somebody looked there', () => {
	const [old, middle, fresh] = palettes.light.looked;
	const color = (looked_month: number) =>
		valueOf(['to-string', ageColor(palettes.light, '2026-11-30')], { looked_month });
	for (const [month, expected] of [
		...[[202512, old] as const, [202605, old] as const],
		...[[202606, middle] as const, [202608, middle] as const],
		...[[202609, fresh] as const, [202611, fresh] as const]
	])
		expect(color(month), String(month)).toBe(expected);
});

test('the more was looked at, the less shows through of what is not known', () => {
	const opacity = (looked_m2: number) => Number(valueOf(lookedOpacity, { looked_m2, ground_m2: 62_500 }));
	expect(opacity(100)).toBeLessThan(opacity(12_500));
	expect(opacity(12_500)).toBeLessThan(opacity(40_000));
	expect(opacity(62_500)).toBeLessThan(1);
});

test('without boundaries the whole box of the City is unknown', () => {
	const [box] = knownGround(null, [20, 44, 21, 45]).features;
	expect(box?.geometry).toMatchObject({ type: 'Polygon' });
	const geometry = { type: 'Polygon' as const, coordinates: [] };
	const areas = {
		boundaries: null,
		features: [{ type: 'Feature' as const, properties: {} as never, geometry }]
	};
	expect(knownGround(areas, [20, 44, 21, 45]).features).toHaveLength(1);
});
