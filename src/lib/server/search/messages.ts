import type { FoundPlace } from './place.ts';

/** What the application asks of the search thread. */
export type ToSearch =
	| { type: 'find'; id: number; text: string; limit: number }
	/** an archive to take in instead of the one before; null where there is none */
	| { type: 'read'; path: string | null };

/** What the search thread answers. */
export type FromSearch =
	/** `complete` is false while an archive is being read */
	| { type: 'found'; id: number; places: FoundPlace[]; complete: boolean }
	| { type: 'read'; places: number }
	| { type: 'unfit'; why: string };
