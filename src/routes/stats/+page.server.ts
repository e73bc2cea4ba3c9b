import { announced } from '$lib/camera/announced';
import { monthEnds } from '$lib/camera/growth';
import { loadI18n } from '$lib/i18n/load';
import { Drawing } from '$lib/map/drawing';
import { settings } from '$lib/server/settings';
import { statistics } from '$lib/server/stats';
import { orErrorPage } from '$lib/answer/problems';
import { chartsOf, type Chart } from '$lib/figures/charts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, isDataRequest }) => {
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
