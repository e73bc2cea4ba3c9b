import { overview } from './cameras.ts';
import { engine, Unavailable, unwrap } from './engine/index.ts';

/** So long a database that could be written to is believed to be so still. */
const believed_ms = 10_000;

let believedUntil_ms = 0;
let asking: Promise<void> | null = null;

/**
 * Whether visitors can be served whole: the database answers each time this is asked, and could be written to a moment
 * ago. That it cannot is believed for no time at all.
 * @throws Unavailable
 */
export async function ready(): Promise<void> {
	await overview();
	if (Date.now() < believedUntil_ms) return;
	asking ??= askToWrite().finally(() => (asking = null));
	await asking;
}

async function askToWrite(): Promise<void> {
	const { service } = await engine();
	if ((await unwrap(service.rpc('can_write'))) !== true) throw new Unavailable();
	believedUntil_ms = Date.now() + believed_ms;
}
