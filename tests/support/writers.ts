import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { belgradeDay } from '../../src/lib/camera/day.ts';
import { toUtm34 } from '../../src/lib/camera/utm34.ts';
import { makeSights } from '../../src/lib/server/coverage/sights.ts';
import { fineAreas } from './areas.ts';
import type { Contributor } from './contributors.ts';
import { house, origin, town } from './sights.ts';

type Position = [lng: number, lat: number];

/** What the database answers; a refusal is an answer too. */
export type Answer = { refused?: { code: string; message: string } } & Record<string, unknown>;

/** Writers of one PostgreSQL database, each act as the application asks for it, on connections of their own. */
export class Writers {
	/** as the superuser; of two acts that wait for each other for good, one is given up after 100 ms */
	readonly sql: postgres.Sql;

	constructor(url: string) {
		this.sql = postgres(url, {
			max: 16,
			onnotice: () => {},
			connection: { jit: 'off', deadlock_timeout: '100ms', statement_timeout: 20_000 }
		});
	}

	async contributor({ trusted = false, moderator = false } = {}): Promise<Contributor> {
		const made = { id: randomUUID(), salt: randomBytes(32).toString('hex') };
		await this.sql`insert into private.contributors (id, joined_on) values (${made.id}, '2026-01-01')`;
		if (moderator) await this.sql`insert into private.moderators values (${made.id}, '2026-01-01')`;
		if (trusted)
			await this.sql`insert into private.act_days (contributor_id, day)
				select ${made.id}, date '2025-01-01' + n from generate_series(1, 5) n`;
		return made;
	}

	/** a report; `number` is its camera's, NaN when it is refused */
	async report([lng, lat]: Position, more: object = {}, network = 'a') {
		const report = { report_id: randomUUID(), lng, lat, another_camera: true, ...more };
		const guard = { challenge_hash: randomBytes(16).toString('hex'), network_keys: networkKeys(network) };
		const said = await this.#ask('report_camera', this.sql.json(report), this.sql.json(guard));
		const { number } = (said?.camera ?? {}) as { number?: number };
		return { ...said, id: report.report_id, number: Number(number) };
	}

	withdraw(report: string) {
		return this.#ask('withdraw_report', report);
	}

	review({ id, salt }: Contributor, number: number, verdict: string | null, publish = 'now', network = 'a') {
		return this.#ask('review_camera', id, salt, number, verdict, false, publish, networkKeys(network));
	}

	correct({ id, salt }: Contributor, number: number, field: string, value: unknown, network = 'a') {
		const keys = networkKeys(network);
		return this.#ask('correct_camera', id, salt, number, field, JSON.stringify(value), true, keys);
	}

	moderate({ id, salt }: Contributor, number: number, act: 'hide' | 'restore') {
		return this.#ask('moderate', id, salt, number, act, 'a test');
	}

	decide({ id, salt }: Contributor, report: string, act: string) {
		return this.#ask('decide_report', id, salt, report, act);
	}

	/** a survey of the line between two positions */
	async survey(from: Position, to: Position, publish = 'now', network = 'a') {
		const id = randomUUID();
		const drawn = JSON.stringify({ type: 'LineString', coordinates: [from, to] });
		const guard = [randomUUID(), 'a body', randomUUID(), null, networkKeys(network)] as const;
		const said = await this.#ask('record_survey', id, drawn, belgradeDay(), 'on_foot', publish, ...guard);
		return { ...said, id };
	}

	withdrawSurvey(id: string) {
		return this.#ask('withdraw_survey', id);
	}

	removeSurvey(by: Contributor, id: string, isRemoved: boolean) {
		return this.#ask('remove_survey', by.id, id, isRemoved);
	}

	/** takes back everything of a kind; `id` is the act's, undefined when there was nothing */
	async takeBack(kind: 'reports' | 'surveys') {
		const box = JSON.stringify({ box: [19.9, 44, 21, 45.2] });
		const flood = [kind, '2020-01-01', '2099-12-31', box] as const;
		const shown = await this.#ask('flood', ...flood);
		const said = await this.#ask('take_back', ...flood, shown?.shown as string, 'a test');
		return said as Answer & { id?: string };
	}

	undo(takeBack: string) {
		return this.#ask('undo_take_back', takeBack);
	}

	signIn({ id }: Contributor) {
		return this.#ask('start_session', id, randomBytes(32).toString('base64url'));
	}

	forget({ id }: Contributor) {
		return this.#ask('forget_contributor', id);
	}

	refresh() {
		return this.#ask('refresh_coverage');
	}

	rebuild() {
		return this.#ask('rebuild_coverage');
	}

	/** @param version of buildings; null for none */
	useBuildings(version: string | null) {
		return this.#ask('use_buildings', version, version && JSON.stringify(origin));
	}

	/** Makes sights, as a process does that has these buildings. */
	makeSights(version: string) {
		const buildings = town(version, [house(toUtm34([20.445, 44.805]), 0, 0, 20, 20)]);
		return makeSights(async (verb, args) => {
			const said = await this.#ask(verb, ...(Object.values(args) as never[]));
			if (said?.refused) throw Object.assign(new Error(said.refused.message), said.refused);
			return said;
		}, buildings);
	}

	async replaceAreas() {
		await this.#ask('replace_areas', JSON.stringify(fineAreas()));
		await this.#ask('place_cameras', -1, 100_000);
	}

	/** the clock's duties, which give way to a lock that is held for long: the next tick does them */
	tick() {
		return this.#ask('tick').catch((error: { code?: string }) => {
			if (error.code !== '55P03') throw error;
		});
	}

	async #ask(name: string, ...given: postgres.ParameterOrJSON<never>[]): Promise<Answer | null> {
		const places = given.map((_, index) => `$${index + 1}`).join(', ');
		const rows = await this.sql.unsafe(`select public.${name}(${places}) as said`, given);
		return rows[0]?.said ?? null;
	}
}

const networkKeys = (network: string) => [
	`today ${network}`.padEnd(24, '.'),
	`before ${network}`.padEnd(24, '.')
];
