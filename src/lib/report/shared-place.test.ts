import { expect, test } from 'vitest';
import { sharedPlace } from './shared-place.ts';

test.each([
	['', ''],
	['position=44.8178,%2020.4573', '44.8178, 20.4573'],
	[
		'title=Terazije&text=Terazije%20https://osm.org/go/x&url=https://osm.org/go/x',
		'Terazije https://osm.org/go/x'
	],
	['url=%20https://osm.org/go/x%20&text=', 'https://osm.org/go/x']
])('of %s is read %s', (query, text) => {
	expect(sharedPlace(new URLSearchParams(query))).toBe(text);
});
