import { describe, expect, test } from 'vitest';
import { readDrawn, readSurveyForm, typedSurvey } from './survey-form.ts';

const line = (...coordinates: number[][]) => ({ type: 'LineString', coordinates });
const track = (...points: [number, number][]) =>
	`<trkseg>${points.map(([lng, lat]) => `<trkpt lon="${lng}" lat='${lat}'><ele>90</ele></trkpt>`).join('')}</trkseg>`;
const gpx = (...segments: string[]) =>
	`<?xml version="1.0"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk>${segments.join('')}</trk></gpx>`;

describe('what is pasted', () => {
	test('positions one a line, in any notation', async () => {
		expect(await readDrawn('44.8178, 20.4573\n\n 44,82 20,46\r\n44°49′12″N 20°27′36″E ', 'line')).toEqual(
			line([20.4573, 44.8178], [20.46, 44.82], [20.46, 44.82])
		);
	});

	test('an area is closed, once', async () => {
		const ring = [
			[20.45, 44.81],
			[20.46, 44.81],
			[20.46, 44.82],
			[20.45, 44.81]
		];
		const polygon = { type: 'Polygon', coordinates: [ring] };
		expect(await readDrawn('44.81, 20.45\n44.81, 20.46\n44.82, 20.46', 'area')).toEqual(polygon);
		expect(await readDrawn('44.81, 20.45\n44.81, 20.46\n44.82, 20.46\n44.81, 20.45', 'area')).toEqual(
			polygon
		);
		expect(await readDrawn(JSON.stringify(polygon), 'line')).toEqual(polygon);
	});

	test('GeoJSON: a geometry, a feature, a collection, of which the longest line', async () => {
		const [short, long] = [line([20.45, 44.81], [20.451, 44.81]), line([20.45, 44.81], [20.46, 44.81])];
		const feature = (geometry: unknown) => ({ type: 'Feature', properties: {}, geometry });
		expect(await readDrawn(JSON.stringify(long), 'line')).toEqual(long);
		expect(await readDrawn(JSON.stringify(feature(long)), 'line')).toEqual(long);
		expect(
			await readDrawn(
				JSON.stringify({
					type: 'FeatureCollection',
					features: [feature(short), feature(null), feature(long)]
				}),
				'line'
			)
		).toEqual(long);
	});

	test('GPX: the longest piece, because nobody looked between two; points closer than 10 m are left out', async () => {
		const walk: [number, number][] = Array.from({ length: 101 }, (_, n) => [20.45 + n * 1e-5, 44.81]);
		const read = await readDrawn(gpx(track([20.3, 44.7], [20.3001, 44.7]), track(...walk)), 'line');
		expect(read?.type).toBe('LineString');
		const points = read?.coordinates as number[][];
		expect(points.map(([lng]) => lng)).toEqual(expect.arrayContaining([20.45, 20.451]));
		expect(points).toHaveLength(9);
	});

	test.each([
		'',
		'a walk',
		'44.81, 20.45',
		'44.81, 20.45\nhome',
		'{"type":',
		'{"type": "Feature"}',
		'{"type": "FeatureCollection", "features": 7}',
		'<gpx><trk>',
		'<kml/>',
		gpx(),
		gpx(track([20.3, 44.7]))
	])('%j is nothing', async (text) => {
		expect(await readDrawn(text, 'line')).toBeNull();
	});
});

test('the form becomes the body of a survey; what cannot be read is said and given back', async () => {
	const form = new FormData();
	const fields = {
		drawn: '44.81, 20.45\n44.81, 20.46',
		shape: 'line',
		looked_on: '2026-11-20',
		method: 'on_foot',
		publish: 'later'
	};
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	expect(await readSurveyForm(form)).toEqual({
		body: {
			drawn: line([20.45, 44.81], [20.46, 44.81]),
			looked_on: '2026-11-20',
			method: 'on_foot',
			publish: 'later'
		},
		errors: []
	});
	expect(typedSurvey(form)).toEqual(fields);
	form.set('drawn', 'home');
	form.delete('shape');
	expect(await readSurveyForm(form)).toMatchObject({
		errors: [
			{ field: 'shape', code: 'required' },
			{ field: 'drawn', code: 'invalid' }
		]
	});
	expect(typedSurvey(form)).toEqual({ ...fields, drawn: 'home', shape: '' });
});

test('GPX is read whatever the prefix of its namespace is, and with decimal commas', async () => {
	const walk = gpx(track([20.4, 44.8], [20.41, 44.8]));
	const prefixed = walk.replace(/<(\/?)(gpx|trk)/g, '<$1g:$2');
	for (const text of [prefixed, walk.replace(/(\d)\.(\d+["'])/g, '$1,$2'), `\n${walk}`])
		expect(await readDrawn(text, 'line'), text).toEqual(line([20.4, 44.8], [20.41, 44.8]));
});

test('a route of GPX is read as a track is; a file that was cut off is nothing', async () => {
	const whole = `<gpx><rte><rtept lat="44.8" lon="20.4"><name>a</name></rtept><rtept
		lon = '20.41' lat="44.8"/></rte></gpx>\n`;
	expect(await readDrawn(whole, 'line')).toEqual(line([20.4, 44.8], [20.41, 44.8]));
	expect(await readDrawn(whole.slice(0, -5), 'line')).toBeNull();
	expect(
		await readDrawn('<gpx><trkseg><trkpt lat="x"/><trkpt lat="1" lon="2"/></trkseg></gpx>', 'line')
	).toBeNull();
});

/** CPU time of reading a text, in microseconds. */
const costOf = async (text: string) => {
	const before = process.cpuUsage();
	await readDrawn(text, 'line');
	const { user, system } = process.cpuUsage(before);
	return user + system;
};

test.each([
	['<a xmlns:b="c">', '</gpx>'],
	['<a/>', '</gpx>'],
	['<trkpt ', '</gpx>'],
	['<trkpt lat=" lon ', '</gpx>'],
	['<trkseg><trkpt lat="4" lon="2"/>', '</gpx>'],
	['</gpx ', ''],
	['44.8, 20.4\n', ''],
	['44.8, 20.4 44.8, 20.4 44.8, 20.4 44.8, 20.4 44.8, 20.4 44.8, 20.4 44.8, 20.4 44.8, 20.4\n', '']
])('what takes %j half a megabyte long grows with its length, and no faster', async (piece, end) => {
	const text = (chars: number) => piece.repeat(chars / piece.length) + end;
	await costOf(text(50_000));
	const small = Math.max(2000, await costOf(text(50_000)));
	// Ten times as long; a quadratic reader takes a hundred times as much.
	expect(await costOf(text(500_000))).toBeLessThan(small * 40);
});
