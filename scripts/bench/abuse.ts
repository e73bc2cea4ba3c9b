/*
 * npm run bench:abuse: how many people it takes to turn a camera's state, by the database's own functions with simulated
 * time and the limits on. Colluders all declare to be on site, make their keys when the attack begins, and act as
 * early as the rule lets them. Then, on both local engines, a flood of bogus reports and what one act takes back of it, and
 * a crowd that asks for pages without a pause.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import { ensurePackages } from '../packages.ts';
import { measureCrowds } from './crowd.ts';
import { measureFloods } from './flood.ts';
import { startClusterOfBench } from './process.ts';
import { publish, type Aim } from './results.ts';

type Verdict = 'present' | 'absent';
interface Person {
	id: string;
	salt: string;
}
interface Attack {
	goal: string;
	/** what the camera is before it: verified by two trusted people, or only reported */
	isVerified: boolean;
	verdict: Verdict;
	until: (state: string) => boolean;
}
interface Outcome {
	people: number;
	days: number;
	/** on the desk's list of bursts before the review that decided */
	wasShown: boolean;
}

const most = 40;
const attacks: Attack[] = [
	{ goal: 'leave verified', isVerified: true, verdict: 'absent', until: (state) => state !== 'verified' },
	{ goal: 'be removed', isVerified: true, verdict: 'absent', until: (state) => state === 'removed' },
	{ goal: 'verify a fake', isVerified: false, verdict: 'present', until: (state) => state === 'verified' }
];
const aims: Record<string, [allNew: number, oneTrusted: number]> = {
	'leave verified': [6, 5],
	'be removed': [9, 8],
	'verify a fake': [4, 3]
};

ensurePackages('bench');
const cluster = await startClusterOfBench();
const url = await cluster.createDatabase();
await (await openEngine({ DATABASE_URL: url, OKO_SECRET: randomBytes(32).toString('hex') })).close();
const sql = postgres(url, { max: 1, onnotice: () => {} });

const at = (day: number) => new Date(Date.UTC(2027, 0, 1 + day, 12)).toISOString();

async function person(isTrusted: boolean, day: number): Promise<Person> {
	const id = randomUUID();
	await sql`insert into private.contributors (id, joined_on) values (${id}, private.day(${at(day)}))`;
	if (isTrusted) {
		await sql`insert into private.act_days (contributor_id, day)
			select ${id}::uuid, date '2026-01-01' + n from generate_series(1, private.setting('trust_acts')::int) n`;
	}
	return { id, salt: randomBytes(32).toString('hex') };
}

async function camera(isVerified: boolean): Promise<string> {
	const [row] =
		await sql`select private.take_report(${at(0)}, jsonb_build_object('report_id', gen_random_uuid(),
		'lng', ${20.3 + Math.random() * 0.3}::float8, 'lat', ${44.7 + Math.random() * 0.2}::float8,
		'another_camera', true)) -> 'camera' ->> 'number' as number`;
	const number = String(row?.number);
	for (let n = 0; isVerified && n < 2; n++)
		await review(number, await person(true, 0), 'present', 0, `honest ${n}`);
	return number;
}

/** Reviews on site from a network; answers the camera's state. */
async function review(number: string, who: Person, verdict: Verdict, day: number, network: string) {
	const [row] =
		await sql`select private.review_camera(${at(day)}, ${who.id}, ${who.salt}, ${number}, ${verdict}, true, 'now',
		${[`${network} ${day}`, `${network} ${day - 1}`]}) ->> 'state' as state`;
	return String(row?.state);
}

/** The first day, from one on, on which a network may make one more key. */
async function makeKey(day: number, network: string): Promise<number> {
	for (let on = day; ; on++) {
		try {
			await sql`select private.admit_key(${at(on)}, p_network_keys => ${[`${network} ${on}`, `${network} ${on - 1}`]})`;
			return on;
		} catch (error) {
			if ((error as { code?: string }).code !== 'PT429') throw error;
		}
	}
}

