import type { Tool } from '$lib/map/tool';
import { keepInTab, takeFromTab } from '$lib/map/kept-in-tab';
import { Surveying } from './surveying.svelte.ts';
import SurveyOnMap from './SurveyOnMap.svelte';
import SurveyPanel from './SurveyPanel.svelte';

const name = 'oko-survey';
const isBegun = ({ sketch, sent }: Surveying) => sketch.points.length > 0 && !sent;

/** "I looked here and found none": a line or an area, and when and how. */
export const tool: Tool<Surveying> = {
	Panel: SurveyPanel,
	OnMap: SurveyOnMap,
	isDrawnOn: true,
	begin: ({ today }) => new Surveying(today),
	isWorthKeeping: isBegun,
	undoClosed: (m) => m.view.undoSurvey,
	undoAfresh: (m) => m.view.undoSurvey,
	keep: (surveying) => keepInTab(name, surveying && isBegun(surveying) ? surveying.kept() : null),
	recall: ({ today }) => Surveying.from(takeFromTab(name), today),
	endsWhenClosed: true
};
