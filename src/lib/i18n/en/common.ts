import type { CommonMessages } from '../sr-Cyrl/common.ts';

export default {
	site: 'Oko',
	attribution: '© Oko contributors',
	lessThan: (share) => `less than ${share}`,
	tagline: 'The open map of reported cameras in Belgrade',
	nav: {
		map: 'Map',
		list: 'List',
		check: 'Check',
		report: 'Report a camera',
		walk: 'Who sees me?',
		survey: 'I looked and found no camera',
		stats: 'Figures',
		data: 'Data',
		about: 'About',
		account: 'Account'
	},
	menu: 'Menu',
	language: 'Language',
	skip: 'Skip to content',
	close: 'Close',
	back: 'Back',
	next: 'Next',
	cite: {
		title: 'How to cite',
		text: (what, day, address) => `Oko contributors: ${what}. As of ${day}. ${address}. Licence: ODbL 1.0.`
	},
	method: 'How states and figures come about',
	copy: 'Copy',
	copied: 'Copied.',
	nothingYet: 'Nothing reported yet.',
	beFirst: 'Be the first',
	loading: 'Loading…',
	retry: 'Try again',
	noLocation: {
		denied:
			'This page may not know where you are. To allow it, press the icon beside the address, choose permissions and location.',
		insecure: 'A browser tells only pages with https where you are.',
		off: 'The device does not know where it is. Switch location on in its settings.',
		slow: 'The device did not find out in time where it is. Try again under the open sky.'
	},
	day: 'Day',
	all: 'all',
	demonstration: (buildings) =>
		`Demonstration: every camera${buildings ? ' and every building' : ''} on this map is invented.`,
	startEmpty: 'To start an empty map, run',
	degrees: (value) => `${value}°`,
	metres: (value) => `${value} m`
} satisfies CommonMessages;
