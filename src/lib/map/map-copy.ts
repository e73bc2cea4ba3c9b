import type { Map } from 'maplibre-gl';
import { palettes } from './palette.ts';
import { font } from './style.ts';

/** A picture has so many pixels to a pixel of the screen. */
export const pictureRatio = 2;
/** What makes of the dark paper nearly the light one, which is warmer, and leaves the cameras red. */
const turnedLight = 'invert(1) hue-rotate(180deg) sepia(0.18)';
const { ink, sheet, grey } = palettes.light;

/**
 * Copies the map as it is drawn now, with its scale and a frame, to a canvas that stays: WebGL keeps its picture only
 * while the frame is drawn.
 * @param isDark the map is drawn dark: turned light, for there is no time to draw it anew when a browser prints
 */
export function copyMap(map: Map, copy: HTMLCanvasElement, isDark = false): void {
	map.setPixelRatio(pictureRatio);
	map.redraw();
	const drawn = map.getCanvas();
	copy.width = drawn.width;
	copy.height = drawn.height;
	const context = contextOf(copy);
	context.filter = isDark ? turnedLight : 'none';
	context.drawImage(drawn, 0, 0);
	context.filter = 'none';
	map.setPixelRatio(undefined as never); // as the device has it, also after it changes
	map.redraw();
	context.scale(pictureRatio, pictureRatio);
	const [width, height] = [copy.width / pictureRatio, copy.height / pictureRatio];
	drawScale(context, map, width - 12, height - 12);
	context.strokeStyle = grey;
	context.strokeRect(0, 0, width, height);
}

/** The scale bar of the screen, which MapLibre keeps right. */
function drawScale(context: CanvasRenderingContext2D, map: Map, right: number, bottom: number): void {
	const bar = map.getContainer().querySelector<HTMLElement>('.maplibregl-ctrl-scale');
	if (!bar) return;
	const width = parseFloat(bar.style.width);
	context.fillStyle = sheet;
	context.globalAlpha = 0.75;
	context.fillRect(right - width - 6, bottom - 24, width + 12, 30);
	context.globalAlpha = 1;
	context.strokeStyle = context.fillStyle = ink;
	context.lineWidth = 2;
	context.stroke(new Path2D(`M${right - width} ${bottom - 8}v8h${width}v-8`));
	context.lineWidth = 1;
	context.font = `600 12px "${font}", sans-serif`;
	context.fillText(bar.textContent ?? '', right - width + 6, bottom - 8);
}

/** @throws Error when the browser gives none */
export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no 2d canvas');
	return context;
}
