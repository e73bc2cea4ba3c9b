import { error, redirect, type Actions } from '@sveltejs/kit';
import { freshnessDays } from '$lib/camera/camera';
import { belgradeDay } from '$lib/camera/day';
import { toFeature } from '$lib/camera/feature';
import { opticsOf } from '$lib/camera/optics';
import { readComplaintForm } from '$lib/camera/report-form';
import { decodeCameraId, encodeCameraId } from '$lib/camera/id';
import { localePath } from '$lib/i18n';
import { basemap } from '$lib/server/basemap';
import * as cameras from '$lib/server/cameras';
import * as contributors from '$lib/server/contributors';
import { buildingsInForce } from '$lib/server/coverage/camera-sight';
import { answerForm, passForm, textOf } from '$lib/answer/form-action';
import { requestContext } from '$lib/server/feature-context';
import { parseComplaint } from '$lib/server/reports';
import * as reviews from '$lib/server/reviews';
import { settings } from '$lib/server/settings';
import { wayOn, wayQuery } from '$lib/answer/way';
import { orErrorPage } from '$lib/answer/problems';
import { correct, review } from '$lib/answer/review-actions';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { params, url, locals, setHeaders } = event;
	const number = decodeCameraId(params.id);
	if (number !== null && encodeCameraId(number) !== params.id) {
		redirect(308, localePath(`/cameras/${encodeCameraId(number)}`, locals.locale));
	}
	const found = await orErrorPage(cameras.get(params.id));
	const contributor = await orErrorPage(contributors.current(event));
	setHeaders({ 'Cache-Control': contributor ? 'no-store' : 'no-cache' });
	if ('gone' in found && found.gone === 'merged') {
		redirect(301, localePath(`/cameras/${found.into}`, locals.locale));
	}
	if ('gone' in found) error(410, { message: 'gone', code: found.gone, reason: found.reason });
	const way = await orErrorPage(wayOn(url.searchParams, params.id));
	const [numbers, streets, buildings] = await orErrorPage(
		Promise.all([settings(), basemap(), buildingsInForce()])
	);
	return {
		streets,
		buildings,
		optics: opticsOf(numbers),
		days: freshnessDays(belgradeDay(), numbers),
		camera: toFeature(found.camera, await requestContext(event)),
		observedOn: found.camera.observed_on,
		history: found.history,
		reviewing: await orErrorPage(reviews.own(found.camera.number, found, contributor)),
		/** kept while one goes from camera to camera, and when one comes back with a key */
		query: way ? `?${wayQuery(url.searchParams)}` : '',
		way
	};
};

export const actions: Actions = {
	review,
	correct,
	complain: (event) =>
		answerForm(event, (form) => {
			const text = textOf(form);
			const typed = { kind: text('kind'), message: text('message') };
			return {
				typed: { typed },
				async act() {
					const complaint = await parseComplaint(readComplaintForm(form));
					await cameras.complain(event.params.id ?? '', complaint, await passForm(event, form));
					return { sent: true };
				}
			};
		})
};
