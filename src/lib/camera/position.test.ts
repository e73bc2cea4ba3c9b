import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPosition, inArea, parsePosition, positionProblem } from './position.ts';
import { settings } from './settings.fixture.ts';

const here = [20.4573, 44.8178];

describe('parsePosition reads', () => {
	test.each([
		'44.8178, 20.4573',
		'44.8178 20.4573',
		'44.8178,20.4573',
		'  44.8178 ,20.4573 ',
		'(44.8178, 20.4573)',
		'44.8178/20.4573',
		'44,8178 20,4573',
		'44,8178, 20,4573',
		'44,8178; 20,4573',
		'44.8178°, 20.4573°',
		'44.8178N 20.4573E',
		'N 44.8178 E 20.4573',
		'20.4573E 44.8178N',
		'E 20.4573, N 44.8178',
		'44.8178 С 20.4573 И',
		'44,8178° с.г.ш. 20,4573° и.г.д.',
		'44.8178 s.g.š., 20.4573 i.g.d.',
		'44 49.068 N, 20 27.438 E',
		'44°49.068′N 20°27.438′E'
	])('%s', (text) => expect(parsePosition(text)).toEqual(here));

	test.each([
		`44°49'04.1"N 20°27'26.3"E`,
		'44°49′04.1″N 20°27′26.3″E',
		'44°49’04.1”N 20°27’26.3”E',
		`44° 49' 4.1" С, 20° 27' 26.3" И`,
		`20°27'26.3"E 44°49'04.1"N`,
		'44:49:04.1 20:27:26.3',
		'44 49 04,1 N 20 27 26,3 E'
	])('%s', (text) => {
		const [lng, lat] = parsePosition(text) ?? [NaN, NaN];
		expect(lng).toBeCloseTo(20.457306, 5);
		expect(lat).toBeCloseTo(44.817806, 5);
	});

	// A decimal degree with one or two digits is not a minute: 44.45° is 5.6 km from 44°45′.
	test.each([
		['44.45N 20.30E', [20.3, 44.45]],
		['44.45, 20.3', [20.3, 44.45]],
		['44.8,20.4', [20.4, 44.8]],
		['44,5 20,5', [20.5, 44.5]],
		['−44.8178, 20.4573', [20.4573, -44.8178]],
		['44.8178 S, 20.4573 E', [20.4573, -44.8178]]
	])('%s as decimals', (text, expected) => expect(parsePosition(text)).toEqual(expected));

	test.each([
		'geo:44.8178,20.4573',
		'GEO:44.8178,20.4573;u=35',
		'geo:0,0?q=44.8178,20.4573(Slavija)',
		'https://www.openstreetmap.org/?mlat=44.8178&mlon=20.4573#map=17/44.9/20.5',
		'https://www.openstreetmap.org/#map=17/44.8178/20.4573&layers=N',
		'https://www.google.com/maps/@44.8178,20.4573,17z',
		'https://www.google.com/maps/place/Slavija/@44.9,20.5,17z/data=!3m1!4b1!4m4!3m3!8m2!3d44.8178!4d20.4573',
		'https://maps.google.com/?q=44.8178,20.4573',
		'https://www.google.com/maps?q=loc:44.8178,+20.4573',
		'https://www.google.com/maps/search/44.8178,+20.4573',
		'https://www.google.com/maps/search/?api=1&query=44.8178%2C20.4573',
		'https://maps.apple.com/?ll=44.8178,20.4573'
	])('%s', (link) => expect(parsePosition(link)).toEqual(here));
});

describe('parsePosition does not read', () => {
	test.each([
		'',
		'-',
		'Slavija',
		'44.8178',
		'44, 20',
		'44,20',
		'999.5, 20.5',
		'-91.5, 20.5',
		'-44.8N 20.4E',
		'44.8E 20.4E',
		`44°61'00"N 20°27'26"E`,
		'https://osm.org/go/xfXJ',
		'https://maps.app.goo.gl/abc',
		'https://www.google.com/maps/dir/44.81,20.45/44.82,20.46',
		'https://example.org/%E0%A4%A'
	])('%j', (text) => expect(parsePosition(text)).toBeNull());

	test('anything with an error or a position outside the globe', () => {
		const pieces = fc.constantFrom(...`0123456789.,°'"NSEW -;/:СИgeo@=?&#!d`);
		const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces, maxLength: 60 }));
		fc.assert(
			fc.property(text, (typed) => {
				const position = parsePosition(typed);
				if (!position) return;
				expect(Math.abs(position[0])).toBeLessThanOrEqual(180);
				expect(Math.abs(position[1])).toBeLessThanOrEqual(90);
			}),
			{ numRuns: 1000 }
		);
	});
});

describe('formatPosition', () => {
	test('is read back to within a tenth of a metre', () => {
		const lng = fc.double({ min: -180, max: 180, noNaN: true });
		const lat = fc.double({ min: -90, max: 90, noNaN: true });
		fc.assert(
			fc.property(lng, lat, (x, y) => {
				const [readLng, readLat] = parsePosition(formatPosition([x, y])) ?? [NaN, NaN];
				expect(Math.abs(readLng - x)).toBeLessThan(1e-6);
				expect(Math.abs(readLat - y)).toBeLessThan(1e-6);
			})
		);
	});
});

describe('positionProblem', () => {
	test('takes the edges of the area', () => {
		expect(inArea([19.95, 44.2], settings)).toBe(true);
		expect(inArea([20.95, 45.15], settings)).toBe(true);
		expect(positionProblem([20.4573, 44.8178], settings)).toBeNull();
	});
	test('recognises an exchanged pair', () => {
		expect(positionProblem([44.8178, 20.4573], settings)).toBe('swapped');
	});
	test.each([
		[19.94, 44.8] as const,
		[20.96, 44.8] as const,
		[20.4, 44.19] as const,
		[20.4, 45.16] as const,
		[0, 0] as const
	])('says that %s, %s is outside', (lng, lat) =>
		expect(positionProblem([lng, lat], settings)).toBe('outside_area')
	);
	test('of any position is exactly one of three', () => {
		const degrees = fc.double({ min: -180, max: 180, noNaN: true });
		fc.assert(
			fc.property(degrees, degrees, (lng, lat) => {
				const problem = positionProblem([lng, lat], settings);
				expect(problem === null).toBe(inArea([lng, lat], settings));
			})
		);
	});
});
