import { expect } from 'vitest';
import type { RunningServer } from './server.ts';

let place = 0;
/** A position at least 700 m from every other of this file. */
export const somewhere = (): [number, number] => [
	20.3 + (place % 50) * 0.01,
	44.5 + Math.floor(place++ / 50) * 0.01
];

/** What the server answers to an accepted report. */
export interface Accepted {
	camera: { id: string; geometry: { coordinates: number[] }; properties: Record<string, unknown> };
	report_id: string;
	withdraw_token: string;
	published: boolean;
}

/** Verbs for tests of the addresses, as a program sends them. */
export function requests(server: () => RunningServer) {
	const at = (path: string, init?: RequestInit) => fetch(server().origin + path, init);
	const post = (body: unknown, headers: Record<string, string> = {}, path = '/api/reports') =>
		at(path, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...headers },
			body: typeof body === 'string' ? body : JSON.stringify(body)
		});
	return {
		at,
		post,
		async reported(body: Record<string, unknown> = {}): Promise<Accepted> {
			const response = await post({ position: somewhere(), ...body });
			expect(response.status).toBe(201);
			return (await response.json()) as Accepted;
		}
	};
}
