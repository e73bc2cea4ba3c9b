import { snapshots } from '$lib/server/snapshots';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { editions, gone, refused } = await snapshots();
	return {
		editions: editions.map(({ edition, cameras }) => ({ edition, cameras })).reverse(),
		gone: [...gone.values()].map(({ edition, reason, corrected }) => ({ edition, reason, corrected })),
		refused
	};
};
