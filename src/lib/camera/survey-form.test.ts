import { describe, expect, test } from 'vitest';
import { readDrawn, readSurveyForm } from './survey-form.ts';

const line = (...coordinates: number[][]) => ({ type: 'LineString', coordinates });
const track = (...points: [number, number][]) =>
	`<trkseg>${points.map(([lng, lat]) => `<trkpt lon="${lng}" lat='${lat}'><ele>90</ele></trkpt>`).join('')}</trkseg>`;
const gpx = (...segments: string[]) =>
	`<?xml version="1.0"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk>${segments.join('')}</trk></gpx>`;

describe('what is pasted', () => {
	test('positions one a line, in any notation', () => {
		expect(readDrawn('44.8178, 20.4573\n\n 44,82 20,46\r\n44°49′12″N 20°27′36″E ', 'line')).toEqual(
			line([20.4573, 44.8178], [20.46, 44.82], [20.46, 44.82])
		);
	});

	test('an area is closed, once', () => {
		const ring = [
			[20.45, 44.81],
			[20.46, 44.81],
			[20.46, 44.82],
			[20.45, 44.81]
		];
		const polygon = { type: 'Polygon', coordinates: [ring] };
		expect(readDrawn('44.81, 20.45\n44.81, 20.46\n44.82, 20.46', 'area')).toEqual(polygon);
		expect(readDrawn('44.81, 20.45\n44.81, 20.46\n44.82, 20.46\n44.81, 20.45', 'area')).toEqual(polygon);
		expect(readDrawn(JSON.stringify(polygon), 'line')).toEqual(polygon);
	});

	test('GeoJSON: a geometry, a feature, a collection, of which the longest line', () => {
		const [short, long] = [line([20.45, 44.81], [20.451, 44.81]), line([20.45, 44.81], [20.46, 44.81])];
		const feature = (geometry: unknown) => ({ type: 'Feature', properties: {}, geometry });
		expect(readDrawn(JSON.stringify(long), 'line')).toEqual(long);
		expect(readDrawn(JSON.stringify(feature(long)), 'line')).toEqual(long);
		expect(
			readDrawn(
				JSON.stringify({
					type: 'FeatureCollection',
					features: [feature(short), feature(null), feature(long)]
				}),
				'line'
			)
		).toEqual(long);
	});

	test('GPX: the longest piece, because nobody looked between two; points closer than 10 m are left out', () => {
		const walk: [number, number][] = Array.from({ length: 101 }, (_, n) => [20.45 + n * 1e-5, 44.81]);
		const read = readDrawn(gpx(track([20.3, 44.7], [20.3001, 44.7]), track(...walk)), 'line');
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
	])('%j is nothing', (text) => {
		expect(readDrawn(text, 'line')).toBeNull();
	});
});

test('the form becomes the body of a survey; what cannot be read is said and given back', () => {
	const form = new FormData();
	const fields = {
		drawn: '44.81, 20.45\n44.81, 20.46',
		shape: 'line',
		looked_on: '2026-11-20',
		method: 'on_foot',
		publish: 'later'
	};
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	expect(readSurveyForm(form)).toEqual({
		body: {
			drawn: line([20.45, 44.81], [20.46, 44.81]),
			looked_on: '2026-11-20',
			method: 'on_foot',
			publish: 'later'
		},
		errors: [],
		values: fields
	});
	form.set('drawn', 'home');
	form.delete('shape');
	expect(readSurveyForm(form)).toMatchObject({
		errors: [
			{ field: 'shape', code: 'required' },
			{ field: 'drawn', code: 'invalid' }
		],
		values: { ...fields, drawn: 'home', shape: '' }
	});
});
