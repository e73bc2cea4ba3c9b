import { describe, expect, test } from 'vitest';
import { settings } from '../camera/settings.fixture.ts';
import { gpxMax_mb, pointsMax, readGpx, wayOf } from './gpx.ts';

type Point = [lng: number | string, lat: number | string];
const point = ([lng, lat]: Point, tag = 'trkpt') =>
	`<${tag} lat="${lat}" lon="${lng}"><ele>117</ele></${tag}>`;
const segment = (...points: Point[]) => `<trkseg>${points.map((one) => point(one)).join('\n')}</trkseg>`;
const track = (...segments: string[]) => `<trk><name>a walk</name>${segments.join('')}</trk>`;
const file = (...inside: string[]) =>
	`<?xml version="1.0"?>\n<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">${inside.join('')}</gpx>\n`;
const read = (text: string) => wayOf(text, settings);
const [a, b, c] = [
	[20.46, 44.81],
	[20.47, 44.81],
	[20.48, 44.81]
] as [Point, Point, Point];
const whole = file(track(segment(a, b, c)));

describe('the way of a GPX file', () => {
	test('is its track, without heights', () =>
		expect(read(whole)).toEqual({
			points: [a, b, c],
			tracks: 1,
			isJoined: false,
			isPartlyOutside: false,
			isCutOff: false
		}));

	test('is the longest of several, however many points it has; waypoints are none', () => {
		const some = file(point(a, 'wpt'), track(segment(a, b, a)), track(segment(a, c, a)), track());
		expect(read(some)).toMatchObject({ points: [a, c, a], tracks: 2 });
	});

	test('recorded in pieces is one way, pieces of one point too', () => {
		expect(read(file(track(segment(a, b), segment(), segment(c))))).toMatchObject({
			points: [a, b, c],
			isJoined: true
		});
		expect(read(file(track(segment(a), segment(b), segment(c))))).toMatchObject({ points: [a, b, c] });
	});

	test('is a route, with its shape points in their order', () => {
		const shape = `<extensions><gpxx:RoutePointExtension>${point(b, 'gpxx:rpt')}</gpxx:RoutePointExtension></extensions>`;
		const route = `<rte><rtept lat="44.81" lon="20.46">${shape}</rtept>${point(c, 'rtept')}</rte>`;
		expect(read(file(route))).toMatchObject({ points: [a, b, c], isJoined: false });
	});

	test('is read whatever the prefix of the namespace is', () => {
		const prefixed = whole
			.replace('xmlns=', 'xmlns:gpx=')
			.replace(/<(\/?)(gpx|trk|trkseg|trkpt|ele|name)(?=[\s>])/g, '<$1gpx:$2');
		expect(prefixed).toContain('<gpx:trkpt ');
		expect(read(prefixed)).toEqual(read(whole));
	});

	test('is read with decimal commas', () =>
		expect(read(file(track(segment(['20,46', '44,81'], [' 20,47 ', '+44,81']))))).toMatchObject({
			points: [a, b]
		}));

	test('is read after a blank line or a mark, and with either kind of quote and line', () => {
		for (const before of ['\n', '\r\n  ', '\ufeff']) expect(read(before + whole)).toEqual(read(whole));
		expect(read(whole.replaceAll('"', "'").replaceAll('\n', '\r\n'))).toEqual(read(whole));
	});

	test('of a file that was cut off is what is there, and said to be', () => {
		expect(read(whole.slice(0, whole.indexOf('20.48')))).toMatchObject({ points: [a, b], isCutOff: true });
		expect(read(whole.slice(0, whole.indexOf('20.47')))).toBe('not_gpx');
	});

	test('goes without what is no position or a comment', () => {
		const [nowhere, far] = [
			['x', 44],
			[200, 44]
		] as [Point, Point];
		expect(read(file(track(segment(a, nowhere, far, b))))).toMatchObject({ points: [a, b] });
		expect(
			read(file(track(`<!-- ${segment(a, c)} --><![CDATA[${point(c)}]]>`, segment(a, b))))
		).toMatchObject({
			points: [a, b]
		});
		expect(read(file(track(segment(['N 44°', '20.1'], ['', '']))))).toBe('no_position');
	});

	test('partly outside is said, wholly outside refused', () => {
		expect(read(file(track(segment(a, [19.5, 44.81]))))).toMatchObject({ isPartlyOutside: true });
		expect(read(file(track(segment([2.3, 48.8], [2.4, 48.8]))))).toBe('outside_area');
	});

	test('needs two points, and not too many', () => {
		expect(read(file())).toBe('no_track');
		expect(read(file(track(segment(a)), point(a, 'wpt')))).toBe('no_track');
		const many = Array.from({ length: pointsMax + 1 }, (_, i): Point => [20.4 + i / 1e6, 44.8]);
		expect(read(file(track(segment(...many))))).toBe('too_many_points');
		expect(read(file(track(segment(...many.slice(1)))))).toMatchObject({ tracks: 1 });
	});
});

test('what is no GPX file, is too large or cannot be read is said', async () => {
	for (const text of ['', 'a walk', '<kml/>', '<gpx><trk>', '<gpxfile></gpxfile>'])
		expect(await readGpx(new Blob([text]), settings), text).toBe('not_gpx');
	expect(await readGpx(new Blob([new Uint8Array(gpxMax_mb * 1e6 + 1)]), settings)).toBe('too_large');
	const gone = Object.assign(new Blob([whole]), {
		text: () => Promise.reject(new DOMException('', 'NotReadableError'))
	});
	expect(await readGpx(gone, settings)).toBe('unreadable');
	expect(await readGpx(new Blob([whole]), settings)).toMatchObject({ tracks: 1 });
});
