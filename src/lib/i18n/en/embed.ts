import type { EmbedMessages } from '../sr-Cyrl/embed.ts';

export default {
	open: 'Open the map',
	title: 'The map on your site',
	lead: 'Choose what is shown, look at it and copy the code.',
	show: 'What is shown',
	shows: { map: 'map', counter: 'number of cameras' },
	place: 'Where',
	centre: 'the middle of the city',
	asInAddress: 'as in the address',
	layer: 'Over the map',
	theme: 'Look',
	themes: { auto: "the reader's", light: 'light', dark: 'dark' },
	size: 'Size',
	sizes: { small: 'small (300 × 200)', medium: 'medium (600 × 400)', tall: 'tall (360 × 740)' },
	preview: 'Show',
	shown: 'It looks like this',
	code: 'Code for your page',
	promise:
		'The frame has no scripts and no cookies, and sends nothing to anybody else. The word “reported”, the day and the source always stay.'
} satisfies EmbedMessages;
