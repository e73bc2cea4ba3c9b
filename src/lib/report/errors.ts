import { getI18n } from '$lib/i18n';
import type { ReportDraft } from './draft.svelte.ts';

/** The sentence about a field of a draft, or undefined. */
export function errorsOf(draft: () => ReportDraft): (field: string) => string | undefined {
	const { m } = getI18n();
	return (field) => {
		const code = draft().errors.find((error) => error.field === field)?.code;
		return code && m.errors.field[code];
	};
}
