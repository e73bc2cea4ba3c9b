import { engine, StartError, unwrap } from '../engine/index.ts';

/** No server works on half a record. @throws StartError while a restore is under way, or after one was broken off */
export async function refuseHalfRestored(): Promise<void> {
	const { service } = await engine();
	if ((await unwrap(service.rpc('restoring'))) !== true) return;
	throw new StartError(
		'A restore into this database is under way or was broken off: wait for it, or run npm run restore -- FILE again.'
	);
}
