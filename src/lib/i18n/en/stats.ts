import { en } from '../plural.ts';
import type { StatsMessages } from '../sr-Cyrl/stats.ts';

export default {
	title: 'Reported cameras in figures',
	lead: 'We count what people have reported, not what exists.',
	bounds:
		'Where there are two numbers, the first says at least (verified cameras), the second at most (all reported cameras that are not removed).',
	chart: (title) => `Chart: ${title}. The same numbers are in the table below.`,
	table: 'Table',
	csv: 'Download as CSV',
	nothing: 'Nothing has been reported yet.',
	sections: {
		growth: 'How the record grew',
		states: 'States and freshness',
		municipalities: 'By municipality',
		ground: 'Watched ground, as reported',
		operators: 'Who runs them, as reported',
		makers: 'Makers, as reported'
	},
	caption: (day) => `Reported cameras · ${day}`,
	columns: {
		standing: 'Total',
		reported: 'reported only',
		verified: 'verified',
		disputed: 'disputed',
		removed: 'removed',
		verifiedShare: 'verified share',
		medianDays: 'days since confirmation (median)',
		perKm2: 'per km²',
		perThousand: 'per 1,000 inhabitants'
	},
	watchedColumns: {
		outline: 'watched (outline): at least–at most',
		characterise: 'watched (characterise): at least–at most',
		looked: 'looked, found no camera'
	},
	watchedNote: (standard) =>
		`Watched: the share of the area on which a camera that is not zoomed in could see that somebody is there (outline), or whether it is somebody known (characterise), by the levels of ${standard}. Looked, found no camera: the share on which somebody looked within a year and found no camera. For the whole City it includes what lies outside the municipalities.`,
	groundNote: (standard) =>
		`Ground on which the reported cameras could see a person so well, by what we assume of them; levels are those of ${standard}. Ground where views overlap counts once. A fixed camera of unknown heading sees nothing at least, and all around at most.`,
	groundRow: (level, reading) => `${level}, ${reading}`,
	groundColumn: 'What a camera can do: at least–at most',
	groundBounds: { least: 'at least', most: 'at most' },
	groundLooked: (ground, day) =>
		`On ${ground} somebody says that they looked in the year until ${day}, and found no camera.`,
	groundShare: 'share of the City, all cameras',
	due: 'Some of the ground is being measured again; its figures will still change a little.',
	city: 'City of Belgrade',
	elsewhere: 'Outside the municipalities',
	unknown: 'not known',
	standing:
		'“Total” is reported, verified and disputed cameras together, without removed ones. Shares and densities are counted from it.',
	announced: 'Announced in 2019, and reported to date',
	found: (n, cameras, p, at) =>
		`To date, ${cameras} ${en(n, 'camera has', 'cameras have')} been reported at ${at} ${en(p, 'place', 'places')}.`,
	foundVerified: (n, cameras, p, at) =>
		`${cameras} of them ${en(n, 'is', 'are')} verified, at ${at} ${en(p, 'place', 'places')}.`,
	foundRows: {
		cameras: {
			planned: 'cameras announced (2019)',
			working: 'cameras working (2019)',
			all: 'cameras reported',
			police: "of these, reported as the police's"
		},
		places: {
			planned: 'points announced (2019)',
			working: 'points working (2019)',
			all: 'places with reported cameras',
			police: 'of these, with such cameras'
		}
	},
	foundColumns: { cameras: 'cameras', places: 'places' },
	foundTable: {
		planned: 'announced by the minister, 2019-01',
		working: 'working, police director, 2019-02-09',
		all: 'reported, whoever runs them: at least–at most',
		police: "reported to be the police's: at least–at most"
	},
	foundLegend: { said: 'stated in 2019', least: 'at least: verified', most: 'at most: all reported' },
	announcedNote: (metres) =>
		`The announced cameras are those of the police. People have reported others as well, and whose a camera is has only been reported. So these numbers must not be subtracted from each other. Cameras less than ${metres} m from one another are counted as one place.`,
	growthNote:
		'Each camera counts from the day of its report, in the state that it had at the end of a day. Cameras that are not public today (hidden or withdrawn) are not counted in the past either. There is a number for each day; the table has the ends of months, the CSV each day on which something changed.',
	between: {
		title: 'Between two days',
		from: 'First day',
		to: 'Last day',
		compare: 'Compare',
		order: 'The first day has to be before the last.',
		change: 'change',
		summary: (standing, verified, removed) =>
			`Change: ${standing} in all, ${verified} verified, ${removed} removed.`,
		became: 'What became of the cameras',
		then: (day) => `state at the end of ${day}`,
		unknown: 'not reported yet',
		note: (day) =>
			`The row says in which state a camera was on the first day, the column at the end of ${day}.`,
		onMap: 'See it on the map',
		csv: 'Cameras whose state changed (CSV)'
	},
	monthEnd: 'End of',
	statesNote: (ageing, stale) =>
		`Freshness is counted from the last confirmation, and before the first from the day on which the camera was seen: after ${ageing} days it is ageing, after ${stale} stale.`,
	state: 'State',
	operator: 'Run by',
	maker: 'Maker',
	claimNote: 'This is what was reported, not what was established.',
	limits: 'What these figures do not say',
	limitRows: [
		'A municipality without cameras in the table may well have cameras: perhaps nobody has looked there yet.',
		'More cameras can also mean more people who report.',
		'The verified share says how much was checked, not how many cameras work.',
		'Inhabitants are those who live there; others walk the streets as well.'
	],
	boundaries: 'Boundaries, areas, inhabitants',
	source: 'Source of the boundaries',
	licence: 'licence',
	unsourced: 'The source of the boundaries is not stated: take the split by municipality with caution.',
	unlicensed: 'licence not stated',
	undated: 'day not stated',
	coarse: (metres) =>
		`The boundaries are coarse: one point every ${metres} m on average. A camera close to a boundary may be counted in the neighbouring municipality.`,
	tolerance: (metres) =>
		`A position up to ${metres} m outside the municipalities is still accepted, and counted in the nearest.`,
	off: (percent, smaller) =>
		`within these boundaries ${percent} ${smaller ? 'smaller' : 'larger'} than the published area`,
	area: 'Areas are those within these boundaries. They are compared with the published ones: City of Belgrade, “Teritorija”, in hectares; Zemun and Surčin, which stand there as one, by a table on Wikipedia.',
	population:
		"Inhabitants: 2022 Census, Statistical Office of the Republic of Serbia, as of 30 September 2022. The municipalities sum to the published number for the City; each is still to be compared with the Office's own book.",
	none: 'The boundaries of the municipalities are not loaded yet, so there is no split by municipality, area and inhabitants.',
	noneOperator: 'The operator of this map loads them with'
} satisfies StatsMessages;
