import { settings } from '$lib/server/settings';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async () => ({ demonstration: (await settings()).demonstration === 1 });
