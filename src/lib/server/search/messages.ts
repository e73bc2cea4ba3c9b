import type { FoundPlace } from './place.ts';
import type { NamedGround } from './place-names.ts';

/** What the application asks of the search thread. */
export type ToSearch =
	| { type: 'find'; id: number; text: string; limit: number }
	/** an archive to take in instead of the one before; null where there is none */
	| { type: 'read'; path: string | null; version: string };

/** What the search thread answers. */
export type FromSearch =
	/** `complete` is false while an archive is being read */
	| { type: 'found'; id: number; places: FoundPlace[]; complete: boolean }
	/** `digest` is the same for the same ground, on every machine */
	| { type: 'read'; places: number; ground: NamedGround; digest: string; version: string }
	| { type: 'unfit'; why: string };
