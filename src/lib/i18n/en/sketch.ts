import { en } from '../plural.ts';
import type { SketchMessages } from '../sr-Cyrl/sketch.ts';

export default {
	crosshair: 'Crosshair: a point is added here',
	points: 'Points drawn',
	point: (n: string, of: string) => `Point ${n} of ${of}`,
	pointKeys: 'Arrow keys move it, Delete removes it.',
	between: 'Add a point in between',
	add: 'Add a point',
	remove: (n: string) => `Delete point ${n}`,
	undo: 'Undo',
	clear: 'Delete all',
	count: (n: number, written: string) => `${written} ${en(n, 'point', 'points')}`,
	how: 'Press the map, or move it under the crosshair and add a point there; points can be dragged. By keyboard: arrow keys move the map, Enter adds a point.'
} satisfies SketchMessages;
