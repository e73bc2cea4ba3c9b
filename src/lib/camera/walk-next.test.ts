import { expect, test } from 'vitest';
import { squaresToWalk, type Square } from './walk-next.ts';

test('the most cameras for which nobody looked around come first', () => {
	const square = (cameras: number, share: number): Square => ({ at: [20.46, 44.81], cameras, share });
	const [many, half, few, none, looked] = [
		square(10, 0),
		square(18, 0.49),
		square(2, 0),
		square(0, 0),
		square(30, 0.5)
	];
	expect(squaresToWalk([few, none, half, looked, many])).toEqual([many, half, few]);
});
