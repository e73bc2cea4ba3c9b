import { roundedPosition } from '$lib/camera/measures';
import type { Position } from '$lib/camera/position';

/** A line, or an area whose last point is joined to its first, as it is being drawn. It lives in memory only. */
export class Sketch {
	readonly kind: 'line' | 'area';
	/** lng before lat; of an area the first is not repeated at the end */
	points = $state.raw<Position[]>([]);
	/** the place in `points` of the one in hand; null when there is none */
	inHand = $state<number | null>(null);
	#past = $state.raw<{ points: Position[]; inHand: number | null }[]>([]);
	/** the point that the last change moved: moving it on is the same change */
	#moving: number | null = null;

	constructor(kind: 'line' | 'area') {
		this.kind = kind;
	}

	/** an area, once it has one */
	get isClosed(): boolean {
		return this.kind === 'area' && this.points.length > 2;
	}

	get canUndo(): boolean {
		return this.#past.length > 0;
	}

	/** Adds a point at the end, or before the one at a place, and takes it in hand. */
	add(position: Position, at = this.points.length): void {
		this.#change(this.points.toSpliced(at, 0, round(position)), at);
	}

	/** Moves a point. Until it is let go, or something else changes, that is one change. */
	move(at: number, position: Position): void {
		const moved = this.points.with(at, round(position));
		if (this.#moving === at) this.points = moved;
		else this.#change(moved, at);
		this.#moving = at;
	}

	letGo(): void {
		this.#moving = null;
	}

	remove(at: number): void {
		const left = this.points.toSpliced(at, 1);
		this.#change(left, left.length > 0 ? Math.min(at, left.length - 1) : null);
	}

	/** Puts others in the place of all points: those of a file, or none. */
	replace(points: Position[]): void {
		this.#change(points.map(round), null);
	}

	undo(): void {
		const before = this.#past.at(-1);
		if (!before) return;
		this.#past = this.#past.slice(0, -1);
		({ points: this.points, inHand: this.inHand } = before);
		this.#moving = null;
	}

	#change(points: Position[], inHand: number | null) {
		this.#past = [...this.#past, { points: this.points, inHand: this.inHand }];
		this.points = points;
		this.inHand = inHand;
		this.#moving = null;
	}
}

function round([lng, lat]: Position): Position {
	return roundedPosition([lng, lat]);
}
