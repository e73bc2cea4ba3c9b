import type { CoverageMessages } from '../sr-Cyrl/coverage.ts';

const walls = 'Walls and trees are ignored: the real view is smaller.';
const cut = 'Buildings cut “at least”, not “at most”. Trees are ignored.';

export default {
	layer: 'The map shows',
	layers: { none: 'Cameras', density: 'Heatmap', watched: 'What they see', gaps: 'Looked at' },
	level: 'What a camera can do',
	couldSee: (what) => `Ground on which a reported camera could see ${what}`,
	sees: {
		overview: 'that there are people',
		outline: 'that somebody is there',
		discern: 'what somebody does',
		perceive: 'what somebody wears',
		characterise: 'whether it is somebody known',
		validate: 'who it is',
		scrutinise: 'who it is, beyond doubt'
	},
	moreChoice: 'More',
	lessChoice: 'Less',
	reading: 'Lens of cameras that zoom',
	standing: 'Which cameras count',
	bound: 'Estimate',
	bounds: { least: 'at least', most: 'at most' },
	boundHints: {
		least: 'only what follows from the record',
		most: 'unknown heading: all around'
	},
	heading: { density: 'Heatmap of reports', watched: 'What cameras could see' },
	upTo: (share) => `up to ${share}`,
	over: (share) => `over ${share}`,
	classesOf: 'share of a square:',
	views: 'at least one camera could see it; where the colour is stronger, several could',
	strongest: (cameras, within) => `Strongest colour in this view: about ${cameras} within ${within} m`,
	fewer: 'fewer',
	more: 'more',
	method: (level, density, standard, isCut) =>
		`The level “${level}” of ${standard}: at least ${density} pixels per metre. ${isCut ? cut : walls}`,
	buildings: (origin) => `Buildings: ${origin}`,
	invented: 'invented, as the cameras are',
	densityMethod:
		'The colour shows how many cameras are reported nearby, not what they see. A stronger colour can also mean that more people report there.',
	capped: (range, types) =>
		`We assume that no camera sees farther than ${range} m. Here that limits: ${types}.`,
	clustered: 'Zoom in where there are too many cameras.',
	filters: 'Filters do not change what cameras could see.',
	cell: (side, ground, cameras) => `A square of ${side} m: ${ground}${cameras}.`,
	watched: (m2, share) => `${m2} m² (${share}) watched`,
	watchedBetween: (leastM2, leastShare, mostM2, mostShare) =>
		`watched at least ${leastM2} m² (${leastShare}), at most ${mostM2} m² (${mostShare})`,
	unwatched: 'we know of no camera that sees it so well',
	cameras: (byState) => `; in it: ${byState}`,
	looked: 'Looked here, found no camera',
	hatchings: { hatched: 'hatched', plain: 'not shown' },
	lookedPart: 'looked, found none: in part',
	lookedMost: 'in most',
	lookedMethod:
		'Hatched: somebody looked there within a year and says that they found no camera. Elsewhere nobody has said that they looked.',
	lookedShare: (share) => `; on ${share} of the square somebody looked and found none`,
	nothing: 'Here the map knows of no camera. That does not mean that there is none.',
	waiting: 'Some reports still wait to be measured.',
	files: {
		cells: 'Watched ground: squares of 250 m',
		areas: 'Municipalities with their figures'
	},
	reader: 'The square in the middle of the map, or the one you press:'
} satisfies CoverageMessages;
