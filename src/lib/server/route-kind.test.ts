import { expect, test } from 'vitest';
import { isNegotiated } from './negotiated.ts';
import { isOpenToOtherSites, routeKind } from './route-kind.ts';

const folder = '../../routes';
const idOf = (file: string) => file.slice(folder.length, file.lastIndexOf('/')) || '/';
const pages = Object.keys(import.meta.glob('../../routes/**/+page.svelte'))
	.map(idOf)
	.filter((id) => !isNegotiated(id));
const servers = Object.keys(import.meta.glob('../../routes/**/+server.ts')).map(idOf);

test('every +page.svelte is a page', () => {
	expect(pages).toContain('/data/log');
	expect(pages.filter((id) => routeKind(id) !== 'page')).toEqual([]);
});

test('every +server.ts says whether it is data, API or a frame', () => {
	expect(servers).toContain('/data/log.jsonl');
	expect(servers.filter((id) => routeKind(id) === 'page')).toEqual([]);
});

test.each([
	['/tiles/[tileset]/[z]/[x]/[y].mvt', 'data'],
	['/tiles.json', 'data'],
	['/stats/[name].csv', 'data'],
	['/cameras/[id]/view.geojson', 'data'],
	['/ogc/[...path]', 'data'],
	['/ogc', 'data'],
	['/ogc?f=html', 'data'],
	['/ogcx', 'page'],
	['/data/nothing', 'data'],
	['/data/log/', 'page'],
	['/data/', 'page'],
	['/cameras/K7Q29FJ4XM/nothing', 'page'],
	['/feed.atom', 'data'],
	['/oembed', 'data'],
	['/cards/[card].png', 'data'],
	['/embed', 'frame'],
	['/embed/new', 'page'],
	['/basemap/style.json', 'api'],
	['/basemap.pmtiles', 'api'],
	['/api/nothing', 'api'],
	['/api', 'page'],
	['/readyz', 'api'],
	['/nothing', 'page']
])('%s is of the kind %s', (path, kind) => expect(routeKind(path)).toBe(kind));

test('other sites read open data and cameras, and nothing else', () => {
	expect(servers.filter((id) => routeKind(id) === 'api' && isOpenToOtherSites(id)).sort()).toEqual([
		'/api/cameras/[id]',
		'/api/cameras/count',
		'/api/cameras/near'
	]);
	expect(pages.filter(isOpenToOtherSites)).toEqual([]);
	expect(isOpenToOtherSites('/data/cameras.csv')).toBe(true);
});
