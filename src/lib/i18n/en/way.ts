import type { WayMessages } from '../sr-Cyrl/way.ts';

export default {
	title: 'From one place to another',
	hint: 'Our server looks up what you type; your browser finds the way. The server does not learn the way.',
	from: 'From',
	to: 'To',
	find: 'Find the way on foot',
	finding: 'Looking for a way…',
	choose: 'Choose a place from the list.',
	found: 'The way follows the streets. Drag its points to change it.',
	straight: 'This map has no streets here: the line is straight. Drag its points to change it.',
	noWay: 'No way on foot was found between these two places. Choose others, or draw the way.',
	tooFar: (kilometres) =>
		`The two places are more than ${kilometres} km apart. Choose nearer ones, or draw the way.`,
	failed: 'The streets did not load. Try again, or draw the way.'
} satisfies WayMessages;
