import { position, type Rest, type Written } from './rest.ts';

/** Numbers with fewer decimals are believed only where the text says nothing else: prices have two. */
const leastDecimals = 3;

/*
 * North, south, east and west in one letter, English or Serbian: С, S (sever), Ј, J (jug), И, I (istok), З, Z (zapad).
 * S is south unless the other letter is Serbian.
 */
const side = String.raw`[NSEWСЈИЗJIZ](?!\p{L})`;
const serbian = /[СЈИЗJIZ]/;
const firstSide = String.raw`(?<!\p{L})[NSEWСЈИЗJIZ]`;
const number = String.raw`\d+(?:[.,]\d+)?`;
const degrees = String.raw`[+-]?\d{1,3}`;
const decimalDegrees = String.raw`${degrees}[.,]\d+ ?°?`;
/** Degrees, minutes and seconds; degrees and decimal minutes; degrees and minutes with a mark; decimal degrees. */
const angle = `(?:${[
	String.raw`${degrees}(?: ?° ?|[ :])\d{1,2}(?: ?' ?|[ :])${number} ?"?`,
	String.raw`${degrees}(?: ?° ?|[ :])\d{1,2}[.,]\d+ ?'?`,
	String.raw`${degrees} ?° ?\d{1,2} ?'?`,
	decimalDegrees
].join('|')})`;
const start = String.raw`(?<![\p{L}\d+-]|\d[.,:])`;
const end = String.raw`(?![\p{L}\d]|[.,:]\d)`;
const between = String.raw`(?: ?[,;/|] ?| (?:- )?)`;
const betweenNamed = String.raw`[ ,;/|&"'()]*`;

const sidesBefore = new RegExp(
	String.raw`(?<!\d ?[°'"]? ?)(${firstSide})[.:]? ?(${angle})${betweenNamed}(${firstSide})[.:]? ?(${angle})${end}`,
	'gu'
);
const sidesAfter = new RegExp(
	String.raw`(?<!${firstSide}[.:]? ?)${start}(${angle}) ?(${side})${betweenNamed}(${angle}) ?(${side})`,
	'gu'
);
/** φ and λ stand for the words latitude and longitude */
const named = new RegExp(
	String.raw`([φλ]) ?(${angle})(?: ?(${side}))?${betweenNamed}([φλ]) ?(${angle})(?: ?(${side}))?`,
	'gu'
);
/** WKT and GeoJSON */
const point =
	/(?:(?:SRID=(\d+); ?)?POINT ?Z? ?\(|["']COORDINATES["'] ?: ?\[) ?([+-]?\d{1,3}\.\d+)[ ,]+([+-]?\d{1,3}\.\d+)/g;
/** decimal degrees and the numbers behind them; ⇄ stands for the words longitude, latitude */
const decimals = new RegExp(
	String.raw`(?:(⇄)[ (]*)?${start}([+-]?\d{1,3}[.,]\d[\d.,;/| °+-]*)(?![\p{L}\d])(?! ?W(?!\p{L}))`,
	'gu'
);
const oneNumber = new RegExp(String.raw`^([+-]?${number})(?: ?°)?(?:${between}(?=[+-]?\d)|(?! ?[.,+-]?\d))`);
const bare = new RegExp(`${start}(${angle})${between}(${angle})${end}`, 'gu');
/** ISO 6709, in degrees or in degrees, minutes and seconds without marks */
const iso = /^([+-]\d\d\.\d+)([+-]\d{3}\.\d+)(?:[+-][\d.]+)?\/?$/;
const isoSeconds = /^([+-]\d\d)(\d\d)(\d\d(?:\.\d+)?)([+-]\d{3})(\d\d)(\d\d(?:\.\d+)?)(?:[+-][\d.]+)?\/?$/;

/** The positions that a text says in degrees, latitude first unless it says otherwise. */
export function degreesIn(rest: Rest): Written[] {
	const all = rest.text.trim();
	const [, isoLat, isoLng] = iso.exec(all) ?? [];
	if (isoLat && isoLng) return [position(Number(isoLng), Number(isoLat))];
	const parts = isoSeconds.exec(all)?.slice(1);
	if (parts) return [position(...([parts.slice(3), parts.slice(0, 3)].map(toDegrees) as [number, number]))];

	const found = rest.take(point, ([, srid = '4326', lng, lat]) =>
		srid === '4326' ? position(Number(lng), Number(lat)) : null
	);
	rest.text = inSymbols(rest.text);
	return [
		...found,
		...rest.take(named, ([, first, a = '', sideA, second, b = '', sideB]) => {
			if (first === second) return undefined;
			const isSerbian = serbian.test(`${sideA}${sideB}`);
			const [one, other] = [at(a, sideA, isSerbian), at(b, sideB, isSerbian)];
			const [lat, lng] = first === 'φ' ? [one, other] : [other, one];
			return lat.axis === 'lng' || lng.axis === 'lat' ? null : position(lng.value, lat.value);
		}),
		...rest.take(sidesBefore, ([, sideA, a = '', sideB, b = '']) => fromSides(a, sideA, b, sideB)),
		...rest.take(sidesAfter, ([, a = '', sideA, b = '', sideB]) => fromSides(a, sideA, b, sideB)),
		...rest.take(decimals, ([whole = '', turned, run = '']) => {
			const numbers = numbersOf(run);
			const [first = 0, second = 0, ...others] = numbers.map(countDecimals);
			if (second === 0) return undefined;
			const isExact = Math.min(first, second) >= leastDecimals;
			if (!isExact && (others.length > 0 || !rest.isAll(whole))) return undefined;
			// One number more is a height; two are another position.
			if (others.filter(Boolean).length > 1 || others.some((count) => count >= leastDecimals)) return null;
			const [lat = NaN, lng = NaN] = numbers.map(decimal);
			return turned ? position(lat, lng) : position(lng, lat);
		}),
		...rest.take(bare, ([whole = '', a = '', b = '']) => {
			const isMarked = [a, b].every((one) => /[°']/.test(one));
			return isMarked || rest.isAll(whole) ? position(at(b).value, at(a).value) : undefined;
		})
	];
}

/** The numbers of a run, each as long as it can be: a comma between digits is a decimal comma. None where one has two. */
function numbersOf(run: string): string[] {
	const numbers: string[] = [];
	for (let rest = run; /^[+-]?\d/.test(rest);) {
		const [whole, one] = oneNumber.exec(rest) ?? [];
		if (whole === undefined || one === undefined) return [];
		numbers.push(one);
		rest = rest.slice(whole.length);
	}
	return numbers;
}

const decimal = (text: string) => Number(text.replace(',', '.'));
const countDecimals = (text: string) => text.split(/[.,]/)[1]?.length ?? 0;

/** Degrees, minutes and seconds as degrees; NaN where there are 60 or more of the smaller ones. */
function toDegrees([degrees = '', ...smaller]: string[]): number {
	const [minutes = 0, seconds = 0] = smaller.map(decimal);
	if (minutes >= 60 || seconds >= 60) return NaN;
	const value = Math.abs(decimal(degrees)) + minutes / 60 + seconds / 3600;
	return degrees.startsWith('-') ? -value : value;
}

/** An angle in degrees with the axis that its letter says; NaN where letter and sign contradict each other. */
function at(text: string, letter = '', isSerbian = false): { value: number; axis?: 'lng' | 'lat' } {
	const sign = /^[+-]/.exec(text)?.[0] ?? '';
	const value = toDegrees((text.match(new RegExp(number, 'g')) ?? []).map((n, i) => (i ? n : sign + n)));
	if (!letter) return { value };
	const axis = 'EWИIЗZ'.includes(letter) ? 'lng' : 'lat';
	const isNegative = 'WЗZЈJ'.includes(letter) || (letter === 'S' && !isSerbian);
	return { value: sign === '-' ? NaN : isNegative ? -value : value, axis };
}

function fromSides(a: string, sideA = '', b: string, sideB = ''): Written {
	const isSerbian = serbian.test(sideA + sideB);
	const [first, second] = [at(a, sideA, isSerbian), at(b, sideB, isSerbian)];
	if (first.axis === second.axis) return null;
	return first.axis === 'lat' ? position(second.value, first.value) : position(first.value, second.value);
}

const words = (some: string) => new RegExp(String.raw`(?<!\p{L})(?:${some})(?!\p{L})`, 'gu');
/** words before a number, with the quotes and the colon of JSON */
const wordsOfNumber = (some: string) =>
	new RegExp(
		String.raw`["']?(?<!\p{L})(?:GEOGRAFSKA |ГЕОГРАФСКА )?(?:${some})(?!\p{L})\.?["']? ?[:=]? ?["']?(?=[ (]*[+-]?\d)`,
		'gu'
	);
const latitude = '(?:LAT|LATITUDE|ŠIRINA|SIRINA|ШИРИНА)';
const longitude = '(?:LON|LNG|LONG|LONGITUDE|DUŽINA|DUZINA|ДУЖИНА)';
const symbols: [pattern: RegExp, symbol: string][] = [
	[words('DEG|DEGREES?|STEPEN[AI]?|СТЕПЕН[АИ]?'), '°'],
	[words('NORTH|SEVER(?:NO)?|SJEVER|СЕВЕР(?:НО)?|СЈЕВЕР'), 'N'],
	[words('SOUTH|JUG|JUŽNO|ЈУГ|ЈУЖНО'), 'Ј'],
	[words('EAST|ISTOK|ISTOČNO|ИСТОК|ИСТОЧНО'), 'E'],
	[words('WEST|ZAPAD(?:NO)?|ЗАПАД(?:НО)?'), 'W'],
	// с. г. ш., северна географска ширина, and its kin
	[/(?<!\p{L})([SСJЈIИZЗ])\.? ?[GГ]\.? ?[ŠШDД](?!\p{L})\.?/gu, '$1'],
	[wordsOfNumber(`${longitude}[ ,/]*${latitude}`), '⇄'],
	[wordsOfNumber(`${latitude}[ ,/]*${longitude}`), ''],
	[wordsOfNumber(latitude), 'φ'],
	[wordsOfNumber(longitude), 'λ']
];

function inSymbols(text: string): string {
	return symbols.reduce((done, [pattern, symbol]) => done.replace(pattern, symbol), text);
}
