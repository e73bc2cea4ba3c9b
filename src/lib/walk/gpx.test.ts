import type { Feature, Geometry } from 'geojson';
import { describe, expect, test } from 'vitest';
import { settings } from '../camera/settings.fixture.ts';
import { pointsMax, wayOf } from './gpx.ts';

const feature = (geometry: Geometry | null): Feature<Geometry | null> => ({
	type: 'Feature',
	properties: {},
	geometry
});
const line = (coordinates: number[][]) => feature({ type: 'LineString', coordinates });
const read = (...features: Feature<Geometry | null>[]) => wayOf({ features }, settings);
const [a, b, c] = [
	[20.46, 44.81, 117],
	[20.47, 44.81, 118],
	[20.48, 44.81]
] as [number[], number[], number[]];

describe('the way of a GPX file', () => {
	test('is its track, without heights', () =>
		expect(read(line([a, b]))).toEqual({
			points: [
				[20.46, 44.81],
				[20.47, 44.81]
			],
			tracks: 1,
			isJoined: false,
			isPartlyOutside: false
		}));

	test('is the longest of several, however many points it has; waypoints are none', () => {
		const waypoint = feature({ type: 'Point', coordinates: a });
		expect(read(waypoint, line([a, b, a]), line([a, c, a]), feature(null))).toMatchObject({
			points: [a, c, a].map(([lng, lat]) => [lng, lat]),
			tracks: 2
		});
	});

	test('recorded in pieces is one way', () =>
		expect(read(feature({ type: 'MultiLineString', coordinates: [[a, b], [], [c]] }))).toMatchObject({
			points: [a, b, c].map(([lng, lat]) => [lng, lat]),
			isJoined: true
		}));

	test('goes without what is no position', () =>
		expect(read(line([a, [NaN, 44], [200, 44], b]))).toMatchObject({ points: { length: 2 } }));

	test('partly outside is said, wholly outside refused', () => {
		expect(read(line([a, [19.5, 44.81]]))).toMatchObject({ isPartlyOutside: true });
		expect(
			read(
				line([
					[2.3, 48.8],
					[2.4, 48.8]
				])
			)
		).toBe('outside_area');
	});

	test('needs two points, and not too many', () => {
		expect(read()).toBe('no_track');
		expect(read(line([a]), feature({ type: 'Point', coordinates: a }))).toBe('no_track');
		const many = Array.from({ length: pointsMax + 1 }, (_, i) => [20.4 + i / 1e6, 44.8]);
		expect(read(line(many))).toBe('too_many_points');
		expect(read(line(many.slice(1)))).toMatchObject({ tracks: 1 });
	});
});
