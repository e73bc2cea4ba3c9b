import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { withPlaceNames } from '../../src/lib/i18n/place-names.ts';
import { provision } from '../../src/lib/server/basemap/provision.ts';
import { PlaceSearch } from '../../src/lib/server/search/index.ts';

const folder = join(process.env.OKO_REAL_DATA ?? '', 'basemap');
let search: PlaceSearch;
let dataDir: string;
afterEach(async () => {
	await search.close();
	rmSync(dataDir, { recursive: true });
});

/** The first result for each query, when the archive has been provisioned and read. */
async function firsts(archive: string, queries: string[]) {
	dataDir = mkdtempSync(join(tmpdir(), 'oko-real-'));
	const source = join(folder, archive);
	await provision({ source, dataDir, rename: withPlaceNames, say: () => {}, anywhere: true });
	search = new PlaceSearch([], join(dataDir, 'basemap.pmtiles'), () => {});
	await vi.waitFor(async () => expect((await search.find('a', 1)).complete).toBe(true), { timeout: 60_000 });
	const found = await Promise.all(queries.map((query) => search.find(query, 5)));
	return found.map(({ places }) => places);
}

test(
	'streets and neighbourhoods of Rakovica, in three scripts and with typos',
	{ timeout: 90_000 },
	async () => {
		const streets = ['Кружни пут Кијево', 'Kružni put Kijevo', 'kruzni put kijevo', 'kruzni putt kijvo'];
		const places = ['Чубура', 'Čubura', 'Cubura', 'cubrua'];
		const found = await firsts('belgrade-coarse.pmtiles', [...streets, ...places]);
		for (const [street] of found.slice(0, 4)) {
			expect(street).toMatchObject({ kind: 'street', names: { latn: 'Kružni put Kijevo' } });
			expect(street?.position[0]).toBeCloseTo(20.4243, 2);
			expect(street?.near?.latn).toBe('Kijevo');
		}
		for (const [place] of found.slice(4)) expect(place?.names.cyrl).toBe('Чубура');
	}
);

test('a street-level archive of another country, in another schema', { timeout: 90_000 }, async () => {
	const [vaduz = [], landstrasse = [], station = [], typo = []] = await firsts(
		'liechtenstein-2013-omt-z14.pmtiles',
		['vaduz', 'Landstrasse', 'schaan bahnhof', 'landstrase']
	);
	expect(vaduz[0]).toMatchObject({ kind: 'place', names: { latn: 'Vaduz' } });
	// One street of the name in each of three communes, each of many pieces.
	const streets = landstrasse.filter(({ names }) => names.latn === 'Landstrasse');
	expect(streets.map(({ near }) => near?.latn).sort()).toEqual(['Ruggell', 'Schaan', 'Triesen']);
	expect(station[0]).toMatchObject({ kind: 'landmark' });
	expect(typo[0]?.names.latn).toBe('Landstrasse');
});
