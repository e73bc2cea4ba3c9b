import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { PGlite } from '@electric-sql/pglite';
import { expect, test } from 'vitest';
import { openPglite } from '../../src/lib/server/engine/connections.ts';
import { copyOfEmptyData } from '../support/engines.ts';

test('a power cut loses no report that was answered, whatever else it leaves half written', async () => {
	const folder = copyOfEmptyData();
	const kept = join(folder, 'kept');
	try {
		const child = spawn(
			process.execPath,
			['--import', './tests/support/unsynced.ts', 'tests/support/power-cut.ts'],
			{
				env: { ...process.env, OKO_CUT_FOLDER: join(folder, 'db'), OKO_CUT_KEPT: kept, OKO_CUT_EVERY: '2' }
			}
		);
		const [printed, said] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
		const answered = printed.trim().split('\n');
		expect(answered, said).toHaveLength(30);
		const database = await openPglite(kept);
		const { rows } = await (database.connection as unknown as { driver: PGlite }).driver.query<{
			id: string;
		}>('select id from public.reports');
		await database.close();
		const found = new Set(rows.map(({ id }) => id));
		expect(answered.filter((id) => !found.has(id))).toEqual([]);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}, 480_000);
