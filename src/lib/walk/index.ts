import type { Tool } from '$lib/map/tool';
import { keepInTab, takeFromTab } from '$lib/map/kept-in-tab';
import { Walking } from './walking.svelte.ts';
import WalkOnMap from './WalkOnMap.svelte';
import WalkPanel from './WalkPanel.svelte';

const name = 'oko-walk';

/** "My walk": a way, and the cameras that could see one on it. */
export const tool: Tool<Walking> = {
	Panel: WalkPanel,
	OnMap: WalkOnMap,
	isDrawnOn: true,
	begin: ({ optics }) => new Walking(optics),
	isWorthKeeping: ({ sketch }) => sketch.points.length > 0,
	undoClosed: (m) => m.view.undoWalk,
	undoAfresh: (m) => m.view.undoWalk,
	keep: (walking) => keepInTab(name, walking && walking.sketch.points.length > 0 ? walking.kept() : null),
	recall: ({ optics }) => Walking.from(takeFromTab(name), optics),
	endsWhenClosed: true
};
