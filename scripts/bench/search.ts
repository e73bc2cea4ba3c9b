/*
 * node scripts/bench/search.ts [ARCHIVE]: how long the search takes, over 500 queries each with a typo: the index alone
 * on 30,000 made-up names, and on the names of a provisioned archive where one is given, there through HTTP as well.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPlaces } from '../../src/lib/server/search/archive.ts';
import { Gathering } from '../../src/lib/server/search/gather.ts';
import { PlaceIndex } from '../../src/lib/server/search/place-index.ts';
import type { Place } from '../../src/lib/server/search/place.ts';
import { mulberry32 } from '../../tests/support/random.ts';
import { startServer } from '../../tests/support/server.ts';

const queryCount = 500;
const random = mulberry32(7);
const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;

const table: Record<string, string | number>[] = [];
const [archive] = process.argv.slice(2);
await measure('30,000 made-up names, index alone', madeUp(30_000));
if (archive) {
	const gathering = new Gathering();
	const began = performance.now();
	for await (const pieces of readPlaces(archive)) pieces.forEach((piece) => gathering.add(piece));
	const places = gathering.places();
	console.log(`${places.length} names read from the archive in ${Math.round(performance.now() - began)} ms`);
	await measure('the archive, index alone', places);
	await throughHttp(archive, places);
}
console.table(table);

async function measure(what: string, places: Place[]): Promise<void> {
	const before = heapMb();
	const began = performance.now();
	const index = await PlaceIndex.of(places);
	const build_ms = Math.round(performance.now() - began);
	const heap_mb = Math.round(heapMb() - before);
	const times: number[] = [];
	let firstFive = 0;
	for (const { name, query } of queries(places)) {
		const start = performance.now();
		const found = index.find(query, 5);
		times.push(performance.now() - start);
		firstFive += Number(found.some(({ names }) => names.latn === name));
	}
	add(what, times, firstFive, { build_ms, heap_mb });
}

async function throughHttp(path: string, places: Place[]): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'oko-bench-'));
	copyFileSync(path, join(folder, 'basemap.pmtiles'));
	const server = await startServer({ OKO_DATA_DIR: folder, OKO_SEED: 'none' });
	while (!server.printed().includes('search:')) await sleep(100);
	const times: number[] = [];
	let firstFive = 0;
	for (const { name, query } of queries(places)) {
		const start = performance.now();
		const response = await fetch(`${server.origin}/api/search?limit=5&q=${encodeURIComponent(query)}`);
		const { results } = (await response.json()) as { results: { name: string }[] };
		times.push(performance.now() - start);
		firstFive += Number(results.some((result) => result.name === name));
	}
	await server.end();
	rmSync(folder, { recursive: true });
	add('the archive, through HTTP', times, firstFive);
}

function add(what: string, times: number[], firstFive: number, more: Record<string, number> = {}): void {
	const sorted = times.toSorted((a, b) => a - b);
	const at = (part: number) => Number((sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2));
	const among_first_5 = `${Math.round((firstFive / times.length) * 100)} %`;
	table.push({ what, median_ms: at(0.5), p99_ms: at(0.99), among_first_5, ...more });
}

/** Names of the places, each with a letter wrong, missing, too many, or two exchanged. */
function queries(places: Place[]): { name: string; query: string }[] {
	const long = places.filter(({ names }) => (names.latn ?? '').length >= 5);
	return Array.from({ length: queryCount }, () => {
		const name = pick(long).names.latn ?? '';
		const at = 1 + Math.floor(random() * (name.length - 3));
		const letter = pick([...'abcdefghijklmnoprstuvz']);
		const [before, after] = [name.slice(0, at), name.slice(at)];
		const exchanged = `${after.charAt(1)}${after.charAt(0)}${after.slice(2)}`;
		return {
			name,
			query: before + pick([after.slice(1), letter + after, letter + after.slice(1), exchanged])
		};
	});
}

function madeUp(count: number): Place[] {
	const syllables =
		'ba bo ca da do đe ga go ja jo ka ko kra la lo lje ma mi mo na ne nje pa po pre ra ro sa sla so';
	const word = () =>
		Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(syllables.split(' '))).join('') +
		pick(['vić', 'vac', 'na', 'ski', 'ška', 'grad', 'polje', 'ov', 'eva', 'in']);
	const [firsts, lasts] = [Array.from({ length: 600 }, word), Array.from({ length: 6000 }, word)];
	const names = new Set<string>();
	while (names.size < count) names.add(random() < 0.2 ? pick(lasts) : `${pick(firsts)} ${pick(lasts)}`);
	return [...names].map((latn, i) => {
		const position: [number, number] = [20.2 + random() * 0.6, 44.5 + random() * 0.5];
		const kind = i % 50 === 0 ? 'place' : 'street';
		return { kind, names: { latn }, position, bbox: [...position, ...position] };
	});
}

function heapMb(): number {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed / 1e6;
}
