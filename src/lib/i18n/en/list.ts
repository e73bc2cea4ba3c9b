import { en } from '../plural.ts';
import type { ListMessages } from '../sr-Cyrl/list.ts';

export default {
	title: 'List of cameras',
	search: 'Camera id or place',
	searchHint: 'or its beginning: K7Q2, Zem',
	order: 'Order',
	orders: { newest: 'newest changes', confirmed: 'last confirmed', id: 'id' },
	show: 'Show',
	any: 'any',
	found: (n, count) => `${count} ${en(n, 'camera', 'cameras')}`,
	foundRemoved: (n, count) => `${count} removed ${en(n, 'camera', 'cameras')}`,
	around: (name, what) => `Cameras around: ${name} (${what})`,
	empty: 'No camera matches the filters. Remove one of them.',
	clear: 'Clear all',
	previous: 'Previous page',
	next: 'Next page',
	page: (page, pages) => `Page ${page} of ${pages}`,
	columns: { camera: 'Camera', state: 'State', operator: 'Operator', changed: 'Changed' },
	badFilter: 'A filter was not understood and not applied:'
} satisfies ListMessages;
