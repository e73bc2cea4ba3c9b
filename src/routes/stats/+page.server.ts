import { announced } from '$lib/camera/announced';
import { readDays, transitions, type Days } from '$lib/camera/between';
import { addDays } from '$lib/camera/day';
import { countsAt, monthEnds } from '$lib/camera/growth';
import { loadI18n } from '$lib/i18n/load';
import { Drawing } from '$lib/map/drawing';
import { settings } from '$lib/server/settings';
import { statistics, type Statistics } from '$lib/server/stats';
import { orErrorPage } from '$lib/answer/problems';
import { chartsOf, type Chart } from '$lib/figures/charts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, isDataRequest }) => {
	const [i18n, figures, numbers] = await orErrorPage(
		Promise.all([loadI18n(locals.locale), statistics(), settings()])
	);
	const { day, record, set, municipalities, city, elsewhere, due } = figures;
	// With the page they come as drawings, which no script receives; to a page that is open already, as they are.
	const picture = (chart: Chart | null) =>
		chart && (isDataRequest ? chart : { narrow: new Drawing(chart.narrow), wide: new Drawing(chart.wide) });
	const charts = await chartsOf(figures, i18n);
	return {
		day,
		set,
		municipalities,
		city,
		elsewhere,
		due,
		announced,
		found: record.found,
		states: record.states,
		operators: record.operators,
		makers: record.makers,
		growth: monthEnds(record.growth, day),
		/** the first day of the record; null before there is one */
		firstDay: record.growth[0]?.day ?? null,
		between: between(figures, url.searchParams),
		numbers: {
			placeM: numbers.place_m,
			ageingAfterDays: numbers.ageing_after_days,
			staleAfterDays: numbers.stale_after_days
		},
		charts: {
			announced: picture(charts.announced),
			growth: picture(charts.growth),
			states: picture(charts.states),
			municipalities: picture(charts.municipalities),
			ground: picture(charts.ground),
			operators: picture(charts.operators),
			makers: picture(charts.makers)
		}
	};
};

/** What changed between the days of the address; where it has none, in the last year or since the record began. */
function between({ day, record }: Statistics, params: URLSearchParams) {
	const { growth, histories } = record;
	const isAsked = params.has('from') || params.has('to');
	const began = growth[0]?.day ?? day;
	const usual: Days = { from: addDays(day, -365) > began ? addDays(day, -365) : began, to: day };
	const days = isAsked ? readDays(params, day) : usual;
	const typed = isAsked ? { from: params.get('from') ?? '', to: params.get('to') ?? '' } : usual;
	if (Array.isArray(days)) return { typed, faults: days, counted: null };
	const [before, after] = [countsAt(growth, days.from), countsAt(growth, days.to)];
	return { typed, faults: [], counted: { days, before, after, transitions: transitions(histories, days) } };
}
