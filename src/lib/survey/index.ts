import type { Tool } from '$lib/map/tool';
import { Surveying } from './surveying.svelte.ts';
import SurveyOnMap from './SurveyOnMap.svelte';
import SurveyPanel from './SurveyPanel.svelte';

/** "I looked here and found none": a line or an area, and when and how. */
export const tool: Tool<Surveying> = {
	Panel: SurveyPanel,
	OnMap: SurveyOnMap,
	isDrawnOn: true,
	begin: ({ today }) => new Surveying(today),
	isWorthKeeping: ({ sketch, sent }) => sketch.points.length > 0 && !sent,
	undoClosed: (m) => m.survey.undoClosed,
	undoAfresh: (m) => m.survey.undoClosed
};
