import { setTimeout as pause } from 'node:timers/promises';
import { Unavailable } from './engine/errors.ts';

/**
 * What a process has one of: begun when first asked for, and kept through a hot reload under its name. A beginning that
 * failed is forgotten, so that the next one who asks begins anew.
 */
export function processWide<T>(name: string, begin: () => Promise<T>): () => Promise<T> {
	const kept = globalThis as unknown as Record<string, Promise<T> | undefined>;
	return () =>
		(kept[name] ??= begin().catch((error: unknown) => {
			kept[name] = undefined;
			throw error;
		}));
}

/**
 * Tries again while the database cannot be asked: at a start on a busy machine its first answers take longest.
 * @throws what the last try threw, `forMs` after the first
 */
export async function patiently<T>(
	attempt: () => Promise<T>,
	{ forMs = 60_000, pauseMs = 1000 } = {}
): Promise<T> {
	const end = performance.now() + forMs;
	for (;;) {
		try {
			return await attempt();
		} catch (error) {
			if (!(error instanceof Unavailable) || performance.now() >= end) throw error;
			await pause(pauseMs);
		}
	}
}
