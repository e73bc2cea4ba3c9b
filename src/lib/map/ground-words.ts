import { figureName, type FigureName } from '../camera/coverage.ts';
import { filterQuery } from '../camera/filter.ts';
import { densities_px_m, standard } from '../camera/levels.ts';
import { bounds } from '../camera/optics.ts';
import { states } from '../camera/vocabulary.ts';
import { areasWords } from '../i18n/areas.ts';
import { gapsWords } from '../i18n/gaps.ts';
import type { I18n } from '../i18n/index.ts';
import { originText } from '../i18n/origin.ts';
import { percentText } from '../i18n/percent.ts';
import { areaClasses, type Areas } from './areas.ts';
import { ageWords } from './gap-words.ts';
import type { StreetLook } from './street-gaps.ts';
import { cappedTypes, classesFrom, shownAreas, type CellNumbers, type Shown } from './ground.ts';
import type { MapView } from './map-view.ts';

/** What stands beside a layer, on the screen, on paper and in a picture. */
export interface GroundWords {
	title: string;
	/** what counts, and what the classes are of */
	details: string;
	/** a word for each colour of the ramp; empty between the ends of one that has no numbers */
	classes: string[];
	/** of one colour only: what it means */
	single?: string;
	/** a word for each hatching; empty where there is none */
	hatched: string[];
	/** what dots mean, and weaker colours; none where there are none */
	unlooked?: { dots: string; fainter?: string };
	/** a word for each look of a street; none where streets have none */
	streets?: Record<StreetLook, string>;
	lines: string[];
}

/** What a key needs to know of the page. */
export type Keyed = Pick<MapView, 'ground' | 'optics' | 'filter' | 'buildings'>;

/** @param view its `ground` shows a layer */
export function groundWords(view: Keyed, i18n: I18n): GroundWords {
	const { layer } = view.ground.shown;
	if (layer === 'watched') return watchedKey(view, i18n);
	if (layer === 'gaps') return gapKey(view, i18n);
	const areas = shownAreas(view.ground);
	return areas ? countedKey(view, areas, i18n) : heatKey(view, i18n);
}

function heatKey({ ground: { shown, peak } }: Keyed, { m, number }: I18n): GroundWords {
	const words = m.coverage;
	return {
		title: words.heading.density,
		details: [
			m.words.standings[shown.standing],
			...(peak
				? [words.strongest(`${number(peak.cameras)} ${m.words.cameras(peak.cameras)}`, number(peak.within_m))]
				: [])
		].join(' · '),
		classes: [words.fewer, '', '', '', words.more],
		hatched: [],
		lines: [words.densityMethod]
	};
}

/** Of municipalities by their cameras. */
function countedKey({ ground: { shown }, filter }: Keyed, areas: Areas, i18n: I18n): GroundWords {
	const words = areasWords(i18n.locale);
	const isFiltered = filterQuery(filter).size > 0;
	return {
		title: words.heading[shown.per],
		details: [
			i18n.m.words.standings[shown.standing],
			...(isFiltered ? [words.unfiltered] : []),
			...(shown.standing === 'all' ? [words.uncolored] : [])
		].join(' · '),
		classes: classWords(areaClasses(shown), (figure) => i18n.number(figure), i18n),
		hatched: [],
		lines: [words.method, boundaryWords(areas, i18n)]
	};
}

/** Of cells, of views close up, and of municipalities from far away. */
function watchedKey({ ground, optics, buildings }: Keyed, i18n: I18n): GroundWords {
	const { shown, isClose } = ground;
	const { m, number } = i18n;
	const words = m.coverage;
	const { level, reading, standing, bound } = shown;
	const areas = shownAreas(ground);
	const isHatched = shown.looked === 'hatched' && !areas;
	const capped = cappedTypes(shown, optics).map((type) => m.record.type.values[type]);
	const classesOf = areas ? areasWords(i18n.locale).classesOf : words.classesOf;
	return {
		title: words.couldSee(words.sees[level]),
		details: [
			...(standing === 'verified' ? [m.words.standings.verified] : []),
			...(reading === 'zoomed' ? [m.words.readings.zoomed] : []),
			words.bounds[bound],
			standard,
			...(isClose ? [] : [classesOf])
		].join(' · '),
		classes: classWords(areas ? areaClasses(shown) : classesFrom, (share) => percentText(i18n, share), i18n),
		single: isClose ? words.views : undefined,
		hatched: isHatched ? [words.lookedPart, words.lookedMost] : [],
		lines: [
			words.method(m.words.levels[level], number(densities_px_m[level]), standard, buildings !== null),
			...(buildings ? [words.buildings(originText(buildings, i18n))] : []),
			...(capped.length > 0 ? [words.capped(number(optics.view_range_max_m), capped.join(', '))] : []),
			...(isHatched ? [words.lookedMethod] : []),
			...(areas ? [boundaryWords(areas, i18n)] : [])
		]
	};
}

