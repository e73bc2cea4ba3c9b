import { freshnessDays } from '$lib/camera/camera';
import { belgradeDay } from '$lib/camera/day';
import { toFeature } from '$lib/camera/feature';
import { filterQuery, mapFilter } from '$lib/camera/filter';
import { opticsOf } from '$lib/camera/optics';
import { Drawing } from '$lib/map/drawing';
import { drawFirstView } from '$lib/map/first-view';
import { labels } from '$lib/map/schematic';
import { firstView } from '$lib/map/style';
import { askedFilter } from '$lib/server/asked-filter';
import { basemap, streetLines } from '$lib/server/basemap';
import { overview } from '$lib/server/cameras';
import { requestContext } from '$lib/server/feature-context';
import { viewContents } from '$lib/server/first-view';
import { cityLooked, isMeasuring } from '$lib/server/coverage';
import { buildingsInForce } from '$lib/server/coverage/camera-sight';
import { count } from '$lib/server/list';
import { liveCameras } from '$lib/server/live';
import { settings } from '$lib/server/settings';
import { orErrorPage } from '$lib/answer/problems';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, isDataRequest, untrack }) => {
	const [{ counts, total, newest }, numbers, streets, buildings] = await orErrorPage(
		Promise.all([overview(), settings(), basemap(), buildingsInForce()])
	);
	const today = belgradeDay();
	const context = await untrack(() => requestContext({ url, locals }));
	const live = await liveCameras();
	// Untracked: a filter that changes later needs no new page.
	const asked = await untrack(() => askedFilter(url.searchParams));
	const filter = mapFilter(asked.filter);

	/** Only a page that is loaded needs it; one that scripts have changed has its map. */
	async function draw(): Promise<Drawing> {
		if (isDataRequest) return new Drawing('');
		const contents = viewContents(live, firstView, filter, context);
		const lines = streets && (await streetLines(streets, firstView));
		const options = { ...firstView, label: labels[locals.locale], streets: lines };
		return new Drawing(drawFirstView(contents, options));
	}

	return {
		today,
		days: freshnessDays(today, numbers),
		/** the street map, where the operator has brought one */
		streets,
		counts,
		total,
		hasAreas: live.hasAreas,
		/** how many the filter of the address lets through */
		shown: { query: String(filterQuery(filter)), count: (await count(filter)).count },
		/** where a camera can be */
		area: {
			area_west_deg: numbers.area_west_deg,
			area_south_deg: numbers.area_south_deg,
			area_east_deg: numbers.area_east_deg,
			area_north_deg: numbers.area_north_deg
		},
		accuracyMax_m: numbers.accuracy_max_m,
		/** what a camera is taken to see, for who works it out here */
		optics: opticsOf(numbers),
		/** reports wait to be measured */
		isMeasuring: isMeasuring(),
		/** how much of the City somebody looked at, which every map says */
		looked: cityLooked(live),
		/** the buildings by which views at least are cut */
		buildings,
		walkSpeed_km_h: numbers.walk_speed_km_h,
		surveyMost: {
			line_m: numbers.survey_line_max_m,
			area_m2: numbers.survey_area_max_m2,
			reach_m: numbers.survey_reach_m
		},
		newest: newest.map((camera) => ({ ...toFeature(camera, context), changed_on: camera.changed_on })),
		firstView: await draw()
	};
};
