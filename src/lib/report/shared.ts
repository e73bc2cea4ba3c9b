import { keepDraft, keptDraft } from './kept-draft.ts';
import { ReportDraft } from './draft.svelte.ts';
import { sharedPlace } from './shared-place.ts';

/** Whether the report goes on the map here: with WebGL, and unless the `plain` form is asked for. */
export function isOnMap(params: URLSearchParams): boolean {
	return !params.has('plain') && typeof WebGL2RenderingContext === 'function';
}

/** Begins the report that opens on the map next with what was shared; a report that was begun goes on. */
export function keepShared(params: URLSearchParams): void {
	const place = sharedPlace(params);
	if (!place) return;
	const draft = keptDraft() ?? new ReportDraft();
	draft.typedPosition = place;
	draft.goTo('place');
	keepDraft(draft);
}
