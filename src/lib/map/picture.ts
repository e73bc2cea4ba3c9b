import type { Map } from 'maplibre-gl';
import type { CameraType, states } from '../camera/vocabulary.ts';
import type { Drawn } from './drawn.ts';
import { cellOpacity, hatchWidth_px, type HatchId } from './ground.ts';
import { contextOf, copyMap, pictureRatio } from './map-copy.ts';
import { paintMark, type Look } from './marks.ts';
import { palettes } from './palette.ts';
import { streetPaints, type StreetLook } from './street-gaps.ts';
import { font } from './style.ts';

const margin_px = 20;
const line_px = 22;
const entry_px = 28;
/** A picture of a phone's map is as wide as its legend needs. */
const leastWidth_px = 480;
const { ink, sheet, grey, alarm, amber } = palettes.light;

/** What stands around the map, in the page's language. */
export interface PictureWords {
	title: string;
	/** what kind of points these are, of which day, under which licence, from where */
	lines: string[];
	/** said first where the cameras are invented */
	warning?: string;
	states: Record<(typeof states)[number], string>;
	stale: string;
	cone: string;
	assumed: string;
	cluster: string;
	together: string;
	fan: string;
	types: Record<CameraType, string>;
	/** what the key explains: what is drawn, and nothing else */
	drawn: Drawn;
	/** the layer beside the cameras: its title, and what each colour means */
	ground?: { title: string; entries: GroundEntry[] };
}

/** A colour or a hatching, and what it means. */
interface GroundEntry {
	color?: string;
	hatch?: HatchId | undefined;
	street?: StreetLook;
	label: string;
}

/**
 * Draws the map on paper: its title, scale, legend, and what must be said beside every picture of it. Always light.
 * @returns PNG, {@link pictureRatio} pixels to a pixel of the screen
 * @throws Error when the browser gives no canvas or no file
 */
export async function drawPicture(map: Map, words: PictureWords): Promise<Blob> {
	const mapCanvas = document.createElement('canvas');
	copyMap(map, mapCanvas);
	const mapWidth = mapCanvas.width / pictureRatio;
	const mapHeight = mapCanvas.height / pictureRatio;
	const width = Math.max(mapWidth, leastWidth_px) + 2 * margin_px;
	const canvas = document.createElement('canvas');
	const context = contextOf(canvas);
	const entries = legend(words);
	await document.fonts.load(`600 14px "${font}"`, words.title + words.lines.join());
	await document.fonts.load(`400 14px "${font}"`, words.title + words.lines.join());

	// Once to measure, once to draw: how the words break decides the height.
	let bottom = 0;
	for (const drawing of [false, true]) {
		canvas.width = width * pictureRatio;
		canvas.height = Math.max(1, Math.ceil(bottom)) * pictureRatio;
		context.scale(pictureRatio, pictureRatio);
		context.fillStyle = sheet;
		context.fillRect(0, 0, width, bottom);
		let y = margin_px;
		const write = (text: string, weight: number, size: number, color: string) => {
			context.font = `${weight} ${size}px "${font}", sans-serif`;
			context.fillStyle = color;
			for (const line of broken(context, text, width - 2 * margin_px)) {
				y += line_px;
				context.fillText(line, margin_px, y - 6);
			}
		};
		write(words.title, 600, 18, ink);
		if (words.warning) write(words.warning, 600, 14, amber);
		y += 8;
		const left = (width - mapWidth) / 2;
		if (drawing) context.drawImage(mapCanvas, left, y, mapWidth, mapHeight);
		y += mapHeight + 12;
		if (words.ground) {
			write(words.ground.title, 600, 13, ink);
			y = drawLegend(context, words.ground.entries.map(swatch), width, y + 4);
		}
		y = drawLegend(context, entries, width, y) + 4;
		for (const line of words.lines) write(line, 400, 13, ink);
		bottom = y + margin_px;
	}
	return new Promise((resolve, reject) =>
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
	);
}

/** One line of the legend; it is painted into the box of 24 by 24 at the origin. */
interface Entry {
	paint: (context: CanvasRenderingContext2D) => void;
	label: string;
}

function legend(words: PictureWords): Entry[] {
	const mark = (type: CameraType, look: Look, label: string): Entry => ({
		paint: (context) => paintMark(context, type, look, palettes.light),
		label
	});
	const { drawn } = words;
	return [
		...drawn.states.map((state) => mark('ptz', state, words.states[state])),
		...(drawn.stale ? [mark('ptz', 'verified_stale', words.stale)] : []),
		...drawn.types.map((type) => mark(type, 'verified', words.types[type])),
		...(drawn.cones ? [{ paint: paintCone, label: words.cone }] : []),
		...(drawn.assumed ? [{ paint: paintAssumed, label: words.assumed }] : []),
		...(drawn.clusters ? [{ paint: paintCluster, label: words.cluster }] : []),
		...(drawn.together ? [{ paint: paintTogether, label: words.together }] : []),
		...(drawn.fans ? [{ paint: paintFan, label: words.fan }] : [])
	];
}

