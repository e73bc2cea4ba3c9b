export type Scheme = 'light' | 'dark';

/** The colours of src/lib/ui/look.css, as MapLibre needs them. */
export const palettes = {
	light: {
		paper: '#f1eee7',
		water: '#d9dfe2',
		bridge: '#a39f95',
		place: '#6b6860',
		ink: '#1b1b1b',
		halo: '#f7f5f0',
		sheet: '#fffefb',
		alarm: '#c5320f',
		amber: '#8a5a00',
		grey: '#6f6d67',
		/** watched ground, from little to much: each darker than the one before */
		ground: ['#dccdec', '#bfa3dd', '#9a74c7', '#7143ab', '#45207a'],
		/** ground that somebody looked at, from long ago to just now: each darker than the one before */
		looked: ['#a3c9c7', '#4a9896', '#0f5b62']
	},
	dark: {
		paper: '#1b1e22',
		water: '#262c33',
		bridge: '#5b6068',
		place: '#9b988f',
		ink: '#f1efe9',
		halo: '#16181b',
		sheet: '#1e2125',
		alarm: '#ff7d5c',
		amber: '#f0b64a',
		grey: '#9c9a93',
		/** each lighter than the one before */
		ground: ['#3b3158', '#57478a', '#7a66b6', '#a390dc', '#d3c6fa'],
		/** each lighter than the one before */
		looked: ['#2a5154', '#4a8f92', '#9fe0df']
	}
} as const;
export type Palette = (typeof palettes)[Scheme];

/** The greys of streets: on paper, quieter than any camera. */
export const streetGreys = {
	light: {
		street: '#fffefb',
		main: '#fbf8f0',
		edge: '#c9c3b5',
		mainEdge: '#aea797',
		path: '#dcd6c9',
		green: '#e6e8db',
		building: '#e4dfd4'
	},
	dark: {
		street: '#383e46',
		main: '#4a515a',
		edge: '#121417',
		mainEdge: '#0e1012',
		path: '#2b3036',
		green: '#1f2622',
		building: '#25292f'
	}
} as const;
export type StreetGreys = (typeof streetGreys)[Scheme];
