import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { MirrorFolder, readPage } from '../../scripts/mirror-folder.ts';
import { encodeCameraId } from '../../src/lib/camera/id.ts';
import { readBackup } from '../../src/lib/server/backup/read.ts';
import { restoreBackup } from '../../src/lib/server/backup/restore.ts';
import { writeBackup } from '../../src/lib/server/backup/write.ts';
import { readCursor } from '../../src/lib/server/change-cursor.ts';
import { changeFeed } from '../../src/lib/server/change-feed.ts';
import { DatabaseError, unwrap } from '../../src/lib/server/engine/errors.ts';
import { download } from '../../src/lib/server/export/index.ts';
import { LiveCameras } from '../../src/lib/server/live/live-cameras.ts';
import { Problem } from '../../src/lib/server/problem.ts';
import { reviewing, type Contributor } from '../support/contributors.ts';
import { describeEngines, openTestDatabase, roundsOf, type TestDatabase } from '../support/engines.ts';
import { isFull } from '../support/full.ts';
import { mulberry32 } from '../support/random.ts';
import { somewhere, verbs, type Outcome } from '../support/record.ts';

const origin = 'https://oko.example';
const folder = mkdtempSync(join(tmpdir(), 'oko-mirror-'));
afterAll(() => rmSync(folder, { recursive: true }));
let folders = 0;
const newFolder = () => join(folder, String(folders++));

/** A process of the server: its cameras in memory, over a database. */
type Process = { database: TestDatabase; cameras: LiveCameras };
async function startProcess(database: TestDatabase): Promise<Process> {
	speakTo({ database });
	const cameras = new LiveCameras();
	await cameras.load();
	return { database, cameras };
}
/** From now on everything is asked of this process. */
function speakTo({
	database: { anon, service },
	cameras
}: Partial<Process> & { database: TestDatabase }): void {
	Object.assign(globalThis, {
		okoEngine: Promise.resolve({ anon, service }),
		okoCameras: cameras && Promise.resolve(cameras)
	});
}

async function ask(process: Process, since: string | null, most?: number): Promise<Record<string, unknown>> {
	speakTo(process);
	const cursor = since === null ? null : readCursor(since);
	if (since !== null) expect(cursor, since).not.toBeNull();
	const request = new Request(`${origin}/data/changes.json`);
	return (await changeFeed(request, cursor, { origin, build: 'x', most })).json() as Promise<
		Record<string, unknown>
	>;
}
async function refused(process: Process, since: string): Promise<Problem> {
	const problem = await ask(process, since).catch((error: unknown) => error);
	expect(problem).toBeInstanceOf(Problem);
	return problem as Problem;
}
async function whole(process: Process): Promise<string> {
	speakTo(process);
	const request = new Request(`${origin}/data/cameras.geojson`);
	const answer = await download(request, {
		format: 'geojson',
		filter: {},
		origin,
		locale: 'sr-Latn',
		build: 'x',
		reader: null,
		words: () => ({ title: '', state: '' })
	});
	return answer.text();
}
/** Follows the changes to their end; or so many pages far. */
async function follow(
	process: Process,
	mirror: MirrorFolder,
	most: number,
	pages = Infinity
): Promise<boolean> {
	for (let page = 0; page < pages; page++) {
		const read = readPage(await ask(process, mirror.version, most));
		if (!read) throw new Error('no page');
		mirror.take(read);
		if (!read.hasMore) return true;
	}
	return false;
}
/** Every place is called this from now on; null: nobody can name it. */
function callGround(name: string | null): void {
	const names = { at: () => name && { latn: name, cyrl: null, en: null } };
	Object.assign(globalThis, {
		okoSearch: { names, namesVersion: name, namesDigest: name ?? '', isReading: false }
	});
}
const mirrored = (path: string) => readFileSync(join(path, 'cameras.geojson'), 'utf8');