/** Of squares and streets that somebody looked at, and of municipalities from far away. */
function gapKey({ ground }: Keyed, i18n: I18n): GroundWords {
	const words = gapsWords(i18n.locale);
	const areas = shownAreas(ground);
	const hasStreets = ground.hasStreetGaps && !areas;
	return {
		title: words.heading,
		details: areas ? words.classesOf : words.last,
		classes: areas
			? classWords(areaClasses(ground.shown), (share) => percentText(i18n, share), i18n)
			: ageWords(i18n),
		hatched: [],
		unlooked: { dots: words.unlooked, fainter: areas ? undefined : words.fainter },
		streets: hasStreets ? words.streets : undefined,
		lines: [
			words.method,
			...(hasStreets ? [words.streetMethod] : []),
			...(areas ? [boundaryWords(areas, i18n)] : [])
		]
	};
}

/** A word for each class, by the figure above which it begins; a percent sign stands once. */
export function classWords(
	from: readonly number[],
	written: (figure: number) => string,
	{ m }: I18n
): string[] {
	return from.map((least, i) => {
		const to = from[i + 1];
		if (to === undefined) return m.coverage.over(written(least));
		if (least === 0) return m.coverage.upTo(written(to));
		return `${written(least).replace(/\s*%$/, '')}–${written(to)}`;
	});
}

function boundaryWords({ boundaries }: Areas, { locale }: I18n): string {
	const words = areasWords(locale);
	const { source, licence } = boundaries ?? {};
	return source ? words.boundaries(licence ? `${source}, ${licence}` : source) : words.unsourced;
}

/**
 * A cell in a sentence: its watched ground at least and at most, and its cameras. While reports wait to be measured
 * (`isMeasuring`), nobody can say that there is nothing.
 */
export function cellWords(
	cell: CellNumbers | null,
	shown: Shown,
	{ m, number }: I18n,
	isMeasuring: boolean
): string {
	const words = m.coverage;
	if (!cell) return isMeasuring ? words.waiting : words.nothing;
	const ground_m2 = cell.ground_m2 ?? 1;
	const watched = watchedWords(cell, ground_m2, shown, { m, number });
	const byState = states.flatMap((state) => {
		const count = cell[state] ?? 0;
		return count > 0 ? [`${number(count)} ${m.view.inState[state](count)}`] : [];
	});
	const cameras = byState.length > 0 ? words.cameras(byState.join(', ')) : '';
	const looked = cell.looked_m2 ?? 0;
	const share = percentText({ m, number }, looked / ground_m2);
	const said = words.cell(
		number(Math.sqrt(ground_m2)),
		watched,
		cameras + (looked > 0 ? words.lookedShare(share) : '')
	);
	return isMeasuring ? `${said} ${words.waiting}` : said;
}

/** Watched ground at least and at most, or the one number. */
export function watchedWords(
	numbers: Partial<Record<FigureName, number>>,
	ground_m2: number,
	shown: Shown,
	{ m, number }: Pick<I18n, 'm' | 'number'>
): string {
	const words = m.coverage;
	const [[leastM2 = '', leastShare = ''] = [], [mostM2 = '', mostShare = ''] = []] = bounds.map((bound) => {
		const m2 = Math.round(numbers[figureName({ ...shown, bound })] ?? 0);
		return [number(m2), percentText({ m, number }, m2 / ground_m2)];
	});
	if (mostM2 === number(0)) return words.unwatched;
	if (mostM2 === leastM2) return words.watched(mostM2, mostShare);
	return words.watchedBetween(leastM2, leastShare, mostM2, mostShare);
}
