import { keepDraft, keptDraft } from './kept-draft.ts';
import { ReportDraft } from './draft.svelte.ts';

/** What other apps share to `/report`: `title`, `text` and `url`, as the manifest names them; or a `position`. */
export function sharedPlace(params: URLSearchParams): string {
	const texts = ['position', 'text', 'url', 'title'].map((name) => params.get(name)?.trim() ?? '');
	return texts
		.filter((text, i) => text && !texts.slice(0, i).some((before) => before.includes(text)))
		.join(' ');
}

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
