import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stateThen } from '../../src/lib/camera/between.ts';
import { readChanges, stateOn } from '../../src/lib/camera/changes.ts';
import { addDays, belgradeDay, dayNumber, daysBetween } from '../../src/lib/camera/day.ts';
import { encodeCameraId } from '../../src/lib/camera/id.ts';
import {
	viewArea,
	viewOf,
	type Bound,
	type Optics,
	type OpticsSettings
} from '../../src/lib/camera/optics.ts';
import { makers, operators, states, type State } from '../../src/lib/camera/vocabulary.ts';
import { loadI18n } from '../../src/lib/i18n/load.ts';
import { localePath, locales } from '../../src/lib/i18n/locale.ts';
import { recordCount } from '../../src/lib/i18n/record-words.ts';
import { replayGrowth, replayStates, type ReplayedEvent } from '../support/growth-reference.ts';
import { describeServers, guardOff } from '../support/on-engines.ts';
import { requests } from '../support/requests.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { makeSmallData } from '../support/small-demonstration.ts';

const names = ['announced', 'growth', 'states', 'municipalities', 'ground', 'operators', 'makers'] as const;
const standing = ['reported', 'verified', 'disputed'] as const;
type Row = Record<string, string>;

/** A CSV of ours as objects; none of them has a comma or a quote in a value. */
function parsed(text: string): Row[] {
	const [head = '', ...lines] = text.trim().split('\r\n');
	const columns = head.split(',');
	return lines.map((line) =>
		Object.fromEntries(line.split(',').map((value, i) => [columns[i] ?? '', value]))
	);
}

