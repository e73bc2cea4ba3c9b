import { en } from '../plural.ts';
import type { SketchMessages } from '../sr-Cyrl/sketch.ts';

export default {
	crosshair: 'Crosshair: a point is added here',
	points: 'Points drawn',
	point: (n: string, of: string) => `Point ${n} of ${of}`,
	pointKeys: 'Arrow keys move it, Delete removes it.',
	between: 'Add a point in between',
	add: 'Add a point under the crosshair',
	remove: (n: string) => `Delete point ${n}`,
	undo: 'Undo a step',
	clear: 'Delete all',
	count: (n: number, written: string) => `${written} ${en(n, 'point', 'points')}`,
	how: 'Press the map to add a point; points can be dragged. By keyboard: arrow keys move the map under the crosshair, Enter adds a point.'
} satisfies SketchMessages;
