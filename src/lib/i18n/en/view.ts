import { en } from '../plural.ts';
import type { ViewMessages } from '../sr-Cyrl/view.ts';

const cameras = (n: number) => en(n, 'camera', 'cameras');

export default {
	sheet: { grip: 'Height of the panel', heights: { peek: 'low', half: 'half', full: 'full' } },
	scale: { metres: 'm', kilometres: 'km' },
	inView: (n, written, byState) => `In view: ${written} ${cameras(n)}, ${byState}.`,
	inState: {
		reported: () => 'reported',
		verified: () => 'verified',
		disputed: () => 'disputed',
		removed: () => 'removed'
	},
	nothingInView: 'No reported camera in view.',
	targets: 'Cameras in view',
	skipTargets: 'Skip the cameras on the map',
	target: (title, state) => `${title}: ${state}`,
	clusterTarget: (n, written) => `${written} ${cameras(n)}: zoom in`,
	together: (n, written) => `${written} ${cameras(n)} close together`,
	here: (n, written) => `${written} ${cameras(n)} here`,
	ofHere: (at, all) => `${at} of ${all}`,
	previousHere: 'Previous camera here',
	nextHere: 'Next camera here',
	undo: 'Undo',
	dismiss: 'Dismiss',
	undoClosed: 'The camera was closed.',
	undoSelected: 'Another camera was selected.',
	undoFilters: 'The filters were cleared.',
	undoReport: 'The report was closed. Nothing you entered is lost.',
	undoWalk: 'The way is deleted.',
	undoSurvey: 'The drawing was closed.',
	undoAfresh: 'The report was started afresh.',
	shows: {
		none: 'Reported cameras in Belgrade',
		density: 'Heatmap of reported cameras',
		watched: 'What reported cameras could see',
		gaps: 'Where somebody looked for cameras'
	},
	time: 'Through time',
	tools: 'This view',
	copy: 'Copy link',
	copied: 'The link was copied.',
	notCopied: "The browser does not allow copying. The link is this page's address.",
	picture: 'Picture (PNG)',
	print: 'Print',
	drawing: 'Drawing the picture…',
	notDrawn: 'The picture was not drawn. Try again.',
	reported: 'All cameras were reported by people. An empty place does not mean that there is no camera.',
	state: (day) => `As of ${day}`,
	invented: (buildings) =>
		`Demonstration: every camera${buildings ? ' and every building' : ''} on this map is invented.`
} satisfies ViewMessages;
