import type { MethodMessages } from '../sr-Cyrl/method.ts';

export default {
	title: 'How the map comes about',
	lead: 'How a camera becomes verified, disputed and removed, and what the figures about watched ground mean. Nobody at Oko decides what is verified: reviews do.',
	counts: 'What counts',
	report:
		'A report says that a camera is there. It makes a camera reported, and decides nothing more: whoever reported a camera cannot review it.',
	review: "A review is one contributor's verdict on a camera: present or absent.",
	states: 'The states',
	older:
		'That is why a camera that twenty people have seen can still be removed when it is gone: the twenty are older than the first who found it missing, so together they weigh little.',
	example: 'An example',
	exampleText:
		'A camera was verified on 1 March by two trusted people. Later it is taken down, and trusted people pass by:',
	exampleColumns: {
		day: 'day',
		review: 'review',
		present: 'present',
		absent: 'absent',
		share: 'share absent',
		state: 'state'
	},
	exampleAfter:
		'On 11 April the share is high enough, but only two people have said so. On 13 April 4 is exactly ⅔ of 6, and more than ⅔ is asked for. On 19 April a week has passed since the dispute began.',
	freshness: 'Freshness',
	freshnessText: (ageing, stale) =>
		`From ${ageing} days a camera is ageing, from ${stale} stale: it is drawn so, and stays verified until reviews say otherwise.`,
	figures: 'Figures',
	figuresText:
		'Where there are two numbers, the first is at least: verified cameras; the second at most: all that stand, which are reported, verified and disputed ones. Neither says how many there are.',
	places: (metres) =>
		`Cameras within ${metres} m of one another are at one place, and so are those in a chain of such.`,
	ground: 'Watched ground',
	groundText:
		'What a camera could see of a person is a matter of how many pixels of its picture fall on a metre. A picture W pixels across, taken with a field of view θ, has ρ pixels to the metre at the distance',
	densities: (standard) => `The levels of ${standard}`,
	densityColumns: { level: 'level', sees: 'what a camera could see', density: 'pixels to the metre' },
	edition:
		'The edition of 2014, with levels of 25, 62.5, 125 and 250 pixels to the metre, was withdrawn on 9 October 2025. Figures by it can still be worked out again.',
	assumed: 'Nobody tells us W and θ of a camera, so they are assumed, by type:',
	assumedColumns: {
		type: 'type',
		width: 'pixels across',
		glance: 'field of view at a glance',
		zoomed: 'fully zoomed in'
	},
	same: 'the same',
	range: (metres) => `No view is taken to reach farther than ${metres} m.`,
	bounds:
		'A camera of known heading watches a sector. A dome or PTZ camera watches the circle around it. A fixed camera that looks nobody knows where watches at least nothing and at most the circle in which its sector lies.',
	leftOut: 'Left out are trees, vehicles, fences, slopes and the night.',
	buildings: 'Buildings in the way',
	buildingsText:
		"At least is cut by all buildings, at most by none. A point of a view counts when no wall crosses the straight line from the lens to the point. A lens in a building is moved to the outside of the nearest wall, at most 5 m away. A building hides what is behind it, unless its height and the lens's are known and it is the lower one.",
	buildingsOf: (origin) => `The buildings: ${origin}.`,
	noBuildings:
		'Buildings are left out here too: what is here is ground that a camera could see if nothing stood in the way.',
	groundExample:
		'Three cameras stand far apart within one square kilometre. At the level of outline, at a glance, each reaches so far:',
	groundColumns: { camera: 'camera', least: 'at least, m²', most: 'at most, m²' },
	groundRows: {
		fixed: 'fixed, looks east',
		dome: 'dome',
		unknown: 'fixed, looks somewhere',
		sum: 'together'
	},
	walk: 'A walk',
	walkText:
		'"My walk" asks of every camera that stands whether the line of the way passes through its view, and from which metre to which. Nothing else decides: a camera in the next street, however near, that looks along that street is not counted.',
	surveys: 'Surveys',
	surveysText: (metres, n) =>
		`An empty place on the map means little while nobody has looked. A line counts ${metres} m to each side, an area exactly as it is drawn. A survey counts until ${n} days after its day. It is what people say they did. Nobody checks it, so it is shown as looked at, never as free of cameras.`,
	more: 'The whole of it, with every number and measurement, stands in the source, in the file'
} satisfies MethodMessages;
