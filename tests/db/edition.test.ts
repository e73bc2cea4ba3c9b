import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { distanceAt, viewArea } from '../../src/lib/camera/optics.ts';
import { editions } from '../../src/lib/camera/levels.ts';
import { bare, secret } from '../support/server.ts';
import { migratedDatabase, onPostgres } from '../support/engines.ts';
import { reportArguments } from '../support/record.ts';

/* npm run coverage:rebuild -- --edition: the levels of the withdrawn edition on a copy, and back. */

test('an edition is measured and printed; another than ours is not served', async () => {
	const url = await migratedDatabase();
	const database = await onPostgres(url);
	const asked = await database.service.rpc(
		'report_camera',
		reportArguments({ lng: 20.4, lat: 44.7, type: 'fixed', heading_deg: 0 })
	);
	expect(asked.error).toBeNull();
	await database.close();
	const env = { ...bare, DATABASE_URL: url, OKO_SECRET: secret };
	for (const edition of [2014, 2025] as const) {
		const said = execFileSync(
			process.execPath,
			['scripts/coverage-rebuild.ts', '--copy', '--edition', String(edition)],
			{
				encoding: 'utf8',
				env
			}
		);
		const [head, ...rows] = said.trim().split('\n');
		expect(head).toBe('edition,municipality,states,level,reading,least_m2,most_m2');
		for (const [level, density] of Object.entries(editions[edition])) {
			const row = rows.find((line) => line.startsWith(`${edition},,all,${level},glance,`));
			const least = Number(row?.split(',')[5]);
			const exact = viewArea({ reach_m: distanceAt(density, 1920, 60), heading_deg: 0, angle_deg: 60 });
			expect(Math.abs(least - exact), level).toBeLessThan(0.001 * exact + 0.02);
		}
		expect(rows).toHaveLength(Object.keys(editions[edition]).length * 4);
		const check = `const { settings } = await import('./src/lib/server/settings.ts');
			const { engine } = await import('./src/lib/server/engine/index.ts');
			await settings().then(() => console.log('served'), (error) => console.log(error.message));
			await (await engine()).close();`;
		const started = spawnSync(process.execPath, ['--input-type=module', '-e', check], {
			encoding: 'utf8',
			env
		});
		expect(started.stdout).toContain(
			edition === 2025 ? 'served' : 'npm run coverage:rebuild -- --edition 2025'
		);
	}
	const live = spawnSync(process.execPath, ['scripts/coverage-rebuild.ts', '--edition', '2014'], {
		encoding: 'utf8',
		env
	});
	expect(live.status).toBe(1);
	expect(live.stderr).toContain('--copy');
	const unknown = spawnSync(process.execPath, ['scripts/coverage-rebuild.ts', '--edition', '1999'], {
		encoding: 'utf8',
		env
	});
	expect(unknown.status).toBe(1);
	expect(unknown.stderr).toContain('2014, 2025');
});
