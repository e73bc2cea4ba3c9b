import { decodeCameraId, encodeCameraId } from '../id.ts';
import type { Position } from '../position.ts';
import type { Pointed } from './index.ts';
import { position } from './rest.ts';

type Read = (text: string) => Promise<Pointed | null>;

interface Address {
	scheme: string;
	host: string;
	/** between slashes, as it stands */
	path: string[];
	/** of the query and, where it has names, of the fragment */
	params: URLSearchParams;
	fragment: string;
}

/** A link with its scheme, or a host with something behind it; a space may stand between two numbers. */
const link =
	/(?<![a-z\d])(?:[a-z][a-z\d+.-]*:\/\/|geo: ?|google\.navigation:|(?:[a-z\d-]+\.)+[a-z]{2,}(?::\d+)?(?=[/?#]))(?:[^ <>]|(?<=\d,) (?=[+-]?\d))+/giu;
const degrees = String.raw`([+-]?\d{1,3}(?:\.\d+)?)`;
const latLng = new RegExp(`^ *${degrees}[,~] *${degrees}(?![\\d.])`);
const zoomLatLng = new RegExp(`^[\\d.]+/${degrees}/${degrees}(?![\\d.])`);

/** The links in a text, and the text without them. */
export function linksIn(text: string): { links: string[]; others: string } {
	const links: string[] = [];
	const others = text.replace(link, (found) => {
		links.push(found.replace(/[.,;:!?'")\]]+$/, ''));
		return ' # ';
	});
	return { links, others };
}

/**
 * What a link points to: Oko's camera, a pin, or, where it names none, the middle of its view. A link that names a place
 * which cannot be read points to nothing: its view is elsewhere.
 */
export async function readLink(link: string, read: Read): Promise<Pointed | null> {
	const address = parse(link);
	const camera = cameraOf(address);
	if (camera !== null) return { camera };
	if (address.scheme === 'geo') return fromGeo(address, read);
	const pins = await pinsOf(address, read);
	if (pins.length > 0) return pins.find((pin) => pin !== null) ?? null;
	const view = viewOf(address);
	return view && pairsIn(decode(link)).every((pair) => isSame(pair, view)) ? { position: view } : null;
}

/** Every pair of numbers in a link that could be a position in Serbia: one that is not the view may be its pin. */
function pairsIn(link: string): Position[] {
	const pairs = link.matchAll(/(?<![\d.])(\d{2}\.\d{3,})(?:[,/~_; ]+|!\dd|&\w+=)(\d{2}\.\d{3,})/g);
	return [...pairs]
		.map(([, a, b]): Position => (Number(a) < Number(b) ? [Number(a), Number(b)] : [Number(b), Number(a)]))
		.filter(([lng, lat]) => lng > 18.8 && lng < 23.1 && lat > 41.8 && lat < 46.3);
}

function isSame([aLng, aLat]: Position, [bLng, bLat]: Position): boolean {
	return Math.max(Math.abs(aLng - bLng), Math.abs(aLat - bLat)) < 3e-4;
}

function parse(link: string): Address {
	const [whole, withSlashes, without] =
		/^(?:([a-z][a-z\d+.-]*):\/\/|(geo|google\.navigation): ?)?/i.exec(link) ?? [];
	const scheme = (withSlashes ?? without ?? '').toLowerCase();
	const rest = link.slice(whole?.length ?? 0);
	const [beforeFragment = '', fragment = ''] = split(scheme === 'google.navigation' ? `?${rest}` : rest, '#');
	const [place, query] = split(beforeFragment, '?');
	const [host, path] = split(place, '/');
	const decoded = decode(fragment);
	return {
		scheme,
		host: host.toLowerCase(),
		path: path.split('/'),
		params: new URLSearchParams([
			...new URLSearchParams(query),
			...(decoded.includes('=') ? new URLSearchParams(decoded) : [])
		]),
		fragment: decoded
	};
}

/** The camera that a link of Oko shows, by its id. */
function cameraOf({ path, params }: Address): string | null {
	const isLanguage = /^[a-z]{2}(-[a-z]{4})?$/i.test(path[0] ?? '');
	const [room = '', id = ''] = isLanguage ? path.slice(1) : path;
	const number = decodeCameraId(room === 'cameras' ? id : room === '' ? (params.get('camera') ?? '') : '');
	return number === null ? null : encodeCameraId(number);
}

/** RFC 5870, and the `q` with which Android names a pin. */
async function fromGeo({ host, params }: Address, read: Read): Promise<Pointed | null> {
	const crs = /;crs=([^;]*)/.exec(host)?.[1];
	if (crs && crs !== 'wgs84') return null;
	const named = await read(params.get('q') ?? '');
	const middle = pair(host);
	return named ?? (params.has('q') && !middle?.some(Boolean) ? null : at(middle));
}

/** names of what a map goes to, most exact first */
const pinNames = [
	...['destination', 'daddr', 'to', 'end', 'finish', 'coordinate', 'pin', 'marker', 'markers', 'viewpoint'],
	...['cbll', 'latlng', 'latlon', 'loc', 'q', 'query', 'text', 'u', 'url', 'link', 'continue']
];
/** names of a way, of its beginning, of a place by its number: the view belongs to what they mean */
const otherNames = ['from', 'saddr', 'start', 'route', 'rtext', 'rtp', 'cid', 'ftid'];
/** Yandex and Mapy put longitude first */
const turnedPinNames = ['pt', 'whatshere[point]', 'poi[point]', 'id'];

/** Every pin that a link names; null for one that cannot be read. */
async function pinsOf(address: Address, read: Read): Promise<(Pointed | null)[]> {
	const { host, path, params } = address;
	const has = (...names: string[]) => names.some((name) => params.has(name));
	const pins: (Pointed | null)[] = [];
	if (has('mlat', 'mlon')) pins.push(at(numbers(params.get('mlon'), params.get('mlat'))));
	pins.push(...placesOfGoogle(path));
	// What Apple calls `q` is the name of the pin at `ll`.
	const isApple = host.endsWith('apple.com') || address.scheme === 'maps';
	for (const name of pinNames) {
		const [text, ...more] = params.getAll(name);
		if (text === undefined) continue;
		const pin = more.length === 0 ? await read(text) : null;
		if (pin || !(isApple && name === 'q')) pins.push(pin);
	}
	if (/(^|\.)(yandex|mapy)\./.test(host)) {
		for (const name of turnedPinNames) if (has(name)) pins.push(at(turned(params.get(name))));
	}
	// Bing
	const point = new RegExp(`^point\\.${degrees}_${degrees}`).exec(params.get('sp') ?? '');
	if (has('sp')) pins.push(at(numbers(point?.[2], point?.[1])));
	const lngName = ['lon', 'lng', 'long'].find((name) => params.has(name));
	if (has('lat') && lngName) pins.push(at(numbers(params.get(lngName), params.get('lat'))));
	pins.push(...(await pinsInPath(address, read)));
	return has(...otherNames) ? [...pins, null] : pins;
}

/** The place in the data of a link of Google: !3dlat!4dlng. */
function placesOfGoogle(path: string[]): (Pointed | null)[] {
	const found = [...decode(path.join('/')).matchAll(new RegExp(`!3d${degrees}!4d${degrees}`, 'g'))];
	const distinct = new Map(found.map(([whole, lat, lng]) => [whole, numbers(lng, lat)]));
	return distinct.size > 1 ? [null] : [...distinct.values()].map(at);
}

async function pinsInPath({ host, path }: Address, read: Read): Promise<(Pointed | null)[]> {
	const [room, ...others] = path[0] === 'maps' ? path.slice(1) : path;
	const texts = others.filter((text) => !/^(@|data=)/.test(text));
	const asText = (text = '') => read(decode(text.replaceAll('+', ' ')));
	if (room === 'place') {
		// A place with a name lies in the middle of its view.
		const named = await asText(texts[0]);
		return named ? [named] : [];
	}
	if (room === 'search' && path[0] === 'maps' && texts[0]) return [await asText(texts[0])];
	if (room === 'dir' || path.includes('directions')) {
		const stops = await Promise.all(texts.map(asText));
		const [, lng, lat] =
			new RegExp(`!2m2!1d${degrees}!2d${degrees}(?!.*!2m2!1d)`).exec(decode(others.join('/'))) ?? [];
		const isOne = texts[0] === '' && stops.length === 2;
		if (isOne && !stops[1]) return [at(numbers(lng, lat))];
		return [stops.filter(Boolean).length === 1 ? (stops.at(-1) ?? null) : null];
	}
	if (room === 'l' && host.endsWith('here.com')) return [at(pair(decode(others[0] ?? '')))];
	if (room === 'go' && /^(www\.)?(osm|openstreetmap)\.org$/.test(host))
		return [at(shortLink(others[0] ?? ''))];
	if (host === 'plus.codes') return [await read(decode(path[0] ?? ''))];
	return [];
}

/** The middle of the view of a map, for those who name no pin. */
function viewOf({ host, path, params, fragment }: Address): Position | null {
	const [, lat, lng] = zoomLatLng.exec(params.get('map') ?? fragment) ?? [];
	if (lat !== undefined) return numbers(lng, lat);
	const inPath = path.map(decode).find((text) => text.startsWith('@'));
	const ll = /(^|\.)yandex\./.test(host) ? turned(params.get('ll')) : pair(params.get('ll'));
	return (
		pair(params.get('map')) ??
		pair(inPath?.slice(1)) ??
		ll ??
		pair(params.get('center')) ??
		pair(params.get('cp')) ??
		pair(params.get('sll')) ??
		numbers(params.get('x'), params.get('y')) ??
		pair(fragment)
	);
}

const shortLinkDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~';
/** so many digits are exact to 2 m; fewer are a view from afar */
const shortLinkLeast = 8;

/**
 * The middle of the square that a short link of OpenStreetMap means: each digit holds three bits of x and of y, one after
 * the other. Source: lib/short_link.rb of openstreetmap-website.
 */
function shortLink(code: string): Position | null {
	const digits = [...code.replace(/[-=]+$/, '').replaceAll('@', '~')].map((digit) =>
		shortLinkDigits.indexOf(digit)
	);
	if (digits.length < shortLinkLeast || digits.includes(-1)) return null;
	const bits = digits.map((digit) => digit.toString(2).padStart(6, '0')).join('');
	const share = (parity: 0 | 1) => {
		const own = [...bits].filter((_, i) => i % 2 === parity).join('');
		return (parseInt(own, 2) + 0.5) / 2 ** own.length;
	};
	return position(share(0) * 360 - 180, share(1) * 180 - 90);
}

const at = (position: Position | null): Pointed | null => position && { position };

/** Two texts as a position; null where one is no number, or both are whole degrees. */
function numbers(lng: string | null | undefined, lat: string | null | undefined): Position | null {
	const isNumber = (text: string | null | undefined) => /^[+-]?\d{1,3}(\.\d+)?$/.test(text ?? '');
	if (!isNumber(lng) || !isNumber(lat) || !`${lng}${lat}`.includes('.')) return null;
	return position(Number(lng), Number(lat));
}

function pair(text: string | null | undefined): Position | null {
	const [, lat, lng] = latLng.exec(text ?? '') ?? [];
	return numbers(lng, lat);
}

function turned(text: string | null | undefined): Position | null {
	const [lat, lng] = pair(text) ?? [];
	return lng === undefined || lat === undefined ? null : position(lng, lat);
}

function split(text: string, mark: string): [before: string, after: string] {
	const at = text.indexOf(mark);
	return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
