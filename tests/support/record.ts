import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { TestDatabase } from './engines.ts';

/** What the record answers to an accepted report. */
export interface Outcome {
	outcome: 'created' | 'replayed';
	report_id: string;
	published: boolean;
	camera: { number: number; lng: number; lat: number; state: string; observed_on: string | null };
	withdraw_seconds: number;
}

let row = 0;
/** A position that no other test of this file uses: at least 700 m from every other. */
export const somewhere = () => ({
	p_lng: 20.3 + (row % 50) * 0.01,
	p_lat: 44.5 + Math.floor(row++ / 50) * 0.01 + 0.002
});

/** Verbs for tests of the record: as the application sends, as anybody reads. */
export function verbs(database: () => TestDatabase) {
	const send = (args: Record<string, unknown>) =>
		database().service.rpc('report_camera', { p_report_id: randomUUID(), ...args } as never);
	return {
		send,
		async report(args: Record<string, unknown>): Promise<Outcome> {
			const { data, error } = await send(args);
			expect(error).toBeNull();
			return data as unknown as Outcome;
		},
		/** A report that is public at once, also where something was hidden and a moderator would have to look first. */
		async reportUnseen(args: Record<string, unknown>): Promise<Outcome> {
			const { data, error } = await send(args);
			expect(error).toBeNull();
			const outcome = data as unknown as Outcome;
			await database().sql(
				`with held as (delete from private.held_reports where report_id = $1 returning report_id)
				select private.publish_report(now(), held.report_id) from held`,
				[outcome.report_id]
			);
			return outcome;
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
