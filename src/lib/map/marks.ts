import type { CameraType, Freshness, State } from '../camera/vocabulary.ts';
import type { Palette } from './palette.ts';

/*
 * How a camera is drawn: its shape tells the type, its filling the state, and only then its colour; so a grey
 * print still tells them apart. Paths lie in a box of 24 by 24, for SVG and for the map alike.
 */
export const shapes: Record<CameraType, string> = {
	fixed: 'M5 5h14v14H5z',
	dome: 'M3.5 16a8.5 8.5 0 0 1 17 0z',
	ptz: 'M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16z',
	plate_reader: 'M12 3.5l8.5 6.2-3.2 9.8H6.7L3.5 9.7z',
	unknown: 'M12 2.5l9.5 9.5-9.5 9.5L2.5 12z'
};

export const looks = [
	'reported',
	'reported_stale',
	'verified',
	'verified_stale',
	'disputed',
	'removed'
] as const;
export type Look = (typeof looks)[number];

interface LookStyle {
	color: 'alarm' | 'amber' | 'grey';
	filled: boolean;
	dashed?: true;
	/** drawn over the shape: a slash for disputed, a cross for removed, a hole for stale */
	over?: string;
}
export const lookStyles: Record<Look, LookStyle> = {
	reported: { color: 'alarm', filled: false },
	reported_stale: { color: 'amber', filled: false, dashed: true },
	verified: { color: 'alarm', filled: true },
	verified_stale: { color: 'amber', filled: true, over: 'M12 10.5v3' },
	disputed: { color: 'alarm', filled: false, over: 'M6 18L18 6' },
	removed: { color: 'grey', filled: false, over: 'M6 6l12 12M18 6L6 18' }
};

export function lookOf(state: State, freshness: Freshness): Look {
	if (freshness === 'stale' && (state === 'reported' || state === 'verified')) return `${state}_stale`;
	return state;
}

/** The name of an image on the map. */
export function markName(type: CameraType, look: Look): string {
	return `${type}-${look}`;
}

const size = 24;

/** A mark as an image for the map, `ratio` device pixels to a pixel. */
export function drawMark(type: CameraType, look: Look, palette: Palette, ratio: number): ImageData {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = size * ratio;
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no 2d canvas');
	context.scale(ratio, ratio);
	paintMark(context, type, look, palette);
	return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Paints a mark into the box of 24 by 24 at the origin of a canvas. */
export function paintMark(
	context: CanvasRenderingContext2D,
	type: CameraType,
	look: Look,
	palette: Palette
): void {
	const { color, filled, dashed, over } = lookStyles[look];
	const shape = new Path2D(shapes[type]);
	context.lineJoin = 'round';
	context.lineWidth = 5;
	context.strokeStyle = palette.sheet;
	context.stroke(shape);
	context.fillStyle = filled ? palette[color] : palette.sheet;
	context.fill(shape);
	context.lineWidth = 2.5;
	context.strokeStyle = palette[color];
	if (dashed) context.setLineDash([3.5, 2]);
	context.stroke(shape);
	context.setLineDash([]);
	if (over) {
		context.lineCap = 'round';
		context.strokeStyle = filled ? palette.sheet : palette[color];
		context.stroke(new Path2D(over));
	}
}

/** The name of the image of a line from a place to a mark of its fan. */
export const fanLine = 'fan-line';

/** A line of 22 px upwards, `ratio` device pixels to a pixel. */
export function drawFanLine(palette: Palette, ratio: number): ImageData {
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [6 * ratio, 22 * ratio];
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no 2d canvas');
	context.scale(ratio, ratio);
	context.fillStyle = palette.sheet;
	context.fillRect(1, 0, 4, 22);
	context.fillStyle = palette.ink;
	context.fillRect(2, 0, 2, 22);
	return context.getImageData(0, 0, canvas.width, canvas.height);
}
