import { settings } from '$lib/server/settings';
import type { PageServerLoad } from './$types';

/** Who runs this instance, as its operator says. */
export const load: PageServerLoad = async () => {
	const numbers = await settings();
	return {
		operator: process.env.OKO_OPERATOR || null,
		contact: process.env.OKO_CONTACT || null,
		kept: {
			noteDays: numbers.note_kept_days,
			withdrawMinutes: numbers.withdraw_min,
			counterHours: numbers.counter_kept_h,
			keyDays: numbers.idempotency_kept_days
		}
	};
};
