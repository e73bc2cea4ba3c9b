import { states } from '../camera/vocabulary.ts';
import { gapsWords } from '../i18n/gaps.ts';
import type { I18n } from '../i18n/index.ts';
import { percentText } from '../i18n/percent.ts';
import type { AreaNumbers } from './areas.ts';
import { agesFrom_months, dayOfMonth } from './gaps.ts';
import type { CellNumbers } from './ground.ts';

/** What the colours of squares mean, from old to new. */
export function ageWords(i18n: I18n): string[] {
	const [old, middle] = agesFrom_months.map((months) => i18n.number(months));
	return gapsWords(i18n.locale).ages(i18n.number(12), old ?? '', middle ?? '');
}

/** How much of a square somebody looked at and when last, and its cameras; where there is no square, nobody looked. */
export function gapCellWords(cell: CellNumbers | null, i18n: I18n): string {
	const { m, number, locale } = i18n;
	const words = gapsWords(locale);
	const ground_m2 = cell?.ground_m2 ?? 1;
	const month = cell?.looked_month;
	const looked = month
		? `${words.cell(
				number(Math.sqrt(ground_m2)),
				percentText(i18n, (cell?.looked_m2 ?? 0) / ground_m2),
				i18n.shortDate(dayOfMonth(month), 'month').replace(/\.$/, '')
			)}.`
		: words.never;
	const byState = states.flatMap((state) => {
		const count = cell?.[state] ?? 0;
		return count > 0 ? [`${number(count)} ${m.view.inState[state](count)}`] : [];
	});
	return byState.length > 0 ? `${looked} ${words.cameras(byState.join(', '))}` : looked;
}

/** How much of a municipality somebody looked at within a year, at least and at most. */
export function gapAreaWords(area: AreaNumbers, i18n: I18n): string {
	const [least = '', most = ''] = [area.looked_m2, area.looked_most_m2].map((m2) =>
		percentText(i18n, m2 / (area.area_km2 * 1e6))
	);
	return gapsWords(i18n.locale).area(area.names[i18n.locale], least, most);
}
