import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contributor } from '../support/contributors.ts';
import { migratedDatabase } from '../support/engines.ts';
import { Writers, type Answer } from '../support/writers.ts';

/*
 * Every writer takes its locks in the order that stands at private.version (supabase/schemas/03_cameras.sql). Two that do
 * not may wait for each other for good: PostgreSQL gives one of them up, with the code 40P01.
 */

let writers: Writers;
let sql: Sql;
let row = 0;
/** at least 500 m from every other */
const somewhere = (): [number, number] => [20.05 + (row % 80) * 0.01, 44.3 + Math.floor(row++ / 80) * 0.01];

beforeAll(async () => {
	writers = new Writers(await migratedDatabase());
	({ sql } = writers);
	await sql`update public.settings set value = 1e6 where key in ('network_acts_per_day', 'reviews_per_day',
		'reviews_per_network', 'moderator_acts_per_day')`;
});
afterAll(() => sql?.end());

/** What an act fails with or is refused for; null when it is done. */
const failure = (act: Promise<unknown>): Promise<string | null> =>
	act
		.then((said) => (said as Answer | null)?.refused)
		.catch((error: { code: string; message: string }) => error)
		.then((problem) => (problem ? `${problem.code} ${problem.message}` : null));

/** Waits until as many acts wait for a lock, or all the others are over. */
async function allStand(acts: { isOver: boolean }[]) {
	for (let turn = 0; turn < 500; turn++) {
		const [waiting] = await sql<{ n: number }[]>`select count(*)::int as n from pg_stat_activity
			where datname = current_database() and wait_event_type = 'Lock'`;
		if (waiting!.n >= acts.filter(({ isOver }) => !isOver).length) return;
		await pause(10);
	}
	throw new Error('An act neither waits nor ends.');
}

/**
 * Begins acts one after the other while somebody else holds what `held` takes; then it is let go. Answers what each
 * failed with.
 */
async function meet(held: string, ...acts: (() => Promise<unknown>)[]): Promise<(string | null)[]> {
	const holder = await sql.reserve();
	await holder.unsafe('begin');
	await holder.unsafe(held);
	const begun: { isOver: boolean; said: Promise<string | null> }[] = [];
	for (const act of acts) {
		const one = { isOver: false, said: failure(act()) };
		void one.said.then(() => (one.isOver = true));
		begun.push(one);
		await allStand(begun);
	}
	await holder.unsafe('commit');
	holder.release();
	return Promise.all(begun.map(({ said }) => said));
}

const everybodyDone = [null, null];
const inShareMode = (table: string) => `lock table ${table} in share mode`;