function swatch({ color, hatch, street, label }: GroundEntry): Entry {
	const paint = (context: CanvasRenderingContext2D) => {
		// As it is on the map, over its paper.
		context.fillStyle = palettes.light.paper;
		context.fillRect(2, 4, 20, 16);
		if (color) {
			context.globalAlpha = cellOpacity;
			context.fillStyle = color;
			context.fillRect(2, 4, 20, 16);
			context.globalAlpha = 1;
		}
		if (hatch) paintHatch(context, hatch);
		if (street) paintStreet(context, street);
	};
	return { paint, label };
}

function paintHatch(context: CanvasRenderingContext2D, hatch: HatchId): void {
	context.beginPath();
	context.rect(2, 4, 20, 16);
	context.clip();
	if (hatch === 'unlooked') {
		context.fillStyle = ink;
		context.globalAlpha = 0.5;
		for (let x = 6; x < 24; x += 8) for (let y = 8; y < 20; y += 8) context.fillRect(x - 1, y - 1, 2, 2);
		return;
	}
	for (let x = 2; x < 40; x += hatchWidth_px[hatch]) {
		context.moveTo(x, 4);
		context.lineTo(x - 16, 20);
	}
	context.strokeStyle = ink;
	context.lineWidth = 1;
	context.stroke();
}

function paintStreet(context: CanvasRenderingContext2D, look: StreetLook): void {
	const { color, width_px, dashes } = streetPaints(palettes.light)[look];
	context.strokeStyle = color;
	context.lineWidth = width_px;
	context.setLineDash(dashes.map((part) => part * width_px));
	context.stroke(new Path2D('M2 12H22'));
}

function paintCone(context: CanvasRenderingContext2D): void {
	const cone = new Path2D('M12 22L3 4.5A20 20 0 0 1 21 4.5Z');
	context.fillStyle = context.strokeStyle = alarm;
	context.globalAlpha = 0.15;
	context.fill(cone);
	context.globalAlpha = 1;
	context.stroke(cone);
}

function paintAssumed(context: CanvasRenderingContext2D): void {
	context.strokeStyle = grey;
	context.lineWidth = 1.5;
	context.setLineDash([3, 2]);
	context.stroke(new Path2D('M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18z'));
}

function paintCluster(context: CanvasRenderingContext2D): void {
	context.strokeStyle = context.fillStyle = ink;
	context.lineWidth = 2;
	context.stroke(new Path2D('M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20z'));
	context.font = `600 12px "${font}", sans-serif`;
	context.textAlign = 'center';
	context.fillText('9', 12, 16.5);
}

function paintTogether(context: CanvasRenderingContext2D): void {
	context.fillStyle = alarm;
	context.fill(new Path2D('M10 8a6 6 0 1 1 0 12a6 6 0 1 1 0-12z'));
	context.fillStyle = ink;
	context.fill(new Path2D('M17 .5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z'));
	context.fillStyle = sheet;
	context.font = `600 10px "${font}", sans-serif`;
	context.textAlign = 'center';
	context.fillText('2', 17, 10.5);
}

function paintFan(context: CanvasRenderingContext2D): void {
	context.strokeStyle = grey;
	context.lineWidth = 1.5;
	context.stroke(new Path2D('M12 13L5 7M12 13L19 7'));
	context.fillStyle = alarm;
	context.fill(new Path2D('M5 3a4 4 0 1 1 0 8a4 4 0 1 1 0-8zM19 3a4 4 0 1 1 0 8a4 4 0 1 1 0-8z'));
}

/** Answers where it ends. */
function drawLegend(context: CanvasRenderingContext2D, entries: Entry[], width: number, top: number): number {
	context.font = `400 13px "${font}", sans-serif`;
	context.fillStyle = ink;
	let [x, y] = [margin_px, top];
	for (const { paint, label } of entries) {
		const needed = 24 + 6 + context.measureText(label).width + 18;
		if (x + needed > width && x > margin_px) [x, y] = [margin_px, y + entry_px];
		context.save();
		context.translate(x, y);
		paint(context);
		context.restore();
		context.fillText(label, x + 30, y + 17);
		x += needed;
	}
	return y + entry_px;
}

function broken(context: CanvasRenderingContext2D, text: string, width: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
		if (lines.length > 0 && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}