describe('the figures of the small demonstration', () => {
	const folder = mkdtempSync(join(tmpdir(), 'oko-stats-'));
	let server: RunningServer;
	const { at } = requests(() => server);
	const table = async (name: (typeof names)[number]) => parsed(await (await at(`/stats/${name}.csv`)).text());
	const sum = (rows: Row[], ...columns: string[]) =>
		rows.reduce((total, row) => total + columns.reduce((some, name) => some + Number(row[name]), 0), 0);
	beforeAll(async () => {
		await makeSmallData(folder);
		server = await startServer({ OKO_DATA_DIR: folder });
	});
	afterAll(async () => {
		await server.end();
		rmSync(folder, { recursive: true, force: true });
	});

	/** The events of the public log, which is written when the first day is closed, in an order that they can have had. */
	async function logged(): Promise<ReplayedEvent[]> {
		const text = async () => (await at('/data/log.jsonl')).text();
		await expect.poll(text, { timeout: 60_000, interval: 1000 }).not.toBe('');
		const events = (await text())
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as { line?: string })
			.flatMap(({ line }) => (line ? [JSON.parse(line)] : []))
			.map((event) => ({ camera: event.camera, day: event.day, state: event.record?.state ?? null }));
		// A day's events stand in no order; a camera's are in that of what can follow what.
		const rank = (state: State | null) => (state ? states.indexOf(state) : -1);
		return events.sort((a, b) => a.day.localeCompare(b.day) || rank(a.state) - rank(b.state));
	}

	test('growth is what the public log tells, line by line', async () => {
		const events = await logged();
		const growth = (await table('growth')).map(({ day = '', ...counts }) => ({
			day,
			counts: Object.fromEntries(states.map((state) => [state, Number(counts[state])]))
		}));
		expect(growth.length).toBeGreaterThan(100);
		expect(growth).toEqual(replayGrowth(events));
	});

	test('on 200 days, the states of the tiles, what changed and its file are what the public log tells', async () => {
		const events = await logged();
		const tile = await at('/tiles/cameras/0/0/0.mvt');
		const { cameras } = new VectorTile(new PbfReader(new Uint8Array(await tile.arrayBuffer()))).layers;
		const changes = Array.from({ length: cameras?.length ?? 0 }, (_, i) => cameras!.feature(i)).map(
			({ id, properties }) => [encodeCameraId(id!), readChanges(String(properties.changes))] as const
		);
		const [first = '', today] = [events[0]?.day, belgradeDay()];
		const length = daysBetween(first, today);
		let before = first;
		const days = fc
			.sample(fc.nat(length), { numRuns: 200, seed: 20_261_130 })
			.map((by) => addDays(first, by));
		for (const [turn, day] of days.entries()) {
			const drawn = changes.flatMap(([id, had]) => {
				const state = stateOn(had, dayNumber(day));
				return state ? [[id, state] as const] : [];
			});
			const replayed = replayStates(events, day);
			expect(new Map(drawn), day).toEqual(replayed);
			if (turn % 20 === 0 && before !== day) {
				const [from, to] = [before, day].sort() as [string, string];
				const rows = parsed(await (await at(`/data/changes.csv?from=${from}&to=${to}`)).text());
				const [was, is] = [from, to].map((one) => replayStates(events, one));
				const changed = [...is!].filter(([id, state]) => was!.get(id) !== state);
				expect(rows.map(({ id, state_from, state_to }) => [id, state_from, state_to])).toEqual(
					changed.map(([id, state]) => [id, was!.get(id) ?? '', state]).sort()
				);
				const html = await (await at(`/en/stats?from=${from}&to=${to}`)).text();
				const section = html.slice(html.indexOf('id="became"'));
				const table = section.slice(0, section.indexOf('</table>')).replace(/<!--.*?-->/g, '');
				const cells = [...table.matchAll(/<td[^>]*>\s*([\d,]+)\s*<\/td>/g)].map(([, count]) => Number(count));
				expect(cells).toEqual(
					stateThen.flatMap((then) =>
						states.map(
							(state) =>
								[...is!].filter(([id, now]) => now === state && (was!.get(id) ?? 'unknown') === then).length
						)
					)
				);
			}
			before = day;
		}
	});

	test.each([
		['', ['from required', 'to required']],
		['?from=2025-01-01&to=tomorrow', ['to invalid']],
		['?from=2025-01-01&to=2999-01-01', ['to in_future']],
		['?from=2025-02-01&to=2025-01-01', ['from out_of_range']],
		['?from=2025-01-01&to=2025-02-01&state=verified', ['state invalid']]
	])('two days that are none are told: “%s”', async (query, faults) => {
		const response = await at(`/data/changes.csv${query}`);
		expect(response.status).toBe(400);
		const { errors } = (await response.json()) as { errors: { field: string; code: string }[] };
		expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual(faults);
		if (query === '' || query.includes('state')) return;
		// The page keeps what was typed, and says what is wrong with it.
		const page = await at(`/en/stats${query}`);
		expect(page.status).toBe(200);
		const html = await page.text();
		const [field = '', code] = faults[0]!.split(' ');
		const message = code === 'out_of_range' ? /has to be before the last/ : /not understood|in the future/;
		expect(html).toMatch(message);
		expect(html).toContain(`id="between-${field}-error"`);
		expect(html).not.toContain('id="became"');
	});

	test('every page counts the cameras as the download does, in the same words', async () => {
		const { features } = (await (await at('/data/cameras.geojson')).json()) as {
			features: { properties: { state: State } }[];
		};
		const counts = { reported: 0, verified: 0, disputed: 0, removed: 0 };
		for (const { properties } of features) counts[properties.state]++;
		expect(counts.removed).toBeGreaterThan(0);
		for (const locale of locales) {
			const said = recordCount(await loadI18n(locale), counts);
			for (const path of ['/', '/list', '/stats']) {
				const html = await (await at(localePath(path, locale))).text();
				const [, description = ''] = /<meta name="description" content="([^"]*)"/.exec(html) ?? [];
				expect(description, `${locale} ${path}`).toContain(said);
				const main = html.slice(html.indexOf('<main'));
				expect(main.replace(/<[^>]*>/g, '').replace(/\s+/g, ' '), `${locale} ${path}`).toContain(said);
			}
		}
		const removed = await (await at('/en/list?state=removed')).text();
		expect(removed).toContain(`${counts.removed} removed cameras`);
	});

	test('the tables agree with the download and with each other', async () => {
		const { features } = (await (await at('/data/cameras.geojson')).json()) as {
			features: { properties: Row }[];
		};
		const all = features.map(({ properties }) => properties);
		const count = (of: (camera: Row) => boolean) => String(all.filter(of).length);
		for (const row of await table('states'))
			for (const freshness of ['fresh', 'ageing', 'stale'])
				expect(row[freshness]).toBe(count((one) => one.state === row.state && one.freshness === freshness));
		for (const [name, column, values] of [
			['operators', 'operator', operators],
			['makers', 'maker', makers]
		] as const) {
			const rows = await table(name);
			expect(rows.map((row) => row[column])).toEqual([...values]);
			for (const row of rows) {
				for (const state of states)
					expect(row[state]).toBe(count((one) => one[column] === row[column] && one.state === state));
				expect(Number(row.standing)).toBe(sum([row], ...standing));
				expect(row.day).toBe(belgradeDay());
			}
			expect(sum(rows, ...states)).toBe(all.length);
		}
		const [planned, working, reported, police] = await table('announced');
		expect(planned).toMatchObject({ day: '2019-01', cameras_least: '1000', places_most: '800' });
		expect(working).toMatchObject({ day: '2019-02-09', cameras_most: '107', places_least: '61' });
		const stands = (one: Row) => one.state !== 'removed';
		const isVerified = (one: Row) => one.state === 'verified';
		const isPolice = (one: Row) => one.operator === 'mup';
		expect(reported).toMatchObject({ cameras_least: count(isVerified), cameras_most: count(stands) });
		expect(police).toMatchObject({
			cameras_least: count((one) => isVerified(one) && isPolice(one)),
			cameras_most: count((one) => stands(one) && isPolice(one))
		});
		// Two of the three devices of a demonstration place share a pole.
		expect(Number(reported?.places_most)).toBeLessThan(Number(reported?.cameras_most));
		expect(Number(reported?.places_least)).toBeLessThanOrEqual(Number(reported?.places_most));
	});

	test('verified ground is that of verified cameras alone', async () => {
		type Collection<P> = { assumptions: OpticsSettings; features: { properties: P }[] };
		const json = async <P>(path: string) => (await (await at(path)).json()) as Collection<P>;
		const { assumptions } = await json('/data/coverage.geojson');
		const sumOf = (cameras: { properties: Optics }[], bound: Bound) =>
			cameras
				.map(({ properties }) => viewOf(properties, 'characterise', 'glance', bound, assumptions))
				.reduce((sum, view) => sum + (view ? viewArea(view) : 0), 0);
		const row = async (states: string) =>
			(await table('ground')).find(
				(one) => `${one.states} ${one.level} ${one.reading}` === `${states} characterise glance`
			);
		for (const [states, query] of [
			['verified', 'state=verified'],
			['all', 'state=reported&state=verified&state=disputed']
		] as const) {
			const { features } = await json<Optics>(`/data/cameras.geojson?${query}`);
			for (const bound of ['least', 'most'] as const) {
				// Views of 7 m overlap only where cameras share a pole, and all of them are measured after the start.
				const area = sumOf(features, bound);
				const measured = async () => Number((await row(states))?.[`${bound}_m2`]) / area;
				await expect.poll(measured, { timeout: 60_000, interval: 1000 }).toBeGreaterThan(0.7);
				expect(await measured(), `${states}, ${bound}`).toBeLessThanOrEqual(1.001);
			}
		}
		const [city] = await table('municipalities');
		expect([city?.inhabitants, city?.standing_per_1000_inhabitants, city?.standing_per_km2]).toEqual([
			'',
			'',
			''
		]);
	});

	test('the page has its charts once, and no script gets them', async () => {
		const html = await (await at('/en/stats')).text();
		// Two sizes of six: there are no boundaries.
		expect(html.match(/<svg [^>]*class="chart"/g)).toHaveLength(12);
		expect(html).not.toMatch(/<svg(?:(?!<\/svg>).)*<style/s);
		for (const [, title] of html.matchAll(/<svg [^>]*aria-label="([^"]+)"/g))
			expect(title).toMatch(/^Chart: /);
		const data = await (await at('/en/stats/__data.json')).text();
		// A page that is open already gets them in another language's data, as they are.
		expect(data).toContain('Chart: How the record grew');
	});
});

