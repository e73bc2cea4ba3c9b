import { expect, test } from 'vitest';
import { addDays } from '../camera/day.ts';
import { drawBars, drawGrowth, type Part } from './charts.ts';

const part = (value: number, fill: string): Part => ({ value, fill, stroke: fill });
const rects = (svg: string) =>
	[...svg.matchAll(/<rect ([^>]+)>/g)].map(([, attributes = '']) => ({
		fill: /fill="([^"]+)"/.exec(attributes)?.[1],
		x: Number(/\bx="([^"]+)"/.exec(attributes)?.[1]),
		width: Number(/width="([^"]+)"/.exec(attributes)?.[1])
	}));

test.each([340, 700])('parts of bars are as wide as their values, one behind the other (%d px)', (width) => {
	const svg = drawBars(
		'Title',
		[
			{ label: 'A', text: '2–6', parts: [part(2, 'var(--alarm)'), part(0, 'none'), part(4, 'url(#x)')] },
			{ label: 'B', text: '3', parts: [part(3, 'red')] }
		],
		width
	);
	const [a, , c, b] = rects(svg);
	expect([a?.fill, c?.fill, b?.fill]).toEqual(['var(--alarm)', 'url(#x)', 'red']);
	expect((c?.width ?? 0) / (a?.width ?? 1)).toBeCloseTo(2, 2);
	expect(c?.x).toBeCloseTo((a?.x ?? 0) + (a?.width ?? 0), 1);
	expect((b?.width ?? 0) / (a?.width ?? 1)).toBeCloseTo(1.5, 2);
});

test('it is one picture to a screen reader, brings no style of its own, and names cannot break out of it', () => {
	const name = '<script>&"';
	const svg = drawBars(name, [{ label: name, text: '1', parts: [part(1, 'red')] }], 340);
	expect(svg).toMatch(/^<svg [^>]*role="img"/);
	expect(svg.match(/aria-label=/g)).toHaveLength(1);
	expect(svg).not.toContain('<style');
	expect(svg.slice(svg.indexOf('>', svg.indexOf('class="chart"')))).not.toContain('<script');
	expect(svg).toContain('&lt;script&gt;&amp;');
	expect(/aria-label="([^"]*)"/.exec(svg)?.[1]).toMatch(/&quot;$/);
});

test('nothing but zeros is drawn too', () => {
	const svg = drawBars('Title', [{ label: 'A', text: '0', parts: [part(0, 'red')] }], 340);
	expect(svg).not.toMatch(/NaN|Infinity/);
});

test('growth begins with nothing, goes up in steps and stays until today; close days share a step', () => {
	const days = Array.from({ length: 1000 }, (_, i) => ({
		day: addDays('2024-01-01', i),
		parts: [part(i + 1, 'red'), part(1, 'blue')]
	}));
	const asked: boolean[] = [];
	const tick = (day: string, isLong: boolean) => (asked.push(isLong), day);
	const svg = drawGrowth('Title', days, '2026-11-25', 340, { tick, number: String });
	expect(new Set(asked)).toEqual(new Set([true]));
	expect(svg).not.toMatch(/NaN|Infinity/);
	const [, red = ''] = /<path d="([^"]+)"[^>]*fill="red"/.exec(svg) ?? [];
	const points = [...red.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
	expect(points.length).toBeLessThan(600);
	const upper = points.slice(0, points.length / 2);
	const heights = upper.map(([, y]) => y ?? 0);
	expect(heights).toEqual([...heights].sort((a, b) => b - a));
	expect(heights[0]).toBe(230);
	expect(Math.max(...points.map(([x]) => x ?? 0))).toBe(316);
	// One day alone, and that is today.
	expect(drawGrowth('Title', days.slice(0, 1), '2024-01-01', 340, { tick, number: String })).not.toMatch(
		/NaN/
	);
	expect(asked.at(-1)).toBe(false);
});
