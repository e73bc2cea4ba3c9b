/* Sends reports to an embedded database, says which were answered, and cuts the power. Started with unsynced.ts before it. */
import { createClient } from '@supabase/supabase-js';
import { openPglite } from '../../src/lib/server/engine/connections.ts';
import { bootLite } from '../../src/lib/server/engine/lite.ts';
import { cutPower } from './unsynced.ts';

const keys = { publishable: 'sb_publishable_test', secret: 'sb_secret_test', jwt: 'x'.repeat(40) };
const database = await openPglite(process.env.OKO_CUT_FOLDER ?? '');
const lite = await bootLite(database, keys, false, () => {});
const service = createClient('http://database.invalid', keys.secret, {
	auth: { persistSession: false },
	global: { fetch: (input, init) => lite.fetch(new Request(input, init)) }
});

async function report(i: number): Promise<void> {
	const report_id = crypto.randomUUID();
	const { error } = await service.rpc('report_camera', {
		p_report: { report_id, lng: 20.3 + i * 0.002, lat: 44.6 }
	});
	if (error) throw new Error(error.message);
	process.stdout.write(`${report_id}\n`);
}

for (let i = 0; i < 20; i++) {
	await report(i);
	// Data files are written here, and the log that made them is used again.
	if (i % 10 === 9) await database.exec('checkpoint');
}
for (let i = 20; i < 30; i++) await report(i);
cutPower(Number(process.env.OKO_CUT_EVERY));