async function isShown(number: string, verdict: Verdict, day: number): Promise<boolean> {
	const [row] = await sql`select private.bursts(${at(day)}) as bursts`;
	const { people } = row?.bursts as { people: { number: number; verdict: Verdict }[] };
	return people.some((burst) => String(burst.number) === number && burst.verdict === verdict);
}

/** Colluders come one after another until the goal is reached. */
async function collude(
	{ isVerified, verdict, until }: Attack,
	trusted: number,
	isOneNetwork: boolean
): Promise<Outcome> {
	const number = await camera(isVerified);
	const name = randomUUID();
	const begin = 1;
	let day = begin;
	let disputedOn: number | null = null;
	for (let people = 1; people <= most; people++) {
		const isTrusted = people <= trusted;
		const network = isOneNetwork ? name : `${name} ${people}`;
		if (!isTrusted) day = await makeKey(day, network);
		const who = await person(isTrusted, day);
		// What comes after the dispute waits for the day on which it can decide.
		if (disputedOn !== null) day = Math.max(day, disputedOn + 7);
		const wasShown = await isShown(number, verdict, day);
		const state = await review(number, who, verdict, day, network);
		if (until(state)) return { people, days: day - begin, wasShown };
		if (state === 'disputed') disputedOn ??= day;
	}
	return { people: Infinity, days: Infinity, wasShown: false };
}

/** Honest people, each from a network of their own, say that a verified camera is gone. */
async function honest(isTrusted: boolean): Promise<{ dispute: number; remove: number; days: number }> {
	const number = await camera(true);
	let disputedOn: number | null = null;
	let dispute = Infinity;
	for (let people = 1; people <= most; people++) {
		const day: number = disputedOn === null ? 30 : disputedOn + 7;
		const state = await review(number, await person(isTrusted, 20), 'absent', day, `${randomUUID()}`);
		if (state === 'disputed' && disputedOn === null) [disputedOn, dispute] = [day, people];
		if (state === 'removed') return { dispute, remove: people, days: day - 30 };
	}
	return { dispute, remove: Infinity, days: Infinity };
}

try {
	const rows = [];
	const promises: Aim[] = [];
	for (const attack of attacks) {
		for (const trusted of [0, 1]) {
			const each = await collude(attack, trusted, false);
			const one = await collude(attack, trusted, true);
			const colluders = trusted === 0 ? 'all new' : 'one trusted among them';
			rows.push({
				'they want it to': attack.goal,
				colluders,
				'smallest k': each.people,
				'days, a network each': each.days,
				'days, one network': one.days,
				'on the desk before': each.wasShown && one.wasShown ? 'yes' : '**no**'
			});
			promises.push(
				{
					what: `colluders to ${attack.goal}, ${colluders}`,
					measured: Math.min(each.people, one.people),
					aim: aims[attack.goal]?.[trusted] ?? 0,
					unit: 'people'
				},
				{
					what: `${attack.goal}, ${colluders}: shown on the desk before`,
					measured: Number(each.wasShown && one.wasShown),
					aim: 1,
					unit: ''
				}
			);
		}
	}
	const people = [];
	for (const isTrusted of [true, false]) {
		const { dispute, remove, days } = await honest(isTrusted);
		people.push({
			'people who are honest': isTrusted ? 'all trusted' : 'all new',
			'dispute a camera that is gone': dispute,
			'remove it': remove,
			days
		});
		if (isTrusted) {
			promises.push(
				{ what: 'honest trusted people to dispute', measured: dispute, aim: 3, atMost: true, unit: 'people' },
				{ what: 'honest trusted people to remove', measured: remove, aim: 5, atMost: true, unit: 'people' }
			);
		}
	}
	const flooded = await measureFloods(cluster);
	const crowded = await measureCrowds(cluster);
	await publish(
		'abuse',
		'npm run bench:abuse',
		[
			{ title: 'Colluders against the rule', rows },
			{ title: 'Honest people', rows: people },
			flooded.table,
			crowded.table
		],
		[],
		[...promises, ...flooded.aims, ...crowded.aims],
		'docs/method.md'
	);
} finally {
	await sql.end();
	cluster.stop();
}
