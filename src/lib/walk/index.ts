/** "My walk", which few open: the page asks for all of it when one does. */
export { default as WalkOnMap } from './WalkOnMap.svelte';
export { default as WalkPanel } from './WalkPanel.svelte';
export { Walking } from './walking.svelte.ts';