describe('two do not wait for each other for good:', () => {
	test('a review, and the measuring of its camera', async () => {
		const [one, { number }] = [await writers.contributor(), await writers.report(somewhere())];
		const said = await meet(
			inShareMode('private.standings'),
			() => writers.review(one, number, 'present'),
			() => writers.refresh()
		);
		expect(said).toEqual(everybodyDone);
	});

	test('a withdrawal, and the measuring of its camera', async () => {
		const { id } = await writers.report(somewhere());
		const said = await meet(
			inShareMode('private.state_counts'),
			() => writers.withdraw(id),
			() => writers.refresh()
		);
		expect(said).toEqual(everybodyDone);
	});

	test('a withdrawal, and the sight of its camera', async () => {
		await writers.useBuildings('feedbee1');
		const { id } = await writers.report(somewhere());
		const said = await meet(
			inShareMode('private.state_counts'),
			() => writers.withdraw(id),
			() => writers.makeSights('feedbee1')
		);
		expect(said).toEqual(everybodyDone);
		await writers.useBuildings(null);
	});

	test('a report of a camera that is known, and a review of it', async () => {
		const place = somewhere();
		const [one, { number }] = [await writers.contributor(), await writers.report(place)];
		const said = await meet(
			inShareMode('private.withdrawals'),
			() => writers.report(place, { same_as: number }, 'b'),
			() => writers.review(one, number, 'present')
		);
		expect(said).toEqual(everybodyDone);
	});

	test('a review and a correction from one network', async () => {
		const [one, { number }] = [await writers.contributor(), await writers.report(somewhere())];
		const said = await meet(
			inShareMode('private.review_queue'),
			() => writers.review(one, number, 'present', 'now', 'c'),
			() => writers.correct(one, number, 'heading_deg', 90, 'c')
		);
		expect(said).toEqual(everybodyDone);
	});

	test('a report, and the clock that deletes its network’s counter and publishes', async () => {
		await writers.report(somewhere(), {}, 'd');
		await writers.report(somewhere(), { publish: 'later' }, 'e');
		await sql`update private.counters set expires_at = now() - interval '1 hour' where key like 'today d%'`;
		await sql`update private.publication_queue set due_at = now()`;
		const said = await meet(
			inShareMode('private.withdrawals'),
			() => writers.report(somewhere(), {}, 'd'),
			() => writers.tick()
		);
		expect(said).toEqual(everybodyDone);
	});

	test('a review, and the clock that credits a result on its camera and publishes', async () => {
		const [one, { number }] = [await writers.contributor(), await writers.report(somewhere())];
		const people = [
			await writers.contributor({ trusted: true }),
			await writers.contributor({ trusted: true })
		];
		for (const trusted of people) await writers.review(trusted, number, 'present');
		await writers.correct(one, number, 'heading_deg', 90);
		await writers.report(somewhere(), { publish: 'later' });
		await sql`update private.standings set credit_on = current_date - 1 where camera_number = ${number}`;
		await sql`update public.corrections set opened_on = '2020-01-01' where camera_number = ${number}`;
		await sql`update private.publication_queue set due_at = now()`;
		const said = await meet(
			inShareMode('public.corrections'),
			() => writers.tick(),
			() => writers.review(one, number, 'present')
		);
		expect(said).toEqual(everybodyDone);
	});

	test('a moderator who decides a report, and the clock that shows it and publishes', async () => {
		const [moderator, place] = [await writers.contributor({ moderator: true }), somewhere()];
		const { number } = await writers.report(place);
		await writers.moderate(moderator, number, 'hide');
		const { id } = await writers.report(place);
		await writers.report(somewhere(), { publish: 'later' });
		await sql`update private.held_reports set show_at = now() where report_id = ${id}`;
		await sql`update private.publication_queue set due_at = now()`;
		const said = await meet(
			inShareMode('private.take_backs'),
			() => writers.tick(),
			() => writers.decide(moderator, id, 'refuse')
		);
		expect(said).toEqual(everybodyDone);
	});

	test('a survey, and the measuring of a camera at its end', async () => {
		await writers.refresh();
		const [lng, lat] = somewhere();
		await writers.report([lng, lat]);
		const said = await meet(
			// It has noted the cell that the camera stands in, and not yet those that the camera could see.
			inShareMode('private.camera_views'),
			() => writers.refresh(),
			() => writers.survey([lng - 0.003, lat], [lng, lat])
		);
		expect(said).toEqual(everybodyDone);
	});

	test('a survey that is withdrawn, and the clock that publishes it', async () => {
		const { id: survey } = await writers.survey(somewhere(), somewhere(), 'later');
		await sql`update private.survey_queue set due_at = now()`;
		const said = await meet(
			`select from public.surveys where id = '${survey}' for update`,
			() => writers.withdrawSurvey(survey),
			() => writers.tick()
		);
		expect(said).toEqual(everybodyDone);
	});

	test('a moderator who removes a survey, and the operator who undoes taking it back', async () => {
		const moderator = await writers.contributor({ moderator: true });
		const { id: survey } = await writers.survey(somewhere(), somewhere());
		const { id } = await writers.takeBack('surveys');
		const said = await meet(
			inShareMode('private.counters'),
			() => writers.removeSurvey(moderator, survey, false),
			() => writers.undo(id!)
		);
		expect(said).toEqual(everybodyDone);
	});

	test('somebody who is forgotten, and the clock that counts their review', async () => {
		const [one, { number }] = [await writers.contributor(), await writers.report(somewhere())];
		await writers.review(one, number, 'present', 'later');
		await sql`update private.review_queue set due_at = now()`;
		const said = await meet(
			'select from private.version for update',
			() => writers.tick(),
			() => writers.forget(one)
		);
		expect(said).toEqual(everybodyDone);
	});

	test('somebody who is forgotten, and their review that changes one which waits', async () => {
		const [one, { number }] = [await writers.contributor(), await writers.report(somewhere())];
		await writers.review(one, number, 'present', 'later');
		const said = await meet(
			'select from private.version for update',
			() => writers.review(one, number, 'absent'),
			() => writers.forget(one)
		);
		expect(said).toEqual(everybodyDone);
	});

	test('somebody who is forgotten, and who signs in', async () => {
		const one = await writers.contributor();
		await sql`insert into auth.users (id, email) values (${one.id}, ${`${one.id}@oko.invalid`})`;
		const said = await meet(
			inShareMode('private.sessions'),
			() => writers.signIn(one),
			() => writers.forget(one)
		);
		expect(said).toEqual(everybodyDone);
	});
});

