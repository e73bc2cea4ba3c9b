import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { daysBetween } from '../../src/lib/camera/day.ts';
import { missing, noReviews } from '../../src/lib/camera/review.ts';
import { settings } from '../../src/lib/camera/settings.fixture.ts';
import { verdicts } from '../../src/lib/camera/vocabulary.ts';
import { describeEngines, roundsOf, type TestDatabase } from '../support/engines.ts';
import { isFull } from '../support/full.ts';
import { somewhere, verbs } from '../support/record.ts';
import { at, refusal, reviewing, type Contributor, type Verdict } from '../support/contributors.ts';
import {
	history,
	playHistory,
	prepareHistories,
	type Step,
	type Voters
} from '../support/review-histories.ts';
import { ReferenceCamera, type Person } from '../support/review-reference.ts';

/** How many random histories an engine plays. The embedded one takes the same statements more slowly. */
const histories = (kind: TestDatabase['kind']) => (isFull ? 1000 : kind === 'embedded' ? 50 : 150);

describeEngines('reviews', (database) => {
	const { report, read } = verbs(database);
	const { contributor, review, tend, weight } = reviewing(database);
	const camera = async () => (await report(somewhere())).camera.number;

	test('a name for one camera is the HMAC of its id, and no other', async () => {
		const { createHmac } = await import('node:crypto');
		const salt = randomBytes(32).toString('hex');
		const [row] = await database().sql<{ person: string }>('select private.person($1, 5::bigint) as person', [
			salt
		]);
		expect(row?.person).toBe(createHmac('sha256', salt).update('0000000005').digest('hex'));
	});

	test('two trusted people verify a camera, four new ones another', async () => {
		const [one, other] = [await camera(), await camera()];
		const trusted = [await contributor({ trusted: true }), await contributor({ moderator: true })];
		expect((await review(one, trusted[0]!, 'present')).state).toBe('reported');
		expect((await review(one, trusted[1]!, 'present', 1)).state).toBe('verified');
		const states = [];
		for (let n = 0; n < 4; n++) states.push((await review(other, await contributor(), 'present')).state);
		expect(states).toEqual(['reported', 'reported', 'reported', 'verified']);
		const found = (await read(one)) as never as {
			camera: Record<string, unknown>;
			reviews: unknown;
			history: { kind: string }[];
		};
		expect(found.camera).toMatchObject({ confirmations: 2, disputes: 0, last_confirmed_on: '2026-01-02' });
		expect(found.reviews).toEqual({
			present: { people: 2, weight: 2 },
			absent: { people: 0, weight: 0 },
			contradicted_weight: expect.any(Number),
			disputed_on: null
		});
		expect(found.history.map(({ kind }) => kind)).toEqual(['reported', 'reviewed', 'state_changed']);
	});

	test('disputed by three, removed by five and a week, brought back by reviews alone', async () => {
		const number = await camera();
		const people = await Promise.all([...Array(14)].map(() => contributor({ trusted: true })));
		const said = async (index: number, verdict: Verdict, day: number) =>
			(await review(number, people[index]!, verdict, day)).state;
		await said(0, 'present', 0);
		expect(await said(1, 'present', 0)).toBe('verified');
		expect(await said(2, 'absent', 10)).toBe('verified');
		expect(await said(3, 'absent', 11)).toBe('verified');
		expect(await said(4, 'absent', 12)).toBe('disputed');
		expect(await said(5, 'absent', 13)).toBe('disputed');
		// Enough weight, but nobody yet a week after the dispute began.
		expect(await said(6, 'absent', 18)).toBe('disputed');
		expect(await said(7, 'absent', 19)).toBe('removed');
		// Of the six that removed it, two still hold: more than four must contradict.
		for (const index of [8, 9, 10, 11]) expect(await said(index, 'present', 30)).toBe('removed');
		expect(await said(12, 'present', 31)).toBe('verified');
	});

	test('the example of docs/method.md, and how it would have gone in September', async () => {
		const play = async (days: number[]) => {
			const number = await camera();
			for (const day of [59, 59]) await review(number, await contributor({ trusted: true }), 'present', day);
			const states = [];
			for (const day of days) {
				states.push((await review(number, await contributor({ trusted: true }), 'absent', day)).state);
			}
			return states;
		};
		expect(await play([99, 100, 101, 102, 108])).toEqual([
			'verified',
			'verified',
			'disputed',
			'disputed',
			'removed'
		]);
		expect(await play([243, 243, 243, 250])).toEqual(['verified', 'verified', 'disputed', 'removed']);
	});

	test('a review can be changed and taken back until the state changes, then renewed after 90 days', async () => {
		const number = await camera();
		const [first, second] = [await contributor({ trusted: true }), await contributor({ trusted: true })];
		expect(await review(number, first, 'absent')).toMatchObject({
			outcome: 'counted',
			own: { verdict: 'absent', changeable: true }
		});
		expect((await review(number, first, 'absent')).outcome).toBe('unchanged');
		expect((await review(number, first, 'present')).outcome).toBe('counted');
		expect((await review(number, first, null)).outcome).toBe('taken_back');
		expect((await read(number))?.camera).toMatchObject({ confirmations: 0, disputes: 0 });
		await review(number, first, 'present');
		await review(number, second, 'present', 3);
		expect(await refusal(review(number, first, 'absent', 50))).toBe('PT409 already_reviewed');
		expect(await refusal(review(number, first, null, 200))).toBe('PT409 already_reviewed');
		expect((await review(number, first, 'present', 90)).outcome).toBe('counted');
		expect((await read(number))?.camera).toMatchObject({ confirmations: 3, last_confirmed_on: '2026-04-01' });
	});

	test('a confirmation that is taken back leaves the day before it', async () => {
		const number = await camera();
		for (const day of [0, 1]) await review(number, await contributor({ trusted: true }), 'present', day);
		const late = await contributor();
		await review(number, late, 'present', 40);
		expect((await read(number))?.camera).toMatchObject({ last_confirmed_on: '2026-02-10' });
		await review(number, late, null, 40);
		expect((await read(number))?.camera).toMatchObject({ last_confirmed_on: '2026-01-02' });
	});

	test('nobody reviews a camera that they reported, that is hidden, or that is not there', async () => {
		const { camera: made, report_id } = await report(somewhere());
		const reporter = await contributor({ trusted: true });
		await database().sql(
			'update public.reports set person = private.person($1, $2::bigint) where id = $3::uuid',
			[reporter.salt, made.number, report_id]
		);
		expect(await refusal(review(made.number, reporter, 'present'))).toBe('PT409 own_camera');
		expect(await refusal(review(1, reporter, 'present'))).toBe('PT404 unknown_camera');
		await database().sql(`select private.set_camera_state(now(), $1::bigint, 'hidden', 'on a home')`, [
			made.number
		]);
		expect(await refusal(review(made.number, await contributor(), 'present'))).toBe('PT410 gone');
		expect(await refusal(review(made.number, { ...reporter, id: randomUUID() }, 'present'))).toBe(
			'PT401 no_contributor'
		);
		expect(await refusal(review(made.number, { ...reporter, salt: 'x' }, 'present'))).toBe(
			'PT422 invalid_report'
		);
	});

	test('a waiting review is counted when its time comes, and can be taken back before', async () => {
		const number = await camera();
		const [kept, dropped] = [await contributor(), await contributor()];
		for (const one of [kept, dropped]) {
			const said = await review(number, one, 'present', 0, ", true, 'later'");
			expect(said).toMatchObject({ outcome: 'waiting', own: { verdict: null, waiting: 'present' } });
		}
		expect((await review(number, dropped, null)).outcome).toBe('taken_back');
		expect((await read(number))?.camera).toMatchObject({ confirmations: 0 });
		await tend(2);
		expect((await read(number))?.camera).toMatchObject({ confirmations: 1 });
	});

	test('being right on five days, beside somebody trusted, makes trusted; a hidden camera strikes its day', async () => {
		const newcomer = await contributor();
		const numbers = [];
		for (let day = 0; day < 5; day++) {
			const number = await camera();
			numbers.push(number);
			await review(number, newcomer, 'present', day);
			await review(number, await contributor({ trusted: true }), 'present', day);
			expect((await review(number, await contributor({ trusted: true }), 'present', day)).state).toBe(
				'verified'
			);
		}
		await tend(33);
		expect(await weight(newcomer)).toBe(0.5);
		await tend(34);
		expect(await weight(newcomer)).toBe(1);
		await database().sql(`select private.set_camera_state(now(), $1::bigint, 'hidden', 'on a home')`, [
			numbers[0]
		]);
		expect(await weight(newcomer)).toBe(0.5);
	});

	test('four new people who agree gain no trust by it, nor does a result that was reversed', async () => {
		const alone = await Promise.all([...Array(4)].map(() => contributor()));
		const number = await camera();
		for (const one of alone) await review(number, one, 'present');
		const other = await camera();
		const early = await contributor();
		await review(other, early, 'present');
		for (let n = 0; n < 2; n++) await review(other, await contributor({ trusted: true }), 'present');
		for (let n = 0; n < 3; n++) await review(other, await contributor({ trusted: true }), 'absent', 20);
		await tend(100);
		const rows = await database().sql(
			'select * from private.act_days where contributor_id = any ($1::uuid[])',
			[[...alone, early].map(({ id }) => id)]
		);
		expect(rows).toEqual([]);
	});

	test('who reviewed is erased thirty days after the round has closed; the name for the camera stays', async () => {
		const number = await camera();
		const people = await Promise.all([...Array(6)].map(() => contributor({ trusted: true })));
		await review(number, people[0]!, 'present');
		for (const [index, day] of [
			[1, 1],
			[2, 1],
			[3, 1],
			[4, 8]
		] as const)
			await review(number, people[index]!, 'absent', day);
		expect((await read(number))?.camera.state).toBe('removed');
		const held = () =>
			database().sql<{ n: number; ids: number }>(
				`select count(*)::int as n, count(w.contributor_id)::int as ids
				from public.reviews r left join private.reviewers w using (camera_number, round, person)
				where r.camera_number = $1::bigint`,
				[number]
			);
		await tend(37);
		expect(await held()).toEqual([{ n: 5, ids: 5 }]);
		await tend(38);
		expect(await held()).toEqual([{ n: 5, ids: 0 }]);
		const credited = await database().sql(
			'select contributor_id, camera_number from private.act_days where contributor_id = any ($1::uuid[]) and day >= $2::date',
			[people.map(({ id }) => id), '2026-01-01']
		);
		expect(credited).toHaveLength(4);
		expect(credited.every(({ camera_number }) => camera_number === null)).toBe(true);
	});

	test('fifty reviews at once give a state that some order gives', async () => {
		const number = await camera();
		const people = await Promise.all([...Array(50)].map(() => contributor()));
		const answers = await Promise.all(
			people.map((one, index) =>
				database().service.rpc('review_camera', {
					p_contributor: one.id,
					p_salt: one.salt,
					p_number: number,
					p_verdict: index % 5 === 0 ? 'absent' : 'present'
				} as never)
			)
		);
		expect(answers.map(({ error }) => error)).toEqual(Array(50).fill(null));
		const turns = await database().sql<{ turn: number; verdict: Verdict; person: string }>(
			'select turn, verdict, person from public.reviews where camera_number = $1::bigint order by turn',
			[number]
		);
		expect(turns.map(({ turn }) => turn)).toEqual([...Array(50)].map((_, index) => index + 1));
		const reference = new ReferenceCamera(
			turns.map(({ person }) => ({ name: person, rightOn: new Set(), isModerator: false }))
		);
		for (const { person, verdict } of turns) reference.takes(person, verdict, 0);
		expect((await read(number))?.camera).toMatchObject({
			state: reference.state,
			confirmations: 40,
			disputes: 10
		});
	});

	describe('corrections', () => {
		const correct = async (
			camera: number,
			{ id, salt }: Contributor,
			field: string,
			value: unknown,
			agrees = true
		) => {
			const [row] = await database().sql<{
				said: { outcome: string; corrections: { field: string; value: unknown; people: number }[] };
			}>('select private.correct_camera($1::timestamptz, $2::uuid, $3, $4::bigint, $5, $6, $7) as said', [
				at(1),
				id,
				salt,
				camera,
				field,
				JSON.stringify(value),
				agrees
			]);
			return row!.said;
		};

		test('two new people correct what can be seen; the history says what changed', async () => {
			const number = await camera();
			const [first, second] = [await contributor(), await contributor()];
			expect(await correct(number, first, 'heading_deg', 90)).toMatchObject({
				outcome: 'open',
				corrections: [{ field: 'heading_deg', value: 90, people: 1, agrees: true }]
			});
			expect((await correct(number, first, 'heading_deg', 90)).outcome).toBe('open');
			expect(await correct(number, second, 'heading_deg', 90)).toEqual({
				outcome: 'corrected',
				corrections: []
			});
			const found = (await read(number)) as never as { camera: object; history: object[] };
			expect(found.camera).toMatchObject({ heading_deg: 90 });
			expect(found.history.at(-1)).toMatchObject({ kind: 'corrected', changed: ['heading_deg'] });
			expect(await refusal(correct(number, second, 'heading_deg', 90))).toBe('PT422 invalid_report');
		});

		test('the operator and the position need the rule of verified', async () => {
			const { camera: made } = await report(somewhere());
			const near = [made.lng + 0.0001, made.lat];
			const people = await Promise.all([...Array(4)].map(() => contributor()));
			for (const one of people.slice(0, 3)) {
				expect((await correct(made.number, one, 'operator', 'city')).outcome).toBe('open');
				expect((await correct(made.number, one, 'position', near)).outcome).toBe('open');
			}
			expect((await correct(made.number, people[3]!, 'operator', 'city')).outcome).toBe('corrected');
			expect((await correct(made.number, people[3]!, 'position', near)).outcome).toBe('corrected');
			expect((await read(made.number))?.camera).toMatchObject({
				operator: 'city',
				lng: expect.closeTo(near[0]!, 6)
			});
			const far = correct(made.number, people[0]!, 'position', [made.lng + 0.001, made.lat]);
			expect(await refusal(far)).toBe('PT422 invalid_report');
		});

		test('who wants another value, or disagrees, is against; one wants one value', async () => {
			const number = await camera();
			const [a, b, c] = [await contributor(), await contributor({ trusted: true }), await contributor()];
			await correct(number, a, 'type', 'dome');
			await correct(number, b, 'type', 'ptz');
			const { corrections } = await correct(number, c, 'type', 'dome');
			expect(corrections).toMatchObject([
				{ value: 'dome', people: 2, weight: 1, against_people: 1, against_weight: 1, agrees: true },
				{ value: 'ptz', people: 1, weight: 1, against_people: 2, against_weight: 1, agrees: null }
			]);
			await correct(number, b, 'type', 'ptz', false);
			expect((await correct(number, b, 'type', 'dome')).outcome).toBe('corrected');
			expect(await refusal(correct(number, b, 'maker', 'huawei', false))).toBe('PT404 unknown_correction');
		});

		test('nonsense is refused, field by field', async () => {
			const number = await camera();
			const one = await contributor();
			for (const [field, value] of [
				['type', 'toaster'],
				['type', 5],
				['type', null],
				['heading_deg', 360],
				['heading_deg', 1e12],
				['heading_deg', 1.5],
				['heading_deg', '90'],
				['capabilities', ['mind_reading']],
				['capabilities', 'audio'],
				['height_m', 99],
				['start_date', 2019],
				['start_date', '2019-13'],
				['start_date', '2999'],
				['position', [20.4]],
				['position', ['a', 'b']],
				['position', [44.8, 20.4]],
				['state', 'verified'],
				['source', 'report']
			] as const) {
				expect(await refusal(correct(number, one, field, value)), `${field} ${value}`).toBe(
					'PT422 invalid_report'
				);
			}
		});
	});

	describe('random histories', () => {
		beforeAll(() => prepareHistories(database()));

		/** What a camera's page says that is missing until so many have turned it, from the day on which they may; */
		function saidMissing({ state, sums, late_sums }: Step, { verdict, isTrusted }: Voters) {
			const said = missing(state, (verdict === 'absent' ? late_sums : sums) ?? noReviews, settings).find(
				({ to }) => (to === 'verified') === (verdict === 'present')
			);
			return said && { ...said, votes: isTrusted ? said.trusted : said.fresh };
		}

		/** As many votes as the page says turn the camera, and no fewer do. */
		function expectPageIsRight(reference: ReferenceCamera, step: Step, day: number) {
			for (const verdict of verdicts) {
				for (const isTrusted of [true, false]) {
					const said = saidMissing(step, { verdict, isTrusted });
					if (!said) continue;
					const notBefore = said.notBefore ? daysBetween('2026-01-01', said.notBefore) : day;
					expect(reference.turning({ verdict, isTrusted }, Math.max(day, notBefore))).toEqual({
						votes: said.votes,
						state: said.to
					});
					if (day < notBefore)
						expect(reference.turning({ verdict, isTrusted }, day).state, 'too early').not.toBe(said.to);
				}
			}
		}

		test('go as the rule says', { timeout: 480_000 }, async () => {
			const reached = new Set<string>();
			await fc.assert(
				fc.asyncProperty(history, async ({ cast, acts, voters }) => {
					const { steps, turning } = await playHistory(database(), cast, acts, voters);
					const persons: Person[] = cast.map(({ isModerator, days }, index) => ({
						name: String(index),
						isModerator,
						rightOn: new Set([...Array(days)].map((_, n) => -1 - n))
					}));
					const reference = new ReferenceCamera(persons);
					for (const [index, { who, verb, day }] of acts.entries()) {
						reference.passes(day);
						let said: string | null = null;
						if (verb === 'hide') reference.hide();
						else if (verb === 'restore') reference.restore();
						else if (verb === 'report') reference.reports(String(who));
						else said = reference.takes(String(who), verb === 'back' ? null : verb, day);
						const { present, absent } = reference.sums(day);
						reached.add(reference.state);
						expect(steps[index]).toMatchObject({
							said: said === 'PT410' ? 'PT410 gone' : said,
							state: reference.state,
							people: [present.people, absent.people],
							weight: [present.weight, absent.weight].map((one) => expect.closeTo(one, 4))
						});
						if (!reference.isHidden) expectPageIsRight(reference, steps[index]!, day);
					}
					const said = turning && saidMissing(steps.at(-1)!, voters);
					if (said) expect(turning).toEqual({ votes: said.votes, state: said.to });
				}),
				{ numRuns: roundsOf(database(), histories(database().kind)), seed: 20261124 }
			);
			expect([...reached].sort()).toEqual(['disputed', 'removed', 'reported', 'verified']);
		});
	});
});
