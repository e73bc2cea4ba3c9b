import { dropEdition, snapshots } from './store.ts';

/** Deletes all but the newest so many editions; answers how many it deleted. */
export async function prune(keep: number): Promise<number> {
	const { editions } = await snapshots();
	const old = editions.slice(0, Math.max(0, editions.length - keep));
	for (const { edition } of old) await dropEdition(edition);
	return old.length;
}
