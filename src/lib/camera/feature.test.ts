import { describe, expect, test } from 'vitest';
import type { Camera } from './camera.ts';
import { propertyNames, toFeature } from './feature.ts';
import { settings } from './settings.fixture.ts';

const camera: Camera = {
	number: 1,
	lng: 20.45730049,
	lat: 44.81780051,
	state: 'verified',
	type: 'ptz',
	mount: 'pole',
	heading_deg: 90,
	operator: 'mup',
	maker: 'huawei',
	capabilities: ['face_recognition'],
	sign_present: 'no',
	height_m: 6,
	start_date: '2019-03',
	accuracy_m: 5,
	method: 'dragged',
	municipality: 'stari-grad',
	source: 'report',
	first_reported_on: '2026-01-01',
	observed_on: '2026-01-01',
	last_confirmed_on: '2026-10-01',
	confirmations: 2,
	disputes: 0,
	changed_on: '2026-10-01'
};
const context = { today: '2026-11-01', settings, origin: 'https://oko.example', placeAt: () => 'Terazije' };

describe('toFeature', () => {
	const feature = toFeature(camera, context);

	test('is a point, longitude first, with six decimals', () => {
		expect(feature.geometry).toEqual({ type: 'Point', coordinates: [20.4573, 44.817801] });
		expect(feature.id).toBe('0000000001');
	});

	test('has exactly the promised properties, in order', () => {
		expect(Object.keys(feature.properties)).toEqual([...propertyNames]);
	});

	test('says its page and freshness, and nothing of when it last changed', () => {
		expect(feature.properties.url).toBe('https://oko.example/cameras/0000000001');
		expect(feature.properties.freshness).toBe('fresh');
		expect(feature.properties).not.toHaveProperty('changed_on');
		expect(feature.properties).not.toHaveProperty('number');
	});
});
