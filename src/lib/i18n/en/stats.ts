import type { StatsMessages } from '../sr-Cyrl/stats.ts';

export default {
	title: 'Reported cameras by municipality',
	lead: 'We count what people have reported, not what exists.',
	caption: (day) => `Reported cameras · ${day}`,
	municipality: 'Municipality',
	columns: {
		standing: 'Total',
		reported: 'reported only',
		verified: 'verified',
		disputed: 'disputed',
		removed: 'removed',
		verifiedShare: 'verified share',
		perKm2: 'per km²',
		perThousand: 'per 1,000 inhabitants'
	},
	city: 'City of Belgrade',
	elsewhere: 'Outside the municipalities',
	unknown: 'not known',
	standing:
		'“Total” is reported, verified and disputed cameras together, without removed ones. Shares and densities are counted from it.',
	announced: 'Announced in 2019',
	announcedNote:
		'What was announced are cameras of the police; the table counts every reported one, whoever runs it. So these numbers must not be subtracted from each other.',
	limits: 'What these figures do not say',
	limitRows: [
		'A municipality without cameras in the table is not one without cameras: perhaps nobody has looked there yet.',
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
		`The boundaries are coarse: one point every ${metres} m on average. A camera close to a boundary may be counted in the municipality next door.`,
	tolerance: (metres) =>
		`A position up to ${metres} m outside the municipalities is still taken, and counted in the nearest.`,
	off: (percent, smaller) =>
		`within these boundaries ${percent} ${smaller ? 'smaller' : 'larger'} than the published area`,
	area: 'Areas are those within these boundaries. They are compared with the published ones: City of Belgrade, “Teritorija”, in hectares; Zemun and Surcin, which stand there as one, after a table of Wikipedia.',
	population:
		"Inhabitants: 2022 Census, Statistical Office of the Republic of Serbia, as of 30 September 2022. The municipalities sum to the published number for the City; each is still to be compared with the Office's own book.",
	none: 'The boundaries of the municipalities are not loaded yet, so there is no split by municipality, area and inhabitants.',
	noneOperator: 'Whoever runs this map loads them with'
} satisfies StatsMessages;
