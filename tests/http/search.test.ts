import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { tileAt } from '../../src/lib/camera/mercator.ts';
import { withPlaceNames } from '../../src/lib/i18n/place-names.ts';
import type { Answer } from '../../src/lib/answer/find.ts';
import { writeTinyArchive, type Named } from '../support/archive.ts';
import { copyOfEmptyData } from '../support/engines.ts';
import { guardOff } from '../support/on-engines.ts';
import { requests, somewhere } from '../support/requests.ts';
import { startServer, type RunningServer } from '../support/server.ts';

/** One street in two tiles, another of its name elsewhere, and a place beside each, as three schemas write them and provisioning leaves them. */
const written: Named[] = [
	{
		layer: 'transportation_name',
		properties: { class: 'minor', name: 'Његошева', 'name:latin': 'Njegoseva' },
		line: [
			[20.462, 44.8043],
			[20.4744, 44.8032],
			[20.48, 44.803]
		]
	},
	{
		layer: 'street_labels',
		properties: { kind: 'residential', name: 'Његошева' },
		line: [
			[20.41, 44.846],
			[20.412, 44.847]
		]
	},
	{ layer: 'places', properties: { kind: 'neighbourhood', name: 'Цветни трг' }, line: [[20.469, 44.803]] },
	{ layer: 'place', properties: { class: 'suburb', name: 'Горњи град' }, line: [[20.411, 44.8465]] },
	{ layer: 'pois', properties: { kind: 'library', name: 'Библиотека' }, line: [[20.463, 44.8045]] },
	{ layer: 'roads', properties: { kind: 'rail', name: 'Пруга Београд' }, line: [[20.463, 44.8045]] }
];

const streets = written.map((one): Named => ({
	...one,
	properties: withPlaceNames(one.properties) as never
}));

