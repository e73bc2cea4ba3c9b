import { readdirSync, readFileSync } from 'node:fs';
import { formatNames, formatPath } from '../../src/lib/camera/formats.ts';

/** The routes of the pages, found in the sources, so that a new one is not forgotten. */
export const pageRoutes = (): string[] => routesOf('+page.svelte').map(withoutRest);

/** The routes that answer a verb with data; the record has one for each of its formats. */
export function serverRoutes(verb: 'GET' | 'POST'): string[] {
	return routesOf('+server.ts')
		.filter((route) =>
			new RegExp(`^export const ${verb}\\b`, 'm').test(readFileSync(`src/routes${route}/+server.ts`, 'utf8'))
		)
		.map(withoutRest)
		.flatMap((route) => (route === '/data/cameras.[format]' ? formatNames.map(formatPath) : route))
		.sort();
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
