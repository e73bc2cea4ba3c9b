import fc from 'fast-check';
import type { ReviewSums } from '../../src/lib/camera/review.ts';
import type { State } from '../../src/lib/camera/vocabulary.ts';
import type { Verdict } from './contributors.ts';
import type { TestDatabase } from './engines.ts';

/*
 * Random histories of one camera. Days are counted from 2026-01-01, and people are numbers.
 */

/** Somebody in a history: a moderator, or a contributor who was right on so many days. */
export interface Somebody {
	isModerator: boolean;
	days: number;
}
export interface Act {
	who: number;
	verb: Verdict | 'back' | 'hide' | 'restore' | 'report';
	day: number;
	/** first what is due is done */
	tends: boolean;
}
/** Others who say the same, one after the other, until the camera has another state. */
export interface Voters {
	verdict: Verdict;
	isTrusted: boolean;
}
/** What came of an act. */
export interface Step {
	/** the outcome or the refusal of a review */
	said: string | null;
	state: State;
	people: [present: number, absent: number];
	weight: [present: number, absent: number];
	/** what the camera's page says is counted, on the day of the act */
	sums: ReviewSums | null;
	/** the same on the first day from then on that is late enough for a removal */
	late_sums: ReviewSums | null;
}
/** After how many votes a camera has which state; null when nobody's turns it. */
export interface Turning {
	votes: number | null;
	state: State | null;
}

/** Votes after which nobody expects a camera to turn. */
export const mostVotes = 60;

const act = fc.record({
	who: fc.nat(11),
	wait: fc.oneof({ arbitrary: fc.constant(0), weight: 5 }, fc.nat(12), fc.nat(200)),
	verb: fc.oneof(
		{ arbitrary: fc.constantFrom<Act['verb'][]>('present', 'absent'), weight: 30 },
		fc.constantFrom<Act['verb'][]>('back', 'hide', 'restore', 'report')
	)
});
// A few histories in which one side is strong, so that every state is reached often.
const acts = fc
	.tuple(fc.array(act, { minLength: 8, maxLength: 30 }), fc.constantFrom('present', 'absent', 'both'))
	.map(([acts, to]) => {
		let day = 0;
		return acts.map(({ who, wait, verb }, index): Act => {
			const leans = to !== 'both' && index % 3 > 0 && (verb === 'present' || verb === 'absent');
			const leaning = index < acts.length / 3 ? 'present' : (to as Verdict);
			return { who, verb: leans ? leaning : verb, tends: wait > 0, day: (day += wait) };
		});
	});
const cast = fc.array(fc.record({ isModerator: fc.boolean(), days: fc.constantFrom(0, 0, 4, 5) }), {
	minLength: 12,
	maxLength: 12
});
const voters = fc.record({
	verdict: fc.constantFrom<Verdict[]>('present', 'absent'),
	isTrusted: fc.boolean()
});
/** A history: who is in it, what they do, and who comes after its last act. */
export const history = fc.record({ cast, acts, voters });

