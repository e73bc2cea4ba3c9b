import { areInvented } from '$lib/camera/invented';
import { buildingsInForce } from '$lib/server/coverage/camera-sight';
import { settings } from '$lib/server/settings';
import type { LayoutServerLoad } from './$types';

/** Without the database a page says what it can. */
const hasInventedBuildings = () => buildingsInForce().then(areInvented, () => false);

export const load: LayoutServerLoad = async () => {
	const { demonstration, note_max_chars, note_kept_days } = await settings();
	return {
		demonstration: demonstration === 1,
		/** the buildings by which views are cut are invented too */
		hasInventedBuildings: demonstration === 1 && (await hasInventedBuildings()),
		/** notes and messages to the moderators */
		notes: { maxChars: note_max_chars, keptDays: note_kept_days }
	};
};
