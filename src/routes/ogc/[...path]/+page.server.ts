import { documentPage } from '$lib/answer/ogc';
import { orErrorPage } from '$lib/answer/problems';
import type { PageServerLoad } from './$types';

/** Nothing here needs a script. */
export const csr = false;

export const load: PageServerLoad = async (event) => ({ document: await orErrorPage(documentPage(event)) });
