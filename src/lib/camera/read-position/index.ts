import distance from '@turf/distance';
import type { Position } from '../position.ts';
import { codesIn } from './codes.ts';
import { degreesIn } from './degrees.ts';
import { linksIn, readLink } from './links.ts';
import { Rest } from './rest.ts';

/** What a text points to: a position, or a camera of Oko by its id. */
export type Pointed = { position: Position } | { camera: string };
/** Where a public camera stands, by its id; null where there is none. */
export type WhereCamera = (id: string) => Promise<Position | null>;

/** A longer text is not read: a number that is cut off is another place. */
const longest_chars = 2000;
/** A link that a chat or a search leads through is one in another. */
const deepest = 2;
/** What is said twice may differ by so much: a Plus code is exact to 7 m, four decimals to 11 m. */
const same_m = 30;

/**
 * Reads what people paste where a position is asked for, whatever stands around it: degrees in any usual notation,
 * latitude first unless the text says otherwise; ISO 6709, WKT, GeoJSON; UTM zone 34N, MGRS, Gauss–Krüger zone 7; Plus
 * codes; links of maps, where a pin counts and not the view around it; links of Oko. Null when the text says none, or two.
 * @throws what loading the projections throws, in a browser without a network
 */
export const readPointed = (text: string): Promise<Pointed | null> => pointed(text, 0);

/** @param depth in how many links the text stands */
async function pointed(text: string, depth: number): Promise<Pointed | null> {
	if (text.length > longest_chars || depth > deepest) return null;
	const { links, others } = linksIn(cleaned(text));
	const inLink = (part: string) => pointed(part, depth + 1);
	const linked = (await Promise.all(links.map((link) => readLink(link, inLink)))).filter(
		(one) => one !== null
	);
	const rest = new Rest(others.toUpperCase());
	const written = [...(await codesIn(rest)), ...degreesIn(rest)];
	const [first, ...more] = [...linked, ...written.map((position) => position && { position })];
	return first && more.every((one) => one && isSame(first, one)) ? first : null;
}

/** {@link readPointed}, and a camera is where it stands. */
export async function readPosition(text: string, whereCamera?: WhereCamera): Promise<Position | null> {
	const pointed = await readPointed(text);
	if (!pointed) return null;
	return 'position' in pointed ? pointed.position : ((await whereCamera?.(pointed.camera)) ?? null);
}

function isSame(a: Pointed, b: Pointed): boolean {
	if ('camera' in a || 'camera' in b) return 'camera' in a && 'camera' in b && a.camera === b.camera;
	return distance(a.position, b.position, { units: 'meters' }) <= same_m;
}

/** Plain marks and spaces, no marks that nobody sees, no entities of HTML. */
function cleaned(text: string): string {
	return text
		.replace(/[º˚]/g, '°')
		.replace(/[′‵’‘‛´`ʹʼ]/g, "'")
		.replace(/[″‶”“„‟ʺ˝]/g, '"')
		.normalize('NFKC')
		.replace(/''/g, '"')
		.replace(/[−–—‐‑]/g, '-')
		.replace(/、/g, ',')
		.replace(/&amp;/g, '&')
		.replace(/\p{Cf}/gu, '')
		.replace(/\s+/g, ' ');
}
