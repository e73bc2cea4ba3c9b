import { en } from '../plural.ts';
import type { CheckMessages } from '../sr-Cyrl/check.ts';

export default {
	title: 'What needs checking',
	lead: 'A map is only as good as its last check. Choose a camera, look at it on the street or in imagery, and say whether it is still there.',
	order: (days) =>
		`Disputed cameras come first, then those last confirmed more than ${days} ${en(days, 'day', 'days')} ago, then those not verified yet, starting with the fewest reviews.`,
	any: 'all',
	show: 'Show',
	clear: 'Clear filters',
	found: (n, written) => `${written} ${en(n, 'camera needs', 'cameras need')} checking`,
	reasons: {
		disputed: 'disputed',
		stale: 'the confirmation is stale',
		ageing: 'the confirmation will soon be stale',
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
	empty: 'Nothing needs checking: everything is fresh.',
	emptyFiltered: 'No camera that needs checking matches the filters.',
	columns: { camera: 'Camera', why: 'Why', since: 'Since', map: 'Map' },
	near: {
		title: 'Nearest to you',
		ask: 'Near me',
		hint: 'Your position does not leave the device: the browser downloads the whole list and sorts it by distance.',
		searching: 'Looking for your position…',
		loading: 'Loading the list…',
		failed: 'The list below is sorted by urgency.',
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
