import { middleOf } from '../../camera/position.ts';
import { states } from '../../camera/vocabulary.ts';
import { squaresToWalk, type Square } from '../../camera/walk-next.ts';
import { liveCoverage, lookedPlace } from './index.ts';

/** squares of a kilometre: 2^2 of the smallest */
const size = 2;

/** The places of the City with the most cameras and the least looked at, best first: squares of four of the smallest. */
export async function placesToWalk(): Promise<Square[]> {
	const { grid } = await liveCoverage();
	const squares = [...grid.cells(size)].map((cell): Square => {
		const counts = states.map((state, i) => (state === 'removed' ? 0 : (cell.numbers[i] ?? 0)));
		return {
			at: middleOf(cell.corners),
			cameras: counts.reduce((sum, count) => sum + count, 0),
			share: (cell.numbers[lookedPlace] ?? 0) / 100 / grid.groundM2(cell)
		};
	});
	return squaresToWalk(squares);
}
