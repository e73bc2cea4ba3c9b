import type { View } from '../camera/view.ts';
import firstView from '../map/first-view.css?inline';
import { withColours } from './colours.ts';
import { xmlText } from '../server/xml-text.ts';

/** of a card, as every site that shows links has room for it */
export const cardSize = { width_px: 1200, height_px: 630 };
/** of the drawing above the words */
const map = { width_px: 1200, height_px: 400 };
/** larger than on the map: sites show cards at half their size */
const enlarged = 1.6;
/**
 * What the font files call the typeface. One weight: where a file lacks a letter, the renderer takes another file whatever
 * its weight.
 */
const typeface = 'Noto Sans SemiBold';
/** how wide a letter is at most on the average, as a part of its size, in either script */
const letterWidth = 0.6;
const margin_px = 48;

/** What a card says. */
export interface CardWords {
	title: string;
	/** what is known: a state, or numbers */
	said: string;
	/** the day, and whose it is */
	source: string;
	/** that it is invented; null where it is not */
	warning: string | null;
}

/** The view that a card draws, around a position. */
export function cardView(center: View['center'], zoom: number): View {
	return { center, zoom, width_px: map.width_px / enlarged, height_px: map.height_px / enlarged };
}

/** A card of a drawing of the map, with what it shows in words; `ring` marks its middle. */
export function mapCard(drawing: string, words: CardWords, ring: boolean): string {
	const middle = `<circle cx="${map.width_px / 2}" cy="${map.height_px / 2}" r="26" fill="none" stroke="var(--ink)" stroke-width="4"/>`;
	return card(
		`<rect width="${map.width_px}" height="${map.height_px}" fill="var(--map-paper)"/>` +
			`<g class="first-view" transform="scale(${enlarged})">${drawing}</g>${ring ? middle : ''}` +
			`<path d="M0 ${map.height_px}H${map.width_px}" stroke="var(--ink)" stroke-width="2"/>` +
			text(words.title, { y: 462, size: 44 }) +
			text(words.said, { y: 512, size: 30 }) +
			foot(words)
	);
}

/** A card of numbers: the first is the largest. */
export function numbersCard(numbers: [number: string, what: string][], words: CardWords): string {
	const [first = ['', ''], ...others] = numbers;
	return card(
		text(words.title, { y: 100, size: 40 }) +
			text(first[0], { y: 260, size: 150, colour: 'alarm' }) +
			text(first[1], { y: 320, size: 36 }) +
			others
				.map(([number, what], i) => {
					const x = margin_px + i * 370;
					return (
						text(number, { x, y: 430, size: 60, room_px: 340 }) +
						text(what, { x, y: 475, size: 28, room_px: 340 })
					);
				})
				.join('') +
			foot(words)
	);
}

function foot({ source, warning }: CardWords): string {
	return (
		text(source, { y: 604, size: 24 }) + (warning ? text(warning, { y: 560, size: 26, colour: 'amber' }) : '')
	);
}

interface Set {
	x?: number;
	y: number;
	size: number;
	colour?: string;
	room_px?: number;
}

/** A line of words, smaller where it is long, and cut where it would be too small to be read. */
function text(
	words: string,
	{ x = margin_px, y, size, colour = 'ink', room_px = cardSize.width_px - 2 * margin_px }: Set
): string {
	const needed = words.length * letterWidth * size;
	const least = Math.min(size, 22);
	const fitting = Math.max(least, Math.min(size, (size * room_px) / needed));
	const most = Math.floor(room_px / (letterWidth * fitting));
	const shown = words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
	return `<text x="${x}" y="${y}" font-size="${fitting.toFixed(1)}" fill="var(--${colour})">${xmlText(shown)}</text>`;
}

function card(content: string): string {
	const { width_px, height_px } = cardSize;
	const svg =
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width_px} ${height_px}" width="${width_px}" height="${height_px}" font-family="${typeface}" font-weight="600">` +
		`<style>${firstView}</style><rect width="${width_px}" height="${height_px}" fill="var(--sheet)"/>${content}</svg>`;
	return withColours(svg, 'light');
}
