import { belgradeDay, dayMs } from '../../camera/day.ts';
import { coverageFigures } from '../coverage/index.ts';
import { logFault } from '../log.ts';
import { takeDownErased } from './erase.ts';
import { makeSnapshot } from './make.ts';
import { snapshots } from './store.ts';

export { bibtex, cslJson, addressOf } from './cite.ts';
export { differences } from './differences.ts';
export { makeSnapshot, type Outcome } from './make.ts';
export type { Gone, Manifest, Refused } from './manifest.ts';
export { prune } from './prune.ts';
export { indexFile, snapshotFile } from './serve.ts';
export { keyFile } from './sign.ts';
export { snapshots, byEdition } from './store.ts';

/** after a snapshot was refused, or could not be written, it is tried again so much later */
const retryMs = 3_600_000;
let running = false;
let notBefore = 0;

/** Takes down what must not stand any more, and makes the snapshot of a day that was closed. Nobody waits for it. */
export async function keepSnapshots(): Promise<void> {
	if (running) return;
	running = true;
	try {
		await takeDownErased();
		if (process.env.OKO_SNAPSHOTS === 'off') return;
		if (performance.now() < notBefore || (await hasNewest())) return;
		// Coverage and areas would lack what is still to be measured.
		if ((await coverageFigures()).due > 0) return;
		const { outcome } = await makeSnapshot(null);
		if (outcome === 'refused') notBefore = performance.now() + retryMs;
	} catch (error) {
		notBefore = performance.now() + retryMs;
		logFault(500, error, 'snapshots');
	} finally {
		running = false;
	}
}

/** Whether yesterday has its snapshot: then the database needs not be asked which day is closed. */
async function hasNewest(): Promise<boolean> {
	const yesterday = belgradeDay(new Date(Date.now() - dayMs));
	return (await snapshots()).editions.some(({ day }) => day >= yesterday);
}

/** What the operator is told of a snapshot that was refused; empty while none is. Never fails. */
export async function snapshotSentence(): Promise<string> {
	const { refused } = await snapshots().catch(() => ({ refused: null }));
	if (!refused) return '';
	const { day, cameras, median } = refused;
	return `The snapshot of ${day} was refused: it has ${cameras} cameras, less than 95 % of ${median}. The last good one stays. If it is right, run \`npm run snapshot -- --accept "<public reason>"\`.\n`;
}
