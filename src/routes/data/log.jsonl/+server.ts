import { version } from '$app/environment';
import { isDay } from '$lib/camera/day';
import { Problem } from '$lib/server/problem';
import { logBeginning, logFile, type LogPlace } from '$lib/server/public-log';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** `from` a day, and within it `after` a leaf, so that a download that broke off goes on. */
export const GET: RequestHandler = (event) =>
	answering(event, () => logFile(event.request, place(event.url.searchParams), version));

function place(parameters: URLSearchParams): LogPlace {
	const names = [...new Set(parameters.keys())];
	const from = parameters.get('from');
	const after = parameters.get('after');
	const bad = names.filter((name) => {
		if (parameters.getAll(name).length > 1) return true;
		if (name === 'from') return !isDay(from ?? '') || (from ?? '') < logBeginning.day;
		return name !== 'after' || from === null || !/^[0-9a-f]{64}$/.test(after ?? '');
	});
	if (bad.length > 0) throw new Problem(400, 'bad_filter', { names: bad });
	return from === null ? logBeginning : { day: from, after: after ?? '' };
}
