/** "I looked here and found none", which few open: the page asks for all of it when one does. */
export { default as SketchOnMap } from '$lib/map/SketchOnMap.svelte';
export { default as SurveyPanel } from './SurveyPanel.svelte';
export { Surveying } from './surveying.svelte.ts';
