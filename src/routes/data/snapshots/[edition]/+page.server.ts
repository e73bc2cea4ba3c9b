import { error } from '@sveltejs/kit';
import { loadI18n } from '$lib/i18n/load';
import { addressOf, bibtex, cslJson, differences, snapshots } from '$lib/server/snapshots';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const { editions, gone } = await snapshots();
	const note = gone.get(params.edition);
	if (note) return { note, shown: null };
	const manifest = editions.find(({ edition }) => edition === params.edition);
	if (!manifest) {
		const { m } = await loadI18n(locals.locale);
		error(404, m.errors.problem.not_found);
	}
	// A corrected edition is compared with the day before, as the one that it stands for was.
	const before = editions.findLast(({ day }) => day < manifest.day);
	return {
		note: null,
		shown: {
			manifest,
			address: addressOf(manifest),
			bibtex: bibtex(manifest),
			cslJson: cslJson(manifest),
			before: before ? { edition: before.edition, rows: differences(before, manifest) } : null
		}
	};
};
