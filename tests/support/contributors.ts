import { randomBytes, randomUUID } from 'node:crypto';
import type { TestDatabase } from './engines.ts';

export type Verdict = 'present' | 'absent';
/** A contributor as the functions of the database know one. */
export interface Contributor {
	id: string;
	salt: string;
}

/** Noon of a day counted from 2026-01-01. */
export const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString();

/** Verbs with simulated time, as the owner of the schema. Days are counted from 2026-01-01. */
export function reviewing(database: () => TestDatabase) {
	return {
		async contributor({ trusted = false, moderator = false } = {}): Promise<Contributor> {
			const id = randomUUID();
			await database().sql(
				`insert into private.contributors (id, joined_on) values ($1::uuid, '2026-01-01')`,
				[id]
			);
			if (moderator) {
				await database().sql(
					`insert into private.moderators (contributor_id, added_on) values ($1::uuid, '2026-01-01')`,
					[id]
				);
			}
			if (trusted) {
				await database().sql(
					`insert into private.act_days (contributor_id, day) select $1::uuid, '2025-01-01'::date + n from generate_series(1, 5) n`,
					[id]
				);
			}
			return { id, salt: randomBytes(32).toString('hex') };
		},
		async review(camera: number, { id, salt }: Contributor, verdict: Verdict | null, day = 0, more = '') {
			const [row] = await database().sql<{
				said: { outcome: string; state: string; own: Record<string, unknown> };
			}>(`select private.review_camera($1::timestamptz, $2::uuid, $3, $4::bigint, $5${more}) as said`, [
				at(day),
				id,
				salt,
				camera,
				verdict
			]);
			return row!.said;
		},
		async tend(day: number) {
			await database().sql('select private.tend_reviews($1::timestamptz)', [at(day)]);
		},
		async weight({ id }: Contributor) {
			const [row] = await database().sql<{ weight: number }>(
				'select private.weight($1::uuid)::float8 as weight',
				[id]
			);
			return row!.weight;
		}
	};
}

/** How the database refused: code and message; 'accepted' when it did not. */
export async function refusal(work: Promise<unknown>): Promise<string> {
	const error = (await work.then(
		(said) =>
			(said as { refused?: { code: string; message: string } } | null)?.refused ?? {
				code: 'accepted',
				message: ''
			},
		(fault: unknown) => fault
	)) as { code: string; message: string };
	return `${error.code} ${error.message}`.trim();
}
