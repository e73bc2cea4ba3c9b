import type { GalleryMessages } from '../sr-Cyrl/gallery.ts';

export default {
	title: 'What the cameras look like',
	lead: 'A camera looks through glass. Look for a dark lens or dome; the drawings mark it in red.',
	link: 'What do the cameras look like?',
	newTab: 'opens in a new tab',
	cameras: 'Cameras',
	others: 'These are not cameras',
	othersLead: 'Easily mistaken: many things on poles record nothing.',
	names: {
		sensor: 'sensor on a street lamp',
		antenna: 'mobile phone antenna',
		detector: 'vehicle detector on a traffic light',
		speaker: 'loudspeaker'
	},
	aboutOthers: {
		sensor: 'A small cylinder on top of a street lamp switches the light. It faces the sky and has no lens.',
		antenna: 'Tall, smooth panels without any glass, with cables leaving at the bottom.',
		detector:
			'A box with a flat, blind front: a radar that counts vehicles. If you see a lens in it, it is a camera.',
		speaker: 'A horn that widens towards its opening; there is no glass in the opening.'
	},
	doubt:
		'Not sure? Choose “unknown type” and write in the note what you saw. Do not film from close by and do not linger.'
} satisfies GalleryMessages;
