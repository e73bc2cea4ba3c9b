import { figureName } from '../camera/coverage.ts';
import { bounds, type OpticsSettings } from '../camera/optics.ts';
import { states } from '../camera/vocabulary.ts';
import type { I18n } from '../i18n/index.ts';
import { percentText } from '../i18n/percent.ts';
import { cappedTypes, classesFrom, type CellNumbers, type Ground, type Shown } from './ground.ts';
import { plainSteps, stepOf } from './plain-steps.ts';

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
	lines: string[];
}

/** @param ground shows a layer */
export function groundWords(
	{ shown, isClose, peak }: Ground,
	optics: OpticsSettings,
	{ m, number }: I18n
): GroundWords {
	const words = m.coverage;
	const { level, reading, standing, bound } = shown;
	if (shown.layer !== 'watched') {
		return {
			title: words.heading.density,
			details: [
				m.words.standings[standing],
				...(peak
					? [
							words.strongest(
								`${number(peak.cameras)} ${m.words.cameras(peak.cameras)}`,
								number(peak.within_m)
							)
						]
					: [])
			].join(' · '),
			classes: [words.fewer, '', '', '', words.more],
			hatched: [],
			lines: [words.densityMethod]
		};
	}
	const percent = (share: number) => percentText({ m, number }, share);
	const isHatched = shown.looked === 'hatched';
	const capped = cappedTypes(shown, optics).map((type) => m.record.type.values[type]);
	return {
		title: words.couldSee(words.steps[plainSteps[stepOf(level)]?.step ?? 'there']),
		details: [
			...(standing === 'verified' ? [m.words.standings.verified] : []),
			...(reading === 'zoomed' ? [m.words.readings.zoomed] : []),
			words.bounds[bound],
			...(isClose ? [] : [words.classesOf])
		].join(' · '),
		classes: classesFrom.map((from, i) => {
			const to = classesFrom[i + 1];
			if (to === undefined) return words.over(percent(from));
			return from === 0 ? words.upTo(percent(to)) : `${number(100 * from)}–${percent(to)}`;
		}),
		single: isClose ? words.views : undefined,
		hatched: isHatched ? [words.lookedPart, words.lookedMost] : [],
		lines: [
			words.method[level](number(optics[`density_${level}_px_m`])),
			...(capped.length > 0 ? [words.capped(number(optics.view_range_max_m), capped.join(', '))] : []),
			...(isHatched ? [words.lookedMethod] : [])
		]
	};
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
	const [[leastM2 = '', leastShare = ''] = [], [mostM2 = '', mostShare = ''] = []] = bounds.map((bound) => {
		const m2 = cell[figureName({ ...shown, bound })] ?? 0;
		return [number(m2), percentText({ m, number }, m2 / ground_m2)];
	});
	const watched =
		mostM2 === number(0)
			? words.unwatched
			: mostM2 === leastM2
				? words.watched(mostM2, mostShare)
				: words.watchedBetween(leastM2, leastShare, mostM2, mostShare);
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
