import { announced } from '../../camera/announced.ts';
import { figureName, figures as groundFigures } from '../../camera/coverage.ts';
import type { Figures } from '../../camera/figures.ts';
import { levels } from '../../camera/levels.ts';
import { readings, standings } from '../../camera/optics.ts';
import { freshnesses, makers, operators, states, type State } from '../../camera/vocabulary.ts';
import { csvLines, csvType } from '../csv-lines.ts';
import { settings } from '../settings.ts';
import { encodedWhole, isKnown, taggedHeaders, nameFile } from '../text-answer.ts';
import type { GroundFigures } from '../coverage/index.ts';
import { statistics, type Statistics } from './statistics.ts';

type Row = (string | number | null)[];

const counts = (of: Record<State, number>): Row => [
	...states.map((state) => of[state]),
	of.reported + of.verified + of.disputed
];
/** ground that was looked at within a year, at least and at most */
const lookedBounds = ['looked_m2', 'looked_most_m2'] as const;
const countNames = [...states, 'standing'];

/** What `/stats` shows, as tables for programs: the names of the columns, then the rows. */
const tables = {
	announced({ day, record: { found } }: Statistics): Row[] {
		const { all, police } = found;
		const said = (what: keyof typeof announced) => {
			const { said, cameras, places } = announced[what];
			return [said, what, cameras, cameras, places, places];
		};
		const reported = (what: string, { cameras, places }: typeof all) => [
			...[day, what, cameras.least, cameras.most, places.least, places.most]
		];
		return [
			...[['day', 'what', 'cameras_least', 'cameras_most', 'places_least', 'places_most']],
			...[said('planned'), said('working'), reported('reported', all), reported('reported_of_police', police)]
		];
	},
	growth: ({ record: { growth } }: Statistics): Row[] => [
		['day', ...countNames],
		...growth.map((line) => [line.day, ...counts(line.counts)])
	],
	states: ({ day, record }: Statistics): Row[] => [
		['day', 'state', ...freshnesses],
		...states.map((state) => [day, state, ...freshnesses.map((freshness) => record.states[state][freshness])])
	],
	municipalities({ day, municipalities, city, elsewhere }: Statistics): Row[] {
		const row = (name: Row, figures: Figures & Partial<GroundFigures>): Row => [
			...[day, ...name, ...counts(figures.counts)],
			rounded(figures.verifiedShare, 4),
			figures.medianDays,
			...[
				rounded(figures.areaKm2, 3),
				rounded(figures.perKm2, 4),
				figures.population,
				rounded(figures.perThousand, 4)
			],
			...groundFigures.map(
				({ standing, level, reading, bound }) =>
					figures.watched?.[standing][level][reading][`${bound}_m2`] ?? null
			),
			...lookedBounds.map((name) => figures[name] ?? null),
			...lookedBounds.map((name) => {
				const m2 = figures[name];
				return m2 === undefined || !figures.areaKm2 ? null : rounded(m2 / 1e6 / figures.areaKm2, 6);
			})
		];
		return [
			[
				...['day', 'municipality', 'name_sr_cyrl', 'name_sr_latn', 'name_en', ...countNames],
				...['verified_share', 'median_days_since_confirmation', 'area_km2', 'standing_per_km2'],
				...['inhabitants', 'standing_per_1000_inhabitants'],
				...groundFigures.map(figureName),
				...lookedBounds,
				...['looked_least_share', 'looked_most_share']
			],
			row(['', 'Град Београд', 'Grad Beograd', 'City of Belgrade'], city),
			...municipalities.map(({ area: { id, names }, ...figures }) =>
				row([id, names['sr-Cyrl'], names['sr-Latn'], names.en], figures)
			),
			...(elsewhere ? [row(['outside', null, null, null], elsewhere)] : [])
		];
	},
	ground: ({ day, city: { watched, looked_m2, areaKm2 } }: Statistics): Row[] => [
		['day', 'states', 'level', 'reading', 'least_m2', 'most_m2', 'looked_m2', 'area_km2'],
		...standings.flatMap((standing) =>
			levels.flatMap((level) =>
				readings.map((reading) => {
					const { least_m2, most_m2 } = watched[standing][level][reading];
					return [day, standing, level, reading, least_m2, most_m2, looked_m2, rounded(areaKm2, 3)];
				})
			)
		)
	],
	operators: ({ day, record }: Statistics): Row[] => [
		['day', 'operator', ...countNames],
		...operators.map((operator) => [day, operator, ...counts(record.operators[operator])])
	],
	makers: ({ day, record }: Statistics): Row[] => [
		['day', 'maker', ...countNames],
		...makers.map((maker) => [day, maker, ...counts(record.makers[maker])])
	]
};

type TableName = keyof typeof tables;
export const isTable = (name: string): name is TableName => Object.hasOwn(tables, name);

function rounded(value: number | null, digits: number): number | null {
	return value === null ? null : Number(value.toFixed(digits));
}

/** A table as CSV (RFC 4180), UTF-8. The same ETag means the same bytes. */
export async function tableFile(request: Request, name: TableName): Promise<Response> {
	const [figures, { demonstration }] = await Promise.all([statistics(), settings()]);
	const text = csvLines(tables[name](figures));
	const headers = taggedHeaders(request, [text]);
	headers.set('Link', '<https://opendatacommons.org/licenses/odbl/1-0/>; rel="license"');
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	nameFile(headers, csvType, `${name}-${figures.day}.csv`, demonstration === 1);
	return encodedWhole(request, headers, text);
}
