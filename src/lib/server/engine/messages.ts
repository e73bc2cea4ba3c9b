import type { LiteKeys } from './lite.ts';

/** What the application's thread and the database's say to each other. */
export interface WorkerSettings {
	database: { kind: 'embedded'; dir: string } | { kind: 'postgres'; url: string };
	keys: LiteKeys;
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
	| { type: 'ready'; demonstration: boolean }
	| { type: 'failed'; code: string; message: string }
	| { type: 'answer'; id: number; status: number; headers: [string, string][]; body: ArrayBuffer }
	| { type: 'closed' };
