import { convert } from 'geo-coordinates-parser';
import type { Settings } from './settings.ts';

/** A position, WGS 84 degrees, longitude first. */
export type Position = [lng: number, lat: number];
export type AreaSettings = Pick<
	Settings,
	'area_west_deg' | 'area_south_deg' | 'area_east_deg' | 'area_north_deg'
>;

/** Whether a position lies in the box around the City of Belgrade. */
export function inArea([lng, lat]: Position, area: AreaSettings): boolean {
	return (
		lng >= area.area_west_deg &&
		lng <= area.area_east_deg &&
		lat >= area.area_south_deg &&
		lat <= area.area_north_deg
	);
}

/** Why a position cannot be taken, or null: `swapped` when it would lie in the area the other way round. */
export function positionProblem([lng, lat]: Position, area: AreaSettings): 'swapped' | 'outside_area' | null {
	if (inArea([lng, lat], area)) return null;
	return inArea([lat, lng], area) ? 'swapped' : 'outside_area';
}

const decimal = String.raw`(-?\d{1,3}\.\d+|-?\d{1,3})`;

/**
 * Where map links keep their latitude and longitude, most exact first: a pin says more than the view's middle.
 * OpenStreetMap: ?mlat=&mlon=, #map=z/lat/lng · Google Maps: !3dlat!4dlng (the place), ?q= ?query= ?ll=
 * ?destination=, /@lat,lng,z (the view) · RFC 5870: geo:lat,lng, with Android's ?q=lat,lng before it.
 */
const linkPatterns = [
	new RegExp(`[?&]mlat=${decimal}.*?[?&]mlon=${decimal}`),
	new RegExp(`!3d${decimal}!4d${decimal}`),
	new RegExp(`[?&](?:q|query|ll|daddr|destination|center)=(?:loc:)?${decimal},\\+?${decimal}`),
	new RegExp(`#map=[\\d.]+/${decimal}/${decimal}`),
	new RegExp(`/@${decimal},${decimal}`),
	new RegExp(`/(?:search|place)/${decimal},\\+?${decimal}`),
	new RegExp(`^geo:${decimal},${decimal}`, 'i')
];

/**
 * Reads a position as people paste it: decimal degrees (point or comma), degrees-minutes(-seconds), or a map
 * link (OpenStreetMap, Google Maps, geo:). Written notation is latitude first, as everywhere outside GIS,
 * unless its hemispheres say otherwise. Null when it cannot be read.
 */
export function parsePosition(text: string): Position | null {
	const trimmed = text.trim().slice(0, 2000);
	if (/^(https?:|geo:|www\.)/i.test(trimmed)) return fromLink(safeDecode(trimmed));
	if (trimmed.length > 100) return null;
	const written = latitudeFirst(plainSigns(trimmed));
	const numbers = written.match(/\d+(?:[.,]\d+)?/g) ?? [];
	// Two numbers are degrees; the library would read 44.45 as 44 degrees 45 minutes.
	return numbers.length < 4 ? fromDecimals(written) : fromMinutes(written);
}

/** A position as a person writes it down: latitude first, six decimals. */
export function formatPosition([lng, lat]: Position): string {
	return `${lat.toFixed(6)}, ${lng.toFixed(6)}`;
}

function fromLink(link: string): Position | null {
	for (const pattern of linkPatterns) {
		const match = pattern.exec(link);
		if (match) return position(Number(match[2]), Number(match[1]));
	}
	return null;
}

const pairs = [String.raw`\.`, ','].map((mark) => {
	const degrees = String.raw`([NSEW]?)\s*(-?\d{1,3}${mark}\d+)\s*°?\s*([NSEW]?)`;
	return new RegExp(String.raw`^${degrees}(?:\s*[,;/]\s*|\s+)${degrees}$`);
});

function fromDecimals(written: string): Position | null {
	for (const pattern of pairs) {
		const match = pattern.exec(written);
		if (!match) continue;
		const [, beforeLat, lat, afterLat, beforeLng, lng, afterLng] = match;
		return position(degrees(lng, beforeLng || afterLng, 'EW'), degrees(lat, beforeLat || afterLat, 'NS'));
	}
	return null;
}

/** NaN, which is no position, when the hemisphere contradicts the sign or the axis. */
function degrees(text = '', hemisphere = '', allowed: 'EW' | 'NS'): number {
	const value = Number(text.replace(',', '.'));
	if (!hemisphere) return value;
	if (!allowed.includes(hemisphere) || value < 0) return NaN;
	return hemisphere === allowed[1] ? -value : value;
}

function fromMinutes(written: string): Position | null {
	try {
		const { decimalLongitude, decimalLatitude } = convert(written, 7);
		return position(decimalLongitude, decimalLatitude);
	} catch {
		return null;
	}
}

function position(lng: number, lat: number): Position | null {
	return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [lng, lat] : null;
}

/**
 * Capitals, an ordinary minus, no brackets, and international letters for the hemispheres. Serbian С (S, sever)
 * is north and И (I, istok) is east, also written с.г.ш. and и.г.д.
 */
function plainSigns(text: string): string {
	const upper = text
		.toUpperCase()
		.replace(/[−–]/g, '-')
		.replace(/^[([]\s*(.*?)\s*[)\]]$/, '$1')
		.replace(/([СSИI])\.?\s*[ГG]\.?\s*[ШŠДD]\.?/g, '$1');
	const serbian = /[СИI]/.test(upper);
	return serbian ? upper.replace(/[СS]/g, 'N').replace(/[ИI]/g, 'E') : upper;
}

/** Exchanges the halves of a text that says its longitude first. */
function latitudeFirst(text: string): string {
	const match =
		/^([^NSEW]*[EW])[\s,;/]*([^NSEW]*[NS])$/.exec(text) ??
		/^([EW][^NSEW]*?)[\s,;/]*([NS][^NSEW]*)$/.exec(text);
	return match ? `${match[2]} ${match[1]}` : text;
}

function safeDecode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
