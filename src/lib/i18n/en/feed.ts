import type { FeedMessages } from '../sr-Cyrl/feed.ts';

export default {
	title: 'Changes of reported cameras',
	lead: 'Which cameras were reported, verified, disputed or removed, by day.',
	follow: 'Follow the changes',
	followLead: 'A feed reader tells you when a camera is reported, verified, disputed or removed.',
	example: 'For one municipality, state or camera add it to the address, for example',
	camera: 'Follow this camera'
} satisfies FeedMessages;
