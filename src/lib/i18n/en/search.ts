import type { SearchMessages } from '../sr-Cyrl/search.ts';

export default {
	label: 'Search for a place, a street, coordinates or a camera id',
	placeholder: 'Street, area, coordinates…',
	submit: 'Search',
	clear: 'Clear the search',
	results: 'What was found',
	kinds: {
		municipality: 'municipality',
		place: 'neighbourhood or settlement',
		street: 'street',
		landmark: 'landmark',
		water: 'water',
		camera: 'camera',
		position: 'position'
	},
	near: (kind, name) => `${kind} near ${name}`,
	camera: (id, state) => `camera ${id}, ${state}`,
	swapped: 'position; latitude and longitude were swapped',
	searching: 'Searching…',
	found: (n) => `${n} found. Arrows choose, Enter goes there.`,
	none: 'Nothing found; try part of the name, a street nearby, coordinates or a camera id.',
	incomplete: 'Streets are still loading: more results will come soon.',
	failed: 'The search failed. Try again.',
	typeMore: 'Type at least two letters.'
} satisfies SearchMessages;
