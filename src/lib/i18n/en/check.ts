import { en } from '../plural.ts';
import type { CheckMessages } from '../sr-Cyrl/check.ts';

export default {
	title: 'What needs checking',
	lead: 'The map is worth as much as it is fresh. Choose a camera, look at it on the street or in imagery, and say whether it is still there.',
	order: (days) =>
		`Disputed ones first, then verified ones that nobody has confirmed for long (more than ${days} ${en(days, 'day', 'days')}), then reported ones, from those with the fewest reviews.`,
	any: 'all',
	show: 'Show',
	clear: 'Clear filters',
	found: (n, written) => `${written} ${en(n, 'camera waits', 'cameras wait')} for a check`,
	reasons: {
		disputed: 'disputed',
		stale: 'its confirmation is stale',
		ageing: 'its confirmation will be stale',
		reported: 'not verified yet'
	},
	since: {
		disputed: 'last change',
		stale: 'last confirmation',
		ageing: 'last confirmation',
		reported: 'first report'
	},
	reviews: (n, written) => `${written} ${en(n, 'review', 'reviews')}`,
	onMap: 'On the map',
	onMapOf: (id) => `${id} on the map`,
	empty: 'There is nothing to check here: everything is fresh.',
	emptyFiltered: 'No camera that waits for a check matches the filters.',
	columns: { camera: 'Camera', why: 'Why', since: 'Since', map: 'Map' },
	near: {
		title: 'Nearest to you',
		ask: 'Near me',
		hint: 'Your position does not leave the device: the whole list comes to you and is sorted by distance in the browser.',
		searching: 'Looking for the position…',
		loading: 'Loading the list…',
		failed: 'The device gave no position. The list below goes by urgency.',
		unreachable: 'The server cannot be reached. Try again.',
		found: (n, written) => `${written} ${en(n, 'nearest camera', 'nearest cameras')}`,
		capped: (considered, total) => `among the ${considered} most urgent of ${total}`,
		here: 'up to 10 m',
		metres: (metres) => `${metres} m`,
		kilometres: (kilometres) => `${kilometres} km`,
		back: 'Back to the list by urgency'
	},
	share: 'Link to this list'
} satisfies CheckMessages;
