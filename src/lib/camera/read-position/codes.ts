import { decode, expand } from 'pluscodes';
import { municipalities } from '../municipalities.ts';
import type { Grid } from './grid.ts';
import { position, type Rest, type Written } from './rest.ts';

/** A square of the Military Grid Reference System, of at most 10 m. */
const mgrs = /(?<![\p{L}\d])(\d{1,2} ?[C-X]) ?([A-Z]{2}) ?(\d{4,5}) ?(\d{4,5})(?!\d)/gu;
const metre = String.raw`(?:[XYNE] ?[:=]? ?)?([4-7]?\d{6}(?:[.,]\d{1,3}(?!\d))?)`;
/** A zone, and two numbers of metres with or without the letters of their axes. */
const metres = new RegExp(
	String.raw`(?:(?<![\p{L}\d])(\d{1,2}) ?[A-Z]?,? )?(?<![\d.,+-])${metre} ?(?:M?[NE](?!\p{L})|M(?!\p{L}))?[,;]? ${metre}(?!\d|[.,]\d)`,
	'gu'
);
const plusDigit = '[23456789CFGHJMPQRVWX]';
/** A Plus code of at most 14 m, whole or without its first four digits. */
const plusCode = new RegExp(
	String.raw`(?<![\p{L}\d+])(${plusDigit}{4}|${plusDigit}{8})\+(${plusDigit}{2})(${plusDigit}{0,5})(?![\p{L}\d+])`,
	'gu'
);
/** In degrees; a short Plus code means the nearest place of its kind, which from here is right for the whole City. */
const middleOfCity = { longitude: 20.45, latitude: 44.675 };
const cityNames = [
	...['Beograd', 'Београд', 'Belgrade'],
	...municipalities.flatMap(({ names }) => Object.values(names))
].map((name) => name.toUpperCase());

/** A short code is said with the town it is in; another town's is elsewhere. */
function isOfCity(text: string): boolean {
	return !/\p{L}/u.test(text) || cityNames.some((name) => text.includes(name));
}

/**
 * The positions that a text says in UTM zone 34N, MGRS, Gauss–Krüger zone 7, or as a Plus code. Metres of a place far
 * from Belgrade are taken for something else.
 */
export async function codesIn(rest: Rest): Promise<Written[]> {
	const codes = rest.take(plusCode, ([whole = '', first = '', second = '', more = '']) => {
		const isShort = first.length === 4;
		if (isShort && (!/\D/.test(first + second) || !isOfCity(rest.text.replace(whole, '')))) return undefined;
		const code = isShort ? expand(`${first}+${second}`, middleOfCity) : `${first}+${second}`;
		const { longitude = NaN, latitude = NaN } = (code && decode(code + more)) || {};
		return position(longitude, latitude);
	});
	const squares = rest.take(mgrs, ([, zone = '', square = '', east = '', north = '']) =>
		east.length === north.length ? zone.replace(' ', '') + square + east + north : undefined
	);
	const inMetres = rest.take(metres, ([, zone, ...axes]) => {
		const [a = NaN, b = NaN] = axes.map((text) => Number(text.replace(',', '.')));
		const [east, north] = a < 4e6 || a >= 6e6 ? [a, b] : [b, a];
		const grid: Grid = east < 1e6 ? 'utm34' : 'gaussKrueger7';
		if (north < 4e6 || north >= 6e6 || (east >= 1e6 && east < 7e6)) return undefined;
		if (zone && zone !== { utm34: '34', gaussKrueger7: '7' }[grid]) return null;
		return { grid, east, north };
	});
	if (squares.length + inMetres.length === 0) return codes;
	// Projections weigh more than everything else here, and few people type metres.
	const { fromMetres, fromMgrs } = await import('./grid.ts');
	const near = [
		...squares.map(fromMgrs),
		...inMetres.map((one) => one && fromMetres(one.grid, one.east, one.north))
	].filter((one) => one !== null);
	return [...near, ...(inMetres.includes(null) ? [null] : []), ...codes];
}
