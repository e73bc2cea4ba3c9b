import type { TimeMessages } from '../sr-Cyrl/time.ts';

const time: TimeMessages = {
	day: 'The day that the map shows',
	from: 'First day',
	to: 'Last day',
	play: 'Play',
	pause: 'Pause',
	before: 'Previous change',
	after: 'Next change',
	compare: 'Compare two days',
	close: 'Back to today',
	growth: 'The whole record by day: reported cameras and, filled, verified ones',
	difference: (standing, verified, removed) =>
		`change: ${standing} in all, ${verified} verified, ${removed} removed`,
	unchanged: 'What stayed the same is faint.',
	figures: 'Figures and CSV',
	of: 'The state is of that day; the rest about a camera is as known today.',
	cells: 'Squares exist for today only. Come closer to see the views of that day.',
	clustered: 'Where there are too many cameras, come closer.',
	loading: 'The record is loading…',
	failed: 'The record by day did not come.'
};
export default time;
