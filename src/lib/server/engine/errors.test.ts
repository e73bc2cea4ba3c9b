import * as v from 'valibot';
import { expect, test } from 'vitest';
import { checked, DatabaseError, parsed } from './errors.ts';

const schema = v.object({ rows: v.array(v.object({ day: v.string() })) });

test('an answer that is not as its schema has it is a fault that says where, and never what it held', async () => {
	const note = 'a note of somebody';
	const answer = { rows: [{ day: '2026-11-29' }, { day: { note } }] };
	expect(() => checked(answer, schema)).toThrow(DatabaseError);
	const fault = await parsed(
		Promise.resolve({ data: answer, error: null, status: 200 }) as never,
		schema
	).catch((error: unknown) => error);
	expect(fault).toMatchObject({ status: 500, reason: 'unexpected_answer', detail: 'rows.1.day' });
	expect(JSON.stringify([fault, String((fault as Error).stack)])).not.toContain(note);
});

test('members that the schema does not name are left out', () => {
	expect(checked({ rows: [], more: 1 }, schema)).toEqual({ rows: [] });
});
