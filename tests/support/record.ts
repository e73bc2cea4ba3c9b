import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { fields, namesWith } from '../../src/lib/camera/record.ts';
import type { Json } from '../../src/lib/server/engine/database-types.ts';
import type { TestDatabase } from './engines.ts';

/** The names in private.sent_report. */
export const reportNames = [
	...namesWith(fields, 'inReport'),
	'report_id',
	'lng',
	'lat',
	'note',
	'publish',
	'same_as',
	'another_camera',
	'key_hash',
	'body_hash',
	'salt'
] as const;
/** A report as it is sent; its values may be wrong ones. */
export type SentReport = Partial<Record<(typeof reportNames)[number], Json>>;

/** The names in private.shown_guard. */
export const guardNames = ['challenge_hash', 'challenge_expires_at', 'network_keys', 'plain_key'] as const;
/** What a report shows to be let through. */
export type ShownGuard = Partial<Record<(typeof guardNames)[number], Json>>;

/** The arguments of `report_camera`; a report without an id is given one. The database passes over an unknown name. */
export function reportArguments(report: SentReport, guard?: ShownGuard) {
	expect(reportNames).toEqual(expect.arrayContaining(Object.keys(report)));
	expect(guardNames).toEqual(expect.arrayContaining(Object.keys(guard ?? {})));
	return { p_report: { report_id: randomUUID(), ...report }, p_guard: guard };
}

/** What the record answers to an accepted report. */
export interface Outcome {
	outcome: 'created' | 'replayed';
	report_id: string;
	published: boolean;
	waits_for_moderator: boolean;
	camera: { number: number; lng: number; lat: number; state: string; observed_on: string | null };
	withdraw_seconds: number;
}

let row = 0;
/** A position that no other test of this file uses: at least 700 m from every other. */
export const somewhere = () => ({
	lng: 20.3 + (row % 50) * 0.01,
	lat: 44.5 + Math.floor(row++ / 50) * 0.01 + 0.002
});

/** Verbs for tests of the record: as the application sends, as anybody reads. */
export function verbs(database: () => TestDatabase) {
	const send = (report: SentReport, guard?: ShownGuard) =>
		database().service.rpc('report_camera', reportArguments(report, guard));
	return {
		send,
		async report(sent: SentReport, guard?: ShownGuard): Promise<Outcome> {
			const { data, error } = await send(sent, guard);
			expect(error).toBeNull();
			return data as unknown as Outcome;
		},
		/** A report that is public at once, also where something was hidden and a moderator would have to look first. */
		async reportUnseen(sent: SentReport, guard?: ShownGuard): Promise<Outcome> {
			const { data, error } = await send(sent, guard);
			expect(error).toBeNull();
			const outcome = data as unknown as Outcome;
			await database().sql(
				`with held as (delete from private.held_reports where report_id = $1 returning report_id)
				select private.publish_report(now(), held.report_id) from held`,
				[outcome.report_id]
			);
			return outcome;
		},
		/** A report at a simulated time, as the owner of the schema. */
		async reportAt(at: string, sent: SentReport, guard?: ShownGuard): Promise<Outcome> {
			const { p_report, p_guard } = reportArguments(sent, guard);
			const [row] = await database().sql<{ said: Outcome }>(
				`select private.take_report($1::timestamptz, $2::text::jsonb, $3::text::jsonb) as said`,
				[at, JSON.stringify(p_report), p_guard ? JSON.stringify(p_guard) : null]
			);
			return row!.said;
		},
		async read(number: number) {
			const { data } = await database().anon.rpc('camera', { p_number: number });
			return data as never as {
				camera: Outcome['camera'];
				history: { kind: string; day: string }[];
				gone?: string;
				reason?: string;
			} | null;
		},
		async count(table: string) {
			const [row] = await database().sql<{ n: number }>(`select count(*)::int as n from ${table}`);
			return row?.n ?? 0;
		}
	};
}
