import { readdirSync, readFileSync } from 'node:fs';

/** The routes of the pages, found in the sources, so that a new one is not forgotten. */
export const pageRoutes = (): string[] => routesOf('+page.svelte').map(withoutRest);

/** The routes that answer a verb with data. */
export function serverRoutes(verb: 'GET' | 'POST'): string[] {
	return routesOf('+server.ts')
		.filter((route) =>
			new RegExp(`^export const ${verb}\\b`, 'm').test(readFileSync(`src/routes${route}/+server.ts`, 'utf8'))
		)
		.map(withoutRest);
}

/** The address at which a route with many begins. */
function withoutRest(route: string): string {
	return route.replace(/\/\[\.{3}\w+\]$/, '');
}

function routesOf(file: string): string[] {
	return readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
		.map((path) => `/${path}`)
		.filter((path) => path.endsWith(`/${file}`))
		.map((path) => path.slice(0, -`/${file}`.length) || '/')
		.sort();
}
