import { figures } from '../../camera/coverage.ts';
import { states } from '../../camera/vocabulary.ts';

/** The place of looked ground among the numbers of a piece, in square decimetres: the last. */
export const lookedPlace = states.length + figures.length;
/** Numbers of a piece: cameras by state, then square decimetres of each of the figures, then looked ground. */
export const numbersOfPiece = lookedPlace + 1;

/** What was measured in a cell, or in the part of one that lies in a municipality. */
export interface Piece {
	version: number;
	/** of the cell, in its own size from the origin of EPSG:32634 */
	x: number;
	y: number;
	/** the municipality; '' where there is none */
	area: string;
	/** see {@link numbersOfPiece} */
	numbers: Int32Array;
	/** the newest month in which somebody looked there: 202611 for November 2026; 0 where nobody did */
	lookedMonth: number;
}

/** Reads a line of the database's `coverage_since`. */
export function parsePiece(line: string): Piece {
	const [version, x, y, area = '', , cameras = '', watched = '', looked = '', month] = line.split(',');
	const numbers = Int32Array.from(`${cameras} ${watched} ${looked}`.split(' '), Number);
	if (numbers.length !== numbersOfPiece)
		throw new Error('the database wrote a line that is no piece of a cell');
	const lookedMonth = Number(month);
	if (!Number.isInteger(lookedMonth))
		throw new Error('the database wrote no month in which a cell was looked at');
	return { version: Number(version), x: Number(x), y: Number(y), area, numbers, lookedMonth };
}
