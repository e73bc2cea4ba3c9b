import type { Position } from './position.ts';

/** A square of ground with the cameras that stand in it, and the share of it that somebody looked at within a year. */
export interface Square {
	at: Position;
	cameras: number;
	share: number;
}

/** most of a square was looked at from this share on: others are worth more */
const lookedFrom = 0.5;

/**
 * The squares that are worth a walk, best first: those with the most cameras for which nobody looked around. A square
 * without any camera is none: nothing says that one place without cameras is better than another.
 */
export function squaresToWalk(squares: readonly Square[]): Square[] {
	const worth = ({ cameras, share }: Square) => cameras * (1 - share);
	return squares
		.filter(({ cameras, share }) => cameras > 0 && share < lookedFrom)
		.sort((a, b) => worth(b) - worth(a));
}
