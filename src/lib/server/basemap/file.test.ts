import { expect, test } from 'vitest';
import { plainAttribution } from './file.ts';

test.each([
	['© OpenStreetMap contributors', '© OpenStreetMap contributors'],
	[
		'<a href="https://github.com/protomaps/basemaps">Protomaps</a> © <a href="https://openstreetmap.org">OpenStreetMap</a>',
		'Protomaps © OpenStreetMap'
	],
	[
		'<a href="https://openmaptiles.org/">&copy; OpenMapTiles</a>',
		'© OpenMapTiles © OpenStreetMap contributors'
	],
	['<script>alert(1)</script>© OpenStreetMap', 'alert(1) © OpenStreetMap'],
	[undefined, '© OpenStreetMap contributors']
])('the attribution %s is written %s', (attribution, plain) => {
	expect(plainAttribution(attribution)).toBe(plain);
});
