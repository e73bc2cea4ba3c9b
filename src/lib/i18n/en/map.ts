import { en } from '../plural.ts';
import type { MapMessages } from '../sr-Cyrl/map.ts';
import common from './common.ts';

export default {
	label: 'Map of reported cameras',
	intro:
		'A map of surveillance cameras in Belgrade made by its people: whoever sees a camera reports it, and others confirm that it is there.',
	caveat: 'There is no official map: an empty place does not mean that there is no camera.',
	looked: (ground) => `Looked at in the last year: ${ground} of the City. Elsewhere nobody looked.`,
	unlooked: 'Empty does not mean free of cameras: nobody has said that they looked.',
	loading: 'The map is loading…',
	noScript: 'Without JavaScript this is a picture of the city centre.',
	toList: 'The list has every camera.',
	counts: (n) => en(n, 'reported camera', 'reported cameras'),
	alsoRemoved: (_n, written) => `${written} more removed`,
	shown: (shown, total) => `${shown} of ${total} shown, removed ones included`,
	newest: 'Newest changes',
	noMatch: 'No camera matches the filters.',
	clearFilters: 'Clear filters',
	filters: 'Filters',
	moreFilters: 'More filters',
	legend: 'Legend',
	staleShort: 'stale',
	stale: 'stale (confirmed more than a year ago)',
	cone: 'where it looks',
	assumed: 'heading unknown (assumed)',
	cluster: 'several cameras: zoom in',
	together: 'several cameras at one place, with their number',
	fan: 'close up, the cameras of one place are fanned out',
	clustered: 'There are too many cameras here: zoom in for the filters to apply.',
	schematic: 'Schematic base',
	schematicNote:
		'The base is schematic: rivers, bridges and names, no streets. The positions of cameras are not.',
	streetsNote: (attribution) => `Streets and names: ${attribution}. Only reported cameras are shown.`,
	noWebgl: 'This browser cannot run the map (no WebGL). The picture shows the city centre.',
	failed: 'The map was not loaded.',
	myLocation: 'My location',
	locationFailed: 'Or search for a street.',
	locationOutside: 'You are not in Belgrade, and the map shows nothing else.',
	outside: 'This is outside of the City of Belgrade.',
	toCity: 'Back to Belgrade',
	zoomIn: 'Zoom in',
	zoomOut: 'Zoom out',
	open: 'All about this camera',
	yours: 'your report, not yet published',
	licence: `${common.attribution}, ODbL 1.0`
} satisfies MapMessages;