describeEngines('a mirror', (database) => {
	const { send, read } = verbs(database);
	const { contributor } = reviewing(database);
	const random = mulberry32(20261201);
	const chance = (share: number) => random() < share;
	const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
	let people: Contributor[];
	let moderators: Contributor[];
	let day = 0;
	const reports: { id: string; number: number }[] = [];
	const done = new Map<string, number>();

	beforeAll(async () => {
		people = await Promise.all(Array.from({ length: 12 }, (_, i) => contributor({ trusted: i % 2 === 0 })));
		moderators = await Promise.all(
			Array.from({ length: 3 }, () => contributor({ moderator: true, trusted: true }))
		);
	});
	afterEach(() => {
		vi.useRealTimers();
		callGround(null);
	});

	const anywhere = () => ({ lng: 20.3 + random() * 0.3, lat: 44.6 + random() * 0.3 });
	const now = () => new Date(Date.UTC(2026, 0, 1, 12) + day * 86_400_000).toISOString();
	const camera = () => oneOf(reports).number;
	const call = (sql: string, ...parameters: unknown[]) => database().sql(`select ${sql}`, parameters);
	const desk = (act: string, reason: string | null = null, into: number | null = null) => {
		const { id, salt } = oneOf(moderators);
		return call(
			'private.moderate($1::timestamptz, $2::uuid, $3, $4::bigint, $5, $6, $7::bigint)',
			...[...[now(), id, salt, camera(), act, reason, into]]
		);
	};
	async function report(more: Record<string, unknown> = {}): Promise<void> {
		const place = 'lng' in more ? {} : somewhere();
		const type = oneOf(['fixed', 'ptz', 'dome', 'unknown']);
		const { data, error } = await send({ ...place, type, another_camera: true, ...more });
		if (error) throw error;
		const said = data as unknown as Outcome;
		reports.push({ id: said.report_id, number: said.camera.number });
	}
	const acts: Record<string, [weight: number, act: () => Promise<unknown>]> = {
		report: [30, () => report(anywhere())],
		'publish later': [6, () => report({ ...anywhere(), publish: 'later' })],
		publish: [4, () => call(`private.tick(now() + interval '25 hours')`)],
		sight: [
			6,
			async () => {
				const found = await read(camera());
				if (!found?.camera) throw Object.assign(new Error('gone'), { code: 'PT410' });
				const { lng, lat, number } = found.camera;
				await report({ lng, lat, same_as: number, observed_on: '2026-02-03', another_camera: undefined });
			}
		],
		withdraw: [
			8,
			() => unwrap(database().service.rpc('withdraw_report', { p_report_id: oneOf(reports.slice(-8)).id }))
		],
		review: [
			26,
			() => {
				const { id, salt } = oneOf(people);
				const verdict = oneOf(['present', 'present', 'absent', null]);
				return call(
					'private.review_camera($1::timestamptz, $2::uuid, $3, $4::bigint, $5)',
					...[...[now(), id, salt, camera(), verdict]]
				);
			}
		],
		correct: [
			8,
			async () => {
				const { id, salt } = oneOf(people);
				const asked = {
					p_number: camera(),
					p_field: 'heading_deg',
					p_value: String(Math.floor(random() * 360))
				};
				const args = { p_contributor: id, p_salt: salt, ...asked, p_agrees: true };
				await unwrap(database().service.rpc('correct_camera', args as never));
			}
		],
		hide: [5, () => desk('hide', oneOf(['A home', 'Разлог, са зарезом\nи редом', 'x']))],
		merge: [5, () => desk('merge', null, camera())],
		restore: [6, () => desk('restore')],
		erase: [2, () => call(`private.erase_camera($1::timestamptz, $2::bigint, 'A court')`, now(), camera())],
		'a day later': [3, async () => void day++],
		// What the process computes when it serves becomes another, without a change.
		'days of no change': [2, async () => vi.setSystemTime(Date.now() + 100 * 86_400_000)],
		'other names': [1, async () => callGround(oneOf(['Terazije', 'Knez Mihailova']))]
	};
	const names = Object.entries(acts).flatMap(([name, [weight]]) => Array<string>(weight).fill(name));
	/** @returns whether it was an act: the database refuses most that are on a camera that is gone */
	async function actAtRandom(): Promise<boolean> {
		// What never happened yet has its turn.
		const missing = Object.keys(acts).filter((name) => !done.has(name));
		const name = reports.length < 5 ? 'report' : oneOf(missing.length > 0 && chance(0.2) ? missing : names);
		try {
			await acts[name]?.[1]();
			done.set(name, (done.get(name) ?? 0) + 1);
			return true;
		} catch (error) {
			const isRefused =
				error instanceof DatabaseError || /^PT4/.test(String((error as { code?: string }).code));
			if (!isRefused) throw error;
			return false;
		}
	}

	test('is the download, byte for byte, after acts of every kind, cut off and resumed at random', async () => {
		const rounds = roundsOf(database(), isFull ? 10_000 : 200);
		vi.useFakeTimers({ toFake: ['Date'] });
		let processes = [await startProcess(database()), await startProcess(database())];
		const path = newFolder();
		let mirror = new MirrorFolder(path, origin);
		let compared = 0;
		let cut = 0;
		for (let round = 1; round <= rounds; round++) {
			while (!(await actAtRandom()));
			// One of the processes starts again.
			if (chance(0.01)) processes = [await startProcess(database()), processes[0]!];
			if (!chance(0.08) && round < rounds) continue;
			const process = oneOf(processes);
			const isThere = await follow(
				process,
				mirror,
				// A larger record has larger pages, else thousands of them come whenever names change.
				Math.ceil(oneOf([1, 3, 20, 1000]) * (1 + round / 200)),
				round < rounds ? oneOf([1, 2, Infinity]) : Infinity
			);
			if (isThere) {
				expect(mirrored(path)).toBe(await whole(oneOf(processes)));
				compared++;
			}
			if (chance(0.4)) {
				// The mirror is killed, perhaps while it wrote a page.
				const coming = join(path, 'coming.jsonl');
				if (existsSync(coming) && chance(0.5))
					truncateSync(coming, Math.floor(random() * readFileSync(coming).length));
				mirror = new MirrorFolder(path, origin);
				cut++;
			}
		}
		expect(mirrored(path)).toBe(await whole(processes[0]!));
		expect(Math.min(compared, cut)).toBeGreaterThan(rounds / 200);
		if (rounds >= 200) expect([...done.keys()].sort()).toEqual(Object.keys(acts).sort());
		// One that begins now has the same, from either process.
		for (const process of processes) {
			const anew = newFolder();
			await follow(process, new MirrorFolder(anew, origin), 7);
			expect(mirrored(anew)).toBe(mirrored(path));
		}
		const tombstones = async (process: Process) => (await ask(process, '0', 100_000)).changes;
		expect(await tombstones(processes[0]!)).toEqual(await tombstones(processes[1]!));
	}, 1_800_000);

	test('what was taken away has its id and the public reason, and nothing else', async () => {
		const process = await startProcess(database());
		const { version } = await ask(process, null);
		const made: number[] = [];
		for (let i = 0; i < 6; i++) {
			await report();
			made.push(reports.at(-1)!.number);
		}
		const [hidden, withdrawn, merged, shown, erased, kept] = made as [
			number,
			number,
			number,
			number,
			number,
			number
		];
		const { id, salt } = moderators[0]!;
		const moderate = (number: number, act: string, reason: string | null, into: number | null = null) =>
			call(
				'private.moderate(now(), $1::uuid, $2, $3::bigint, $4, $5, $6::bigint)',
				id,
				salt,
				number,
				act,
				reason,
				into
			);
		await moderate(hidden, 'hide', 'A home, „кућа“\nor two');
		await unwrap(database().service.rpc('withdraw_report', { p_report_id: reports.at(-5)!.id }));
		await moderate(merged, 'merge', null, shown);
		// What was merged into a camera that is merged says so anew.
		await moderate(shown, 'merge', null, kept);
		await moderate(erased, 'hide', 'A court');
		const before = await ask(process, version as string);
		const erase = (number: number) => call(`private.erase_camera(now(), $1::bigint, 'not said')`, number);
		await erase(erased);
		const text = (changes: unknown) =>
			(changes as { version: number; id: string }[]).map(({ version, id, ...more }) => [
				id,
				more,
				version > 0
			]);
		const tombstone = (number: number, more: object) => [encodeCameraId(number), more, true];
		const gone = [
			tombstone(hidden, { gone: 'hidden', reason: 'A home, „кућа“\nor two' }),
			tombstone(withdrawn, { gone: 'withdrawn' }),
			tombstone(merged, { gone: 'merged', into: encodeCameraId(kept) }),
			tombstone(shown, { gone: 'merged', into: encodeCameraId(kept) })
		];
		const later = await ask(process, before.version as string);
		expect(text(later.changes)).toEqual([tombstone(erased, { gone: 'erased', reason: 'A court' })]);
		for (const one of [process, await startProcess(database())]) {
			const { changes } = await ask(one, version as string);
			expect(text(changes).filter(([, more]) => 'gone' in (more as object))).toEqual([
				...gone,
				tombstone(erased, { gone: 'erased', reason: 'A court' })
			]);
		}
		await erase(merged);
		expect(text((await ask(process, later.version as string)).changes)).toEqual([
			tombstone(merged, { gone: 'erased' })
		]);
	});

	test('a camera that only became older comes again on the day on which it does', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const process = await startProcess(database());
		const freshness = async () =>
			new Map(
				(
					JSON.parse(await whole(process)) as {
						features: { id: string; properties: { freshness: string } }[];
					}
				).features.map(({ id, properties }) => [id, properties.freshness])
			);
		const before = await freshness();
		const { version } = await ask(process, null);
		expect(await ask(process, version as string)).toMatchObject({ version, changes: [] });
		vi.setSystemTime(Date.now() + 300 * 86_400_000);
		const after = await freshness();
		const turned = [...after].filter(([id, now]) => before.get(id) !== now).map(([id]) => id);
		const { changes } = await ask(process, version as string, 100_000);
		expect((changes as { id: string }[]).map(({ id }) => id).sort()).toEqual(turned.sort());
		expect(turned.length).toBeGreaterThan(3);
		// While the names of streets are being read, another answer would be one of other names.
		const search = (globalThis as { okoSearch?: object }).okoSearch;
		Object.assign(globalThis, { okoSearch: { ...search, isReading: true } });
		expect((await refused(process, version as string)).status).toBe(503);
		Object.assign(globalThis, { okoSearch: search });
		// A page that ends among them goes on behind itself.
		const first = await ask(process, version as string, 2);
		const second = await ask(process, first.version as string, 2);
		expect(second.changes).not.toEqual(first.changes);
		// When they become otherwise in the middle, and then as they were, all of them come again.
		const path = newFolder();
		const mirror = new MirrorFolder(path, origin);
		await follow(process, mirror, 1000);
		callGround('Terazije');
		expect(await follow(process, mirror, 2, 1)).toBe(false);
		callGround(null);
		await follow(process, mirror, 2);
		expect(mirrored(path)).toBe(await whole(process));
	});
});

