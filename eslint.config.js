import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** The house's rooms and what each may import (docs/architecture.md). */
const rooms = {
	camera: [],
	ui: [],
	outbox: ['camera'],
	i18n: ['camera'],
	server: ['camera'],
	map: ['ui', 'i18n', 'camera'],
	figures: ['server', 'i18n', 'camera'],
	answer: ['server', 'sharing', 'map', 'i18n', 'camera'],
	sharing: ['server', 'map', 'i18n', 'camera'],
	drawings: ['camera'],
	entry: ['drawings', 'outbox', 'ui', 'i18n', 'camera'],
	report: ['drawings', 'map', 'outbox', 'ui', 'i18n', 'camera'],
	walk: ['map', 'ui', 'i18n', 'camera'],
	survey: ['map', 'outbox', 'ui', 'i18n', 'camera'],
	'map-page': ['report', 'walk', 'survey', 'entry', 'drawings', 'map', 'ui', 'i18n', 'camera']
};
/** Rooms inside the server and what each may import of the others. */
const serverRooms = {
	engine: [],
	search: [],
	basemap: [],
	buildings: ['basemap'],
	live: ['engine'],
	guard: ['engine'],
	backup: ['basemap', 'engine'],
	export: ['live', 'search'],
	coverage: ['engine', 'live', 'export', 'buildings'],
	tiles: ['live', 'coverage', 'search', 'export'],
	stats: ['live', 'coverage'],
	ogc: ['live', 'search', 'coverage', 'export']
};
const noRoutes = {
	regex: '(^|/)routes/',
	message: 'Nothing imports values from routes.',
	allowTypeImports: true
};
/** Rooms from which anybody may import types, which are erased. */
const served = ['server', 'answer', 'sharing', 'figures'];

/** What a room must not import: values of the rooms that are not named for it. */
function notIn(known, room, start, except = '') {
	const forbidden = Object.keys(known).filter((other) => other !== room && !known[room].includes(other));
	const pattern = (others, allowTypeImports) => ({
		regex: `(${start}|(^|/)\\.\\./)${except}(${others.join('|')})(/|$)`,
		message: `The room ${room} may import only: ${known[room].join(', ') || 'nothing of ours'}.`,
		allowTypeImports
	});
	const closed = forbidden.filter((other) => !served.includes(other));
	const typesOnly = forbidden.filter((other) => served.includes(other));
	return [
		...(closed.length > 0 ? [pattern(closed, false)] : []),
		...(typesOnly.length > 0 ? [pattern(typesOnly, true)] : [])
	];
}
/** The server searches names in every script, and negotiates languages: two modules without words. */
const notInServer = notIn(rooms, 'server', '^\\$lib/', '(?!i18n/(latin|locale))');

/** The framework keeps the server's code from the browser at the build; here it is said at once. */
const inBrowser = {
	regex: '^\\$lib/(server|answer|sharing)(/|$)',
	message: 'What runs in the browser imports only types of the server.',
	allowTypeImports: true
};
function restricted(files, ...patterns) {
	return { files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
}
const routeFolders = readdirSync('src/routes', { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);
const direction = [
	...Object.keys(rooms).map((room) =>
		restricted(
			[`src/lib/${room}/**/*.{ts,svelte}`],
			noRoutes,
			...(room === 'server' ? notInServer : notIn(rooms, room, '^\\$lib/'))
		)
	),
	...Object.keys(serverRooms).map((room) =>
		restricted(
			[`src/lib/server/${room}/**/*.ts`],
			noRoutes,
			...notInServer,
			...notIn(serverRooms, room, '^\\$lib/server/')
		)
	),
	// A route imports nothing of another route: what two need has a room.
	...routeFolders.flatMap((folder) => {
		const others = routeFolders.filter((other) => other !== folder).join('|');
		const apart = {
			regex: `^(\\.\\./)+(${others})(/|$)`,
			message: 'A route imports nothing of another route.'
		};
		return [
			restricted([`src/routes/${folder}/**/*.ts`], apart),
			restricted(
				[`src/routes/${folder}/**/*.svelte`, `src/routes/${folder}/**/*.svelte.ts`],
				apart,
				inBrowser
			)
		];
	}),
	restricted(['src/routes/*.svelte', 'src/routes/+layout.ts'], inBrowser),
	restricted(['src/hooks*.ts'], noRoutes)
];

export default ts.config(
	{
		ignores: ['build/', '.svelte-kit/', '.data*/', 'src/lib/server/engine/database-types.ts', 'test-results/']
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		rules: {
			'no-undef': 'off', // TypeScript knows better
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			// Addresses get their language prefix from i18n.href(), which resolve() does not know.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	...direction,
	{
		// `no-restricted-imports` does not see `import()`.
		ignores: ['src/lib/server/engine/lite.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: '[source.value=/^@supabase.lite/]',
					message: 'Only src/lib/server/engine/lite.ts knows this package: the port is local-database.ts.'
				},
				{
					selector: "SvelteAttribute[key.name='type'] > SvelteLiteral[value='number']",
					message: 'A wheel over a number field changes it unseen: use inputmode, and read what was typed.'
				}
			]
		}
	}
);
