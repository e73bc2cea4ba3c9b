import type { Tool } from '$lib/map/tool';
import { ReportDraft, stages, type Stage } from './draft.svelte.ts';
import { keepDraft, keptDraft } from './kept-draft.ts';
import ReportFlow from './ReportFlow.svelte';
import ReportOnMap from './ReportOnMap.svelte';
import ReportOverMap from './ReportOverMap.svelte';

/** The report: five steps in the panel, and its place on the map. */
export const tool: Tool<ReportDraft> = {
	Panel: ReportFlow,
	OnMap: ReportOnMap,
	OverMap: ReportOverMap,
	isDrawnOn: false,
	begin: () => new ReportDraft(),
	isWorthKeeping: (draft) => draft.touched && !draft.sent,
	undoClosed: (m) => m.view.undoReport,
	undoAfresh: (m) => m.view.undoAfresh,
	steps: stages,
	stepOf: (draft) => draft.stage,
	goTo: (draft, step) => {
		if ((stages as readonly string[]).includes(step)) draft.goTo(step as Stage);
	},
	keep: keepDraft,
	recall: keptDraft
};