/** Puts what plays histories into a database. */
export async function prepareHistories({ sql }: TestDatabase): Promise<void> {
	await sql(
		`create table private.voters as
		select gen_random_uuid() as id, n > ${mostVotes} as is_trusted from generate_series(1, 2 * ${mostVotes}) n`
	);
	await sql(`
		with made as (insert into private.contributors (id, joined_on) select v.id, '2026-01-01' from private.voters v)
		insert into private.moderators select v.id, '2026-01-01' from private.voters v where v.is_trusted`);
	// Nothing of it stays.
	await sql(`
		create or replace function private.turning(p_number bigint, p_verdict text, p_is_trusted boolean, p_at timestamptz)
		returns jsonb language plpgsql as $$
		declare
			v_state text := (select c.state from public.cameras c where c.number = p_number);
			v_id uuid;
			v_turned text;
			v_votes integer := 0;
		begin
			for v_id in select v.id from private.voters v where v.is_trusted = p_is_trusted loop
				v_turned := private.review_camera(p_at, v_id, encode(sha256(v_id::text::bytea), 'hex'), p_number, p_verdict)
					->> 'state';
				v_votes := v_votes + 1;
				if v_turned <> v_state then
					raise exception using errcode = 'VOTED', message = jsonb_build_object('votes', v_votes, 'state', v_turned);
				end if;
			end loop;
			raise exception using errcode = 'VOTED', message = '{"votes": null, "state": null}';
		exception when sqlstate 'VOTED' then
			return sqlerrm::jsonb;
		end $$`);
	await sql(`
		create or replace function private.play(p_people jsonb, p_acts jsonb, p_voters jsonb) returns jsonb
		language plpgsql as $$
		declare
			v_number bigint := (private.take_report(timestamptz '2026-01-01T12:00Z',
				jsonb_build_object('report_id', gen_random_uuid(), 'lng', 20.4, 'lat', 44.8, 'another_camera', true),
				p_source => 'demonstration') -> 'camera' ->> 'number')::bigint;
			v_ids uuid[];
			v_id uuid;
			v_person jsonb;
			v_act jsonb;
			v_at timestamptz;
			v_late_at timestamptz;
			v_said text;
			v_steps jsonb := '[]';
		begin
			for v_person in select * from jsonb_array_elements(p_people) loop
				insert into private.contributors (id, joined_on) values (gen_random_uuid(), '2026-01-01') returning id into v_id;
				v_ids := v_ids || v_id;
				if (v_person ->> 'isModerator')::bool then
					insert into private.moderators values (v_id, '2026-01-01');
				end if;
				insert into private.act_days (contributor_id, day)
				select v_id, date '2025-06-01' + n from generate_series(1, (v_person ->> 'days')::int) n;
			end loop;
			for v_act in select * from jsonb_array_elements(p_acts) loop
				v_at := timestamptz '2026-01-01T12:00Z' + make_interval(days => (v_act ->> 'day')::int);
				v_id := v_ids[(v_act ->> 'who')::int + 1];
				if (v_act ->> 'tends')::bool then
					perform private.tend_reviews(v_at);
				end if;
				begin
					v_said := null;
					case v_act ->> 'verb'
						when 'hide' then perform private.set_camera_state(v_at, v_number, 'hidden', 'test');
						when 'restore' then perform private.set_camera_state(v_at, v_number, null);
						when 'report' then
							insert into public.reports (id, camera_number, position, type, mount, operator, maker, capabilities,
								sign_present, received_on, source, person)
							select gen_random_uuid(), v_number, c.position, 'unknown', 'unknown', 'unknown', 'unknown', '{}', 'unknown',
								private.day(v_at), 'report', private.person(encode(sha256(v_id::text::bytea), 'hex'), v_number)
							from public.cameras c where c.number = v_number;
						else v_said := private.review_camera(v_at, v_id, encode(sha256(v_id::text::bytea), 'hex'), v_number,
							nullif(v_act ->> 'verb', 'back')) ->> 'outcome';
					end case;
				exception when others then
					v_said := sqlstate || ' ' || sqlerrm;
				end;
				v_late_at := greatest(v_at, (
					select (s.disputed_on + private.setting('removed_after_days')::int + time '12:00') at time zone 'UTC'
					from private.standings s where s.camera_number = v_number));
				v_steps := v_steps || (select jsonb_build_array(jsonb_build_object('said', v_said,
					'state', coalesce(c.state_before_hidden, c.state),
					'people', jsonb_build_array(t.present_people, t.absent_people),
					'weight', jsonb_build_array(round(coalesce(t.present_weight, 0), 6), round(coalesce(t.absent_weight, 0), 6)),
					'sums', private.review_sums(v_number, private.day(v_at)),
					'late_sums', private.review_sums(v_number, private.day(v_late_at))))
					from public.cameras c, private.tally(v_number, private.day(v_at)) t where c.number = v_number);
			end loop;
			return jsonb_build_object('steps', v_steps, 'turning', (
				select case when c.state <> 'hidden' then private.turning(v_number, p_voters ->> 'verdict',
					(p_voters ->> 'isTrusted')::bool, case p_voters ->> 'verdict' when 'absent' then v_late_at else v_at end) end
				from public.cameras c where c.number = v_number));
		end $$`);
}

/** Plays a history on a new camera, in one request: what came of each act, and of those who came after the last. */
export async function playHistory(
	{ sql }: TestDatabase,
	cast: Somebody[],
	acts: Act[],
	voters: Voters
): Promise<{ steps: Step[]; turning: Turning | null }> {
	const [row] = await sql<{ played: { steps: Step[]; turning: Turning | null } }>(
		'select private.play($1::text::jsonb, $2::text::jsonb, $3::text::jsonb) as played',
		[cast, acts, voters].map((part) => JSON.stringify(part))
	);
	return row!.played;
}
