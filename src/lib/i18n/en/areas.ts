import type { AreasMessages } from '../sr-Cyrl/areas.ts';

export default {
	heading: {
		km2: 'Reported cameras per km², by municipality',
		inhabitants: 'Reported cameras per 1,000 inhabitants, by municipality'
	},
	per: 'Municipalities are compared by cameras',
	pers: { km2: 'per km²', inhabitants: 'per 1,000 inhabitants' },
	classesOf: 'share of a municipality:',
	uncolored: 'no colour: none reported',
	unfiltered: 'filters do not apply here',
	method:
		'The colour shows how many cameras are reported in a municipality. A stronger colour can also mean that more people report there.',
	boundaries: (source) => `Boundaries of the municipalities: ${source}.`,
	unsourced: 'The source of the boundaries is not stated.',
	failed: 'The municipalities did not load.',
	reader: 'The municipality in the middle of the map, or the one you press:',
	area: (name, figures) => `${name}: ${figures}`,
	none: 'the map knows of no camera there. That does not mean that there is none.',
	cameras: (cameras, density) => `${cameras} (${density})`,
	camerasBetween: (least, leastDensity, most, mostDensity) =>
		`at least ${least} (${leastDensity}), at most ${most} (${mostDensity})`,
	looked: (share) => `; on ${share} of the municipality somebody looked and found none`
} satisfies AreasMessages;
