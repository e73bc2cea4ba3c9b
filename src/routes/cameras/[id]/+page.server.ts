import { error, fail, redirect, type Actions } from '@sveltejs/kit';
import { belgradeDay } from '$lib/camera/day';
import { toFeature } from '$lib/camera/feature';
import { decodeCameraId, encodeCameraId } from '$lib/camera/id';
import { localePath } from '$lib/i18n';
import * as cameras from '$lib/server/cameras';
import { passPlain, passSolved } from '$lib/server/guard';
import { toProblem } from '$lib/server/problem';
import { parseComplaint } from '$lib/server/reports';
import { addressOf } from '$lib/server/request';
import { settings } from '$lib/server/settings';
import { orErrorPage } from '../../problems';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals, setHeaders }) => {
	const number = decodeCameraId(params.id);
	if (number !== null && encodeCameraId(number) !== params.id) {
		redirect(308, localePath(`/cameras/${encodeCameraId(number)}`, locals.locale));
	}
	const found = await orErrorPage(cameras.get(params.id));
	setHeaders({ 'Cache-Control': 'no-cache' });
	if ('gone' in found) error(410, { message: 'gone', code: found.gone, reason: found.reason });
	const context = { today: belgradeDay(), settings: await settings(), origin: url.origin };
	return {
		camera: toFeature(found.camera, context),
		observedOn: found.camera.observed_on,
		history: found.history
	};
};

export const actions: Actions = {
	async complain(event) {
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const typed = { kind: text('kind'), message: text('message') };
		try {
			const complaint = await parseComplaint({
				...(typed.kind && { kind: typed.kind }),
				message: typed.message
			});
			const address = addressOf(event);
			const solved = text('challenge');
			const passed = solved ? await passSolved(address, solved) : await passPlain(address);
			await cameras.complain(event.params.id ?? '', complaint, passed);
			return { sent: true };
		} catch (thrown) {
			const problem = toProblem(thrown);
			if (!problem) throw thrown;
			return fail(problem.status, { typed, code: problem.code, errors: problem.members.errors ?? [] });
		}
	}
};
