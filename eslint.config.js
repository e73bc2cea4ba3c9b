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
	report: ['map', 'outbox', 'ui', 'i18n', 'camera'],
	walk: ['map', 'ui', 'i18n', 'camera'],
	survey: ['map', 'outbox', 'ui', 'i18n', 'camera']
};
/** Single modules without words that another room may import as well: the server searches names in every script, and negotiates languages. */
const exceptions = { server: 'i18n/(latin|locale)' };
const all = Object.keys(rooms);
const importDirection = all.map((room) => {
	const forbidden = all.filter((other) => other !== room && !rooms[room].includes(other));
	const except = exceptions[room] ? `(?!${exceptions[room]})` : '';
	return {
		files: [`src/lib/${room}/**/*.{ts,svelte}`],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: `(^\\$lib/|(^|/)\\.\\./)${except}(${forbidden.join('|')})(/|$)`,
							message: `src/lib/${room} may import only: ${rooms[room].join(', ') || 'nothing of ours'}.`
						},
						{ regex: '(^|/)routes/', message: 'Nothing imports from routes.' }
					]
				}
			]
		}
	};
});

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
	...importDirection,
	{
		// `no-restricted-imports` does not see `import()`.
		ignores: ['src/lib/server/engine/lite.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: '[source.value=/^@supabase.lite/]',
					message: 'Only src/lib/server/engine/lite.ts knows this package: the port is local-database.ts.'
				}
			]
		}
	}
);
