import type { PageServerLoad } from './$types';

/** Who runs this instance, as its operator says. */
export const load: PageServerLoad = () => ({
	operator: process.env.OKO_OPERATOR || null,
	contact: process.env.OKO_CONTACT || null
});