describeServers('statistics as files', guardOff, (server) => {
	const { at, reported } = requests(server);

	test.each(names)('%s is a CSV with its day, its licence and a name', async (name) => {
		const response = await at(`/stats/${name}.csv`);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
		expect(response.headers.get('content-disposition')).toBe(
			`attachment; filename="oko-${name}-${belgradeDay()}.csv"`
		);
		expect(response.headers.get('link')).toContain('rel="license"');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		const text = await response.text();
		expect(text).toMatch(/^day,/);
		expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		expect(text.endsWith('\r\n')).toBe(true);
	});

	test('HEAD says the same without a body, and who knows the ETag gets a 304', async () => {
		const plain = { 'Accept-Encoding': 'identity' };
		const get = await at('/stats/operators.csv', { headers: plain });
		const etag = get.headers.get('etag') ?? '';
		expect(etag).toMatch(/^"[\w-]{27}"$/);
		const head = await at('/stats/operators.csv', { method: 'HEAD', headers: plain });
		expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
		const known = await at('/stats/operators.csv', { headers: { ...plain, 'If-None-Match': etag } });
		expect([known.status, await known.text()]).toEqual([304, '']);
		const packed = await at('/stats/operators.csv', { headers: { 'Accept-Encoding': 'gzip' } });
		expect(packed.headers.get('content-encoding')).toBe('gzip');
		expect(packed.headers.get('etag')).not.toBe(etag);
		expect(await packed.text()).toBe(await get.text());
	});

	test('what there is none of is a 404 that says so', async () => {
		for (const name of ['nothing', 'constructor', 'toString']) {
			const response = await at(`/stats/${name}.csv`);
			expect(response.status).toBe(404);
			expect(response.headers.get('content-type')).toBe('application/problem+json');
		}
	});

	test('an empty record has a page and tables, and a report is in them soon after', async () => {
		const html = await (await at('/en/stats')).text();
		expect(html).toContain('Nothing has been reported yet');
		await reported({ operator: 'city', maker: 'dahua' });
		const cities = async () =>
			parsed(await (await at('/stats/operators.csv')).text()).find(({ operator }) => operator === 'city');
		await expect
			.poll(cities, { timeout: 30_000, interval: 500 })
			.toMatchObject({ reported: '1', standing: '1' });
		expect(await (await at('/stats/growth.csv')).text()).toBe(
			`day,reported,verified,disputed,removed,standing\r\n${belgradeDay()},1,0,0,0,1\r\n`
		);
	});
});
