import { fields, namesWith } from '$lib/camera/record';
import { ReportDraft } from './draft.svelte.ts';

const name = 'oko-draft';
/** What was entered; errors come back with the next try, and a draft that was sent is not kept. */
const kept = [
	...namesWith(fields, 'inReport').filter((name) => name !== 'accuracy_m'),
	'step',
	'hasPlace',
	'position',
	'gps',
	'onDwelling',
	'note',
	'chosenPublish',
	'same_as',
	'another_camera',
	'answeredFor',
	'typedPosition',
	'attempt'
] as const satisfies (keyof ReportDraft)[];

/*
 * A report that was begun and not sent: in the tab's own storage, which the browser throws away when the tab is
 * closed, so that neither another page nor a reload costs anybody what they typed.
 */
export function keepDraft(draft: ReportDraft | null): void {
	try {
		if (!draft || draft.sent) sessionStorage.removeItem(name);
		else
			sessionStorage.setItem(
				name,
				JSON.stringify(Object.fromEntries(kept.map((name) => [name, draft[name]])))
			);
	} catch {
		// A browser that keeps nothing keeps it until the page is left.
	}
}

/** The report that was begun in this tab, or null. */
export function keptDraft(): ReportDraft | null {
	try {
		const stored = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Partial<ReportDraft> | null;
		if (!stored) return null;
		const draft = new ReportDraft();
		for (const name of kept) if (name in stored) Object.assign(draft, { [name]: stored[name] });
		return draft;
	} catch {
		return null;
	}
}