test('nobody fails where everything is done at once', { timeout: 60_000 }, async () => {
	const anyOf = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)]!;
	const takenOut = <T>(list: T[]): T[] => list.splice(Math.floor(Math.random() * list.length), 1);
	const near = (): [number, number] => [20.44 + Math.random() * 0.01, 44.8 + Math.random() * 0.01];
	const network = () => anyOf(['x', 'y', 'z']);
	const publish = () => anyOf(['now', 'now', 'later']);
	const people: Contributor[] = [];
	for (let n = 0; n < 20; n++) people.push(await writers.contributor({ trusted: n % 2 === 0 }));
	const moderators = [
		await writers.contributor({ moderator: true }),
		await writers.contributor({ moderator: true })
	];
	const cameras: { number: number; at: [number, number] }[] = [];
	const reports: string[] = [];
	const surveys: string[] = [];
	const versions = ['feedbee1', 'feedbee2'];
	// What waits is due at once, and every tick is the first of its hour.
	await sql`update public.settings set value = 0 where key = 'publish_delay_max_h'`;

	const acts = {
		async report() {
			const at = near();
			const { id, number } = await writers.report(
				at,
				{ publish: publish(), note: anyOf(['', 'a note']) },
				network()
			);
			reports.push(id);
			if (cameras.length < 12) cameras.push({ number, at });
		},
		async sighting() {
			const { number, at } = anyOf(cameras);
			const { id } = await writers.report(at, { same_as: number, publish: publish() }, network());
			reports.push(id);
		},
		withdraw: () => Promise.all(takenOut(reports).map((id) => writers.withdraw(id))),
		review: () =>
			writers.review(
				anyOf(people),
				anyOf(cameras).number,
				anyOf(['present', 'absent', null]),
				publish(),
				network()
			),
		correct: () =>
			writers.correct(anyOf(people), anyOf(cameras).number, 'heading_deg', anyOf([0, 90, 180]), network()),
		move() {
			const { number, at } = anyOf(cameras);
			const north_deg = anyOf([0.00005, 0.0001]);
			return writers.correct(
				anyOf(people),
				number,
				'position',
				[at[0], Number((at[1] + north_deg).toFixed(6))],
				network()
			);
		},
		async moderate() {
			const [by, { number }] = [anyOf(moderators), anyOf(cameras)];
			await writers.moderate(by, number, 'hide');
			await writers.moderate(by, number, 'restore');
		},
		async decide() {
			const [held] = await sql`select report_id from private.held_reports order by random() limit 1`;
			if (held) await writers.decide(anyOf(moderators), held.report_id, anyOf(['publish', 'refuse', 'wait']));
		},
		survey: async () => surveys.push((await writers.survey(near(), near(), publish(), network())).id),
		withdrawSurvey: () => Promise.all(takenOut(surveys).map((id) => writers.withdrawSurvey(id))),
		removeSurvey: () =>
			writers.removeSurvey(anyOf(moderators), anyOf(surveys) ?? crypto.randomUUID(), anyOf([true, false])),
		async takeBack() {
			const { id } = await writers.takeBack(anyOf(['reports', 'surveys']));
			if (id) await writers.undo(id);
		},
		signIn: () => writers.signIn(anyOf(people)),
		async forget() {
			people.push(await writers.contributor({ trusted: true }));
			for (const one of takenOut(people)) await writers.forget(one);
		},
		refresh: () => writers.refresh(),
		// Whoever has other buildings than those in force is refused.
		makeSights: () => writers.makeSights(anyOf(versions)),
		tick: () => writers.tick(),
		async turn() {
			await sql`update private.turns set hour = '-infinity' where only_row`;
			await writers.tick();
		}
	};
	for (let n = 0; n < 12; n++) await acts.report();

	/** the operator's, which take long */
	const rare = {
		rebuild: () => writers.rebuild(),
		replaceAreas: () => writers.replaceAreas(),
		useBuildings: () => writers.useBuildings(anyOf([...versions, null]))
	};

	const failures: string[] = [];
	const done = new Set<string>();
	const until = Date.now() + 6000;
	const work = async (among: Record<string, () => Promise<unknown>>, breath_ms = 0) => {
		while (Date.now() < until) {
			const [name, act] = anyOf(Object.entries(among));
			const failed = await failure(act());
			if (!failed) done.add(name);
			else if (!failed.startsWith('PT')) failures.push(`${name}: ${failed}`);
			await pause(breath_ms);
		}
	};
	const { review, refresh } = acts;
	await Promise.all([
		...Array.from({ length: 10 }, () => work(acts)),
		work({ review }),
		work({ refresh }),
		work(rare, 300)
	]);
	expect(failures).toEqual([]);
	expect([...done].sort()).toEqual(Object.keys({ ...acts, ...rare }).sort());
});