describe('search', () => {
	const folder = copyOfEmptyData();
	const elsewhere = mkdtempSync(join(tmpdir(), 'oko-archive-'));
	const archive = join(folder, 'basemap.pmtiles');
	let server: RunningServer;
	beforeAll(async () => {
		writeTinyArchive(archive, streets);
		server = await startServer({ OKO_DATA_DIR: folder, OKO_SEED: 'none', ...guardOff });
		await vi.waitFor(async () => expect(await names('Његошева')).toHaveLength(2), { timeout: 20_000 });
	});
	afterAll(async () => {
		await server.end();
		for (const each of [folder, elsewhere]) rmSync(each, { recursive: true, force: true });
	});
	const { at, reported } = requests(() => server);
	const search = async (q: string, lang = 'sr-Latn'): Promise<Answer> => {
		const response = await at(`/api/search?${new URLSearchParams({ q, lang })}`);
		expect(response.status).toBe(200);
		return (await response.json()) as Answer;
	};
	const names = async (q: string, lang?: string) => (await search(q, lang)).results.map(({ name }) => name);

	test.each(['Његошева', 'Njegoševa', 'njegoseva', 'Njegosva', 'njegoš'])(
		'%s finds both streets',
		async (q) => {
			const { results, complete } = await search(q);
			expect(complete).toBe(true);
			expect(results.map(({ kind, name, detail }) => `${kind} ${name}: ${detail}`).sort()).toEqual([
				'street Njegoševa: ulica, blizu: Cvetni trg',
				'street Njegoševa: ulica, blizu: Gornji grad'
			]);
			const central = results.find(({ detail }) => detail.includes('Cvetni'));
			// Within the tiles' grid, about half a metre.
			expect(central?.bbox?.map((degrees) => degrees.toFixed(3))).toEqual([
				'20.462',
				'44.803',
				'20.480',
				'44.804'
			]);
			expect(central?.position[0]).toBeCloseTo(20.4744, 4);
		}
	);

	test('names come in the script that is asked for', async () => {
		expect(await names('biblioteka', 'sr-Cyrl')).toEqual(['Библиотека']);
		expect(await names('библиотека', 'sr-Latn')).toEqual(['Biblioteka']);
		const accepting = await at('/api/search?q=biblioteka', { headers: { 'Accept-Language': 'sr-Cyrl' } });
		expect(((await accepting.json()) as Answer).results[0]?.detail).toBe('место, близу: Славија');
		expect((await search('biblioteka', 'en')).results[0]?.detail).toBe('landmark near Slavija');
	});

	test('municipalities are found whatever the archive holds; railways are not', async () => {
		expect((await search('savski venac')).results[0]).toMatchObject({
			kind: 'municipality',
			name: 'Savski venac',
			position: [20.452, 44.789]
		});
		expect(await names('pruga')).toEqual([]);
	});

	test.each([
		'44.8178, 20.4573',
		'44°49\'04.1"N 20°27\'26.3"E',
		'44,8178 20,4573',
		'https://www.openstreetmap.org/#map=18/44.8178/20.4573',
		'geo:44.8178,20.4573',
		'Kamera kod semafora: maps.google.com/?ll=44.9,20.5&q=44.8178,20.4573',
		'34T 457092 4962854',
		'7457510 4963836'
	])('%s is a position', async (q) => {
		const [position, ...others] = (await search(q)).results;
		expect(others).toEqual([]);
		expect(position).toMatchObject({ kind: 'position', detail: 'položaj' });
		expect(position?.position[0]).toBeCloseTo(20.4573, 4);
		expect(position?.position[1]).toBeCloseTo(44.8178, 4);
	});

	test('a position the wrong way round is set right; one of another place is said to be', async () => {
		const [swapped] = (await search('20.4573, 44.8178', 'en')).results;
		expect(swapped).toMatchObject({
			position: [20.4573, 44.8178],
			detail: expect.stringContaining('swapped')
		});
		expect(await search('48.2082, 16.3738')).toEqual({
			results: [],
			complete: true,
			problem: 'outside_area'
		});
	});

	test('a camera is found by its id, however it is typed, while anybody may see it', async () => {
		const { camera, report_id, withdraw_token } = await reported({ position: somewhere(), type: 'dome' });
		const typed = `${camera.id.slice(0, 5)} ${camera.id.slice(5)}`.toLowerCase();
		const [found] = (await search(typed, 'en')).results;
		expect(found).toMatchObject({
			kind: 'camera',
			id: camera.id,
			detail: `camera ${camera.id}, reported`,
			position: camera.geometry.coordinates
		});
		const wide = camera.id.replace(/[0-9A-Z]/g, (one) => String.fromCodePoint(one.charCodeAt(0) + 0xfee0));
		expect((await search(wide)).results.map(({ id }) => id)).toEqual([camera.id]);
		const link = `${camera.properties.url}?check=near#map=16/44.9/20.5`;
		expect((await search(`Ova: ${link}`, 'en')).results).toEqual([found]);
		await at(`/api/reports/${report_id}/withdraw`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ withdraw_token })
		});
		expect(await names(typed)).toEqual([]);
		expect(await names(link)).toEqual([]);
		expect(await names('0000000000')).toEqual([]);
	});

	test('a camera is called by its street, in the script of the reader, wherever it is read', async () => {
		const { camera } = await reported({ position: [20.4682, 44.8039], type: 'fixed' });
		const { camera: quarter } = await reported({ position: [20.469, 44.8], type: 'dome' });
		const text = async (path: string, lang?: string) =>
			(await at(path, lang ? { headers: { 'Accept-Language': lang } } : {})).text();
		expect((await text(`/en/cameras/${camera.id}`)).includes('<title>Fixed camera, Njegoševa ·')).toBe(true);
		expect(
			(await text(`/sr-Cyrl/cameras/${quarter.id}`)).includes('<title>Куполаста камера, Цветни трг ·')
		).toBe(true);
		for (const path of ['/sr-Cyrl', '/sr-Cyrl/list', '/sr-Cyrl/check'])
			expect((await text(path)).includes('Фиксна камера, Његошева'), path).toBe(true);
		expect((await search(camera.id, 'sr-Cyrl')).results[0]?.name).toBe('Фиксна камера, Његошева');
		const read = JSON.parse(await text(`/api/cameras/${camera.id}`, 'sr-Cyrl')) as never;
		expect(read).toMatchObject({ camera: { properties: { place: 'Његошева' } } });
		const near = JSON.parse(await text('/api/check', 'sr-Latn')) as { cameras: unknown[] };
		expect(near.cameras).toContainEqual(expect.objectContaining({ id: camera.id, place: 'Njegoševa' }));
		expect(await text('/data/cameras.csv')).toContain('Njegoševa');
		expect(await text('/data/cameras.csv?lang=sr-Cyrl')).toContain('Његошева');
		expect((await at('/data/cameras.csv?lang=de')).status).toBe(400);
		const tags = await Promise.all(
			['sr-Latn', 'sr-Cyrl'].map(async (lang) =>
				(await at(`/data/cameras.csv?lang=${lang}`)).headers.get('etag')
			)
		);
		expect(new Set(tags).size).toBe(2);
		const [x, y] = tileAt([20.4682, 44.8039], 14);
		expect(await text(`/tiles/cameras/14/${Math.floor(x)}/${Math.floor(y)}.mvt`)).toContain('Његошева');
	});

	test.each([
		['', 'q'],
		['q=', 'q'],
		['q=%20', 'q'],
		['q=a&limit=0', 'limit'],
		['q=a&limit=21', 'limit'],
		['q=a&limit=x', 'limit'],
		['q=a&lang=de', 'lang']
	])('?%s names what is wrong', async (query, field) => {
		const response = await at(`/api/search?${query}`);
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(await response.json()).toMatchObject({ code: 'bad_filter', errors: [{ field }] });
	});

	test('the list takes a long link whole, and says of a position that it is elsewhere', async () => {
		const link =
			'https://www.google.com/maps/place/Slavija/@44.9,20.5,17z/data=!3m1!4b1!8m2!3d44.8178!4d20.4573';
		const list = async (q: string) => (await at(`/en/list?q=${encodeURIComponent(q)}`)).text();
		expect(await list(link)).toContain('44.817800, 20.457300');
		expect(await list('48.2082, 16.3738')).toContain('outside the area of the City of Belgrade');
	});

	test('a text longer than any map link is refused', async () => {
		expect((await at(`/api/search?q=${'a'.repeat(2001)}`)).status).toBe(400);
	});

	test('no cache keeps an answer, and no log a word', async () => {
		const response = await at('/api/search?q=tajnovit');
		expect(response.headers.get('cache-control')).toBe('private, no-store');
		await at('/api/search?q=tajnovit&limit=99');
		expect(server.printed()).not.toMatch(/tajnovit|njego/i);
	});

	test('another archive is taken in without a restart; a damaged one leaves the municipalities', async () => {
		const next = join(elsewhere, 'next.pmtiles');
		writeTinyArchive(next, [
			{ ...streets[0], properties: withPlaceNames({ class: 'minor', name: 'Балканска' }) } as Named
		]);
		copyFileSync(next, archive);
		await expect.poll(() => names('balkanska'), { timeout: 20_000 }).toEqual(['Balkanska']);
		expect(await names('njegoseva')).toEqual([]);
		writeFileSync(archive, 'no archive');
		await expect.poll(() => server.printed(), { timeout: 20_000 }).toContain('names are left out');
		expect(await names('vracar')).toEqual(['Vračar']);
	});
});
