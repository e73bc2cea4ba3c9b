import type { LocalKeys } from './local-database.ts';

/** What the application's thread and the database's say to each other. */
export interface WorkerSettings {
	database: { kind: 'embedded'; dir: string } | { kind: 'postgres'; url: string };
	keys: LocalKeys;
	seed: boolean;
}
export type ToWorker =
	| {
			type: 'request';
			id: number;
			url: string;
			method: string;
			headers: [string, string][];
			body: ArrayBuffer | null;
	  }
	| { type: 'close' };
export type FromWorker =
	| { type: 'step'; text: string }
	/** `readers`: the functions that only read */
	| { type: 'ready'; demonstration: boolean; readers: string[] }
	| { type: 'failed'; code: string; message: string }
	/** it is that request's turn */
	| { type: 'begun'; id: number }
	| { type: 'answer'; id: number; status: number; headers: [string, string][]; body: ArrayBuffer }
	| { type: 'closed' };
