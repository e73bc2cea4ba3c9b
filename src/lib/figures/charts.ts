import { setImmediate } from 'node:timers/promises';
import { announced } from '$lib/camera/announced';
import type { Figures } from '$lib/camera/figures';
import { levels, type Level } from '$lib/camera/levels';
import { readings, type Reading } from '$lib/camera/optics';
import { freshnesses, makers, operators, states, type State } from '$lib/camera/vocabulary';
import type { I18n } from '$lib/i18n';
import { statsWords } from '$lib/i18n/stats';
import { drawBars, drawGrowth, type Bar } from '$lib/server/charts';
import type { Found, Range, Statistics } from '$lib/server/stats';
import { fills, standingOrder, type FillName } from './fills';
import { groundText, rangeText } from './ground-text';

/** A chart as SVG for a phone and for more. */
export interface Chart {
	narrow: string;
	wide: string;
}
export type ChartName = keyof ReturnType<typeof statsWords>['sections'] | 'announced';
export type Charts = Record<ChartName, Chart | null>;

const widths = { narrow: 340, wide: 700 };
/** drawn once for each language, for as long as the figures are kept */
const drawn = new WeakMap<Statistics, Map<string, Promise<Charts>>>();

/** The charts of the page; null where there is nothing to draw. */
export function chartsOf(statistics: Statistics, i18n: I18n): Promise<Charts> {
	const known = drawn.get(statistics) ?? new Map<string, Promise<Charts>>();
	drawn.set(statistics, known);
	let charts = known.get(i18n.locale);
	if (!charts) known.set(i18n.locale, (charts = draw(statistics, i18n)));
	return charts;
}

async function draw({ day, record, municipalities, city }: Statistics, i18n: I18n): Promise<Charts> {
	const { m, number, locale } = i18n;
	const words = statsWords(locale);
	const part = (name: FillName, value: number) => ({ ...fills[name], value });
	// Each takes some milliseconds; in between others have their turn.
	const both = async (chart: (width: number) => string): Promise<Chart> => {
		await setImmediate();
		const narrow = chart(widths.narrow);
		await setImmediate();
		return { narrow, wide: chart(widths.wide) };
	};
	const bars = (title: string, rows: Bar[]): Promise<Chart> =>
		both((width) => drawBars(words.chart(title), rows, width));
	const standing = (label: string, counts: Record<State, number>): Bar => ({
		label,
		text: rangeText(
			number(counts.verified),
			number(standingOrder.reduce((sum, state) => sum + counts[state], 0))
		),
		parts: standingOrder.map((state) => part(state, counts[state]))
	});
	const said = (label: string, value: number): Bar => ({
		label,
		text: number(value),
		parts: [part('said', value)]
	});
	const found = (label: string, range: Range): Bar => ({
		label,
		text: rangeText(number(range.least), number(range.most)),
		parts: [part('least', range.least), part('most', range.most - range.least)]
	});
	const seen = (level: Level, reading: Reading): Bar => {
		const ground = city.watched.all[level][reading];
		return {
			label: words.groundRow(m.words.levels[level], m.words.readings[reading]),
			text: groundText(ground, null, i18n),
			parts: [part('least', ground.least_m2), part('most', ground.most_m2 - ground.least_m2)]
		};
	};
	const beside = (what: keyof Found) => {
		const labels = words.foundRows[what];
		return [
			said(labels.planned, announced.planned[what]),
			said(labels.working, announced.working[what]),
			found(labels.all, record.found.all[what]),
			found(labels.police, record.found.police[what])
		];
	};
	const isEmpty = record.growth.length === 0;
	const titles = words.sections;
	return {
		announced: await bars(words.announced, [...beside('cameras'), ...beside('places')]),
		growth: isEmpty
			? null
			: await both((width) =>
					drawGrowth(
						words.chart(titles.growth),
						record.growth.map((line) => ({
							day: line.day,
							parts: [...standingOrder, 'removed' as const].map((state) => part(state, line.counts[state]))
						})),
						day,
						width,
						{ number, tick: (at, isLong) => i18n.shortDate(at, isLong ? 'month' : 'day') }
					)
				),
		states: isEmpty
			? null
			: await bars(
					titles.states,
					states.map((state) => ({
						label: words.columns[state],
						text: number(city.counts[state]),
						parts: freshnesses.map((freshness) => part(freshness, record.states[state][freshness]))
					}))
				),
		municipalities:
			isEmpty || municipalities.length === 0 ? null : await bars(titles.municipalities, byCameras()),
		ground: isEmpty
			? null
			: await bars(
					titles.ground,
					readings.flatMap((reading) => levels.map((level) => seen(level, reading)))
				),
		operators: isEmpty
			? null
			: await bars(
					titles.operators,
					operators.map((operator) =>
						standing(m.record.operator.values[operator], record.operators[operator])
					)
				),
		makers: isEmpty
			? null
			: await bars(
					titles.makers,
					makers.map((maker) => standing(m.record.maker.values[maker], record.makers[maker]))
				)
	};

	function byCameras(): Bar[] {
		const name = (figures: Figures & { area: { names: Record<typeof locale, string> } }) =>
			figures.area.names[locale];
		return [...municipalities]
			.sort((a, b) => b.standing - a.standing || name(a).localeCompare(name(b), locale))
			.map((figures) => standing(name(figures), figures.counts));
	}
}