test('a backup that was restored: a mirror from before it goes on, one from after it begins again', async () => {
	const secret = randomBytes(32);
	const [first, second] = [await openTestDatabase('postgres'), await openTestDatabase('postgres')];
	try {
		const report = async ({ service }: TestDatabase) =>
			unwrap(service.rpc('report_camera', { p_report: { report_id: randomUUID(), ...somewhere() } }));
		const before = await startProcess(first);
		const [early, late, early2] = [newFolder(), newFolder(), newFolder()];
		const mirrors = [early, late, early2].map((path) => new MirrorFolder(path, origin));
		await report(first);
		await report(first);
		for (const mirror of mirrors) await follow(before, mirror, 1000);
		const file = join(folder, 'backup');
		const backUp = { file, accounts: true, streets: null, secret };
		await writeBackup((verb, args) => unwrap(first.service.rpc(verb, args as never)), backUp);
		await report(first);
		await follow(before, mirrors[1]!, 1000);
		const wanted = { accounts: true, streets: false };
		await restoreBackup(second.service, file, await readBackup(file, secret), secret, wanted, folder);

		const after = await startProcess(second);
		// At first the version is one of the future, then it is another one's.
		for (let reports = 0; reports < 3; reports++) {
			const problem = await refused(after, mirrors[1]!.version);
			expect([problem.status, problem.code, problem.members.download]).toEqual([
				...[410, 'unknown_version', `${origin}/data/cameras.geojson`]
			]);
			await report(second);
		}
		await follow(after, mirrors[0]!, 1);
		expect(mirrored(early)).toBe(await whole(after));
		mirrors[1]!.restart();
		// Until all is there, the files are as they were, also when it is cut off.
		await follow(after, mirrors[1]!, 1, 2);
		expect(mirrored(late)).not.toBe(await whole(after));
		await follow(after, new MirrorFolder(late, origin), 1);
		expect(mirrored(late)).toBe(await whole(after));
		expect((await refused(after, '1000')).status).toBe(410);
	} finally {
		await first.close();
		await second.close();
	}
});
