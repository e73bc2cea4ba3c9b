import { json } from '@sveltejs/kit';
import { positionProblem } from '$lib/camera/position';
import * as cameras from '$lib/server/cameras';
import { Problem } from '$lib/server/problem';
import { settings } from '$lib/server/settings';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const { searchParams } = event.url;
		const read = (name: string, limit: number) => {
			const text = searchParams.get(name) ?? '';
			return /^-?\d{1,3}(\.\d{1,15})?$/.test(text) && Math.abs(Number(text)) <= limit ? Number(text) : null;
		};
		const [lng, lat] = [read('lng', 180), read('lat', 90)];
		const heading = searchParams.has('heading_deg') ? read('heading_deg', 359) : null;
		const bad = [
			...(lng === null ? ['lng'] : []),
			...(lat === null ? ['lat'] : []),
			...(searchParams.has('heading_deg') && (heading === null || heading < 0 || heading % 1 !== 0)
				? ['heading_deg']
				: [])
		];
		if (lng === null || lat === null || bad.length > 0) throw new Problem(400, 'bad_filter', { names: bad });
		if (positionProblem([lng, lat], await settings()) === 'swapped') {
			const errors = ['lng', 'lat'].map((field) => ({ field, code: 'swapped' as const }));
			throw new Problem(400, 'bad_filter', { errors });
		}
		return json({ candidates: await cameras.near([lng, lat], heading) });
	});
