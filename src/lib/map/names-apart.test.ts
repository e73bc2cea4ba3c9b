import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxOfName, namesApart } from './names-apart.ts';

test('of names that would lie on each other the first stays', () => {
	const names = [
		{ name: 'Калемегдан', x: 0, y: 0 },
		{ name: 'Дорћол', x: 90, y: 0 },
		{ name: 'Палилула', x: 300, y: 0 },
		{ name: 'Ушће', x: 0, y: 40 }
	];
	const box = ({ name, x, y }: (typeof names)[number]) => boxOfName(name, x, y, 20);
	expect(namesApart(names, box).map(({ name }) => name)).toEqual(['Калемегдан', 'Палилула', 'Ушће']);
	expect(namesApart(names, box, [{ x: 300, y: 0, reachX: 10, reachY: 10 }]).map(({ name }) => name)).toEqual([
		'Калемегдан',
		'Ушће'
	]);
});

test('none of those that stay meet, and each that goes would have', () => {
	const at = fc.integer({ min: -200, max: 200 });
	fc.assert(
		fc.property(fc.array(fc.record({ x: at, y: at, reachX: fc.nat(60), reachY: fc.nat(20) })), (boxes) => {
			const kept = namesApart(boxes, (box) => box);
			const meet = (a: (typeof boxes)[number], b: (typeof boxes)[number]) =>
				Math.abs(a.x - b.x) < a.reachX + b.reachX && Math.abs(a.y - b.y) < a.reachY + b.reachY;
			for (const [i, one] of kept.entries())
				for (const other of kept.slice(0, i)) expect(meet(one, other)).toBe(false);
			for (const gone of boxes.filter((box) => !kept.includes(box)))
				expect(kept.some((one) => meet(one, gone))).toBe(true);
		})
	);
});
