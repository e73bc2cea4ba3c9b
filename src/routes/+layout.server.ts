import { settings } from '$lib/server/settings';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async () => {
	const { demonstration, note_max_chars, note_kept_days } = await settings();
	return {
		demonstration: demonstration === 1,
		/** notes and messages to the moderators */
		notes: { maxChars: note_max_chars, keptDays: note_kept_days }
	};
};
