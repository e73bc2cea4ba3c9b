import { chmodSync, closeSync, openSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { basename, dirname } from 'node:path';
import type { Client } from './index.ts';
import { addressIn } from './socket-address.ts';

/** What an operator may do; everything else in the database is not for this door. */
export const operatorVerbs = [
	'overview',
	'set_camera_state',
	'erase_camera',
	'complaints_open',
	'flood',
	'take_back',
	'undo_take_back',
	'take_backs',
	'believe_clock',
	'replace_areas',
	'place_cameras',
	'rebuild_coverage',
	'refresh_coverage',
	'coverage_since',
	'buildings',
	'use_buildings',
	'sights_due',
	'store_sights',
	'set_moderator',
	'moderators',
	'backup_plan',
	'backup_page',
	'backup_changed'
] as const;

/** What the process does for an operator, beyond one function of the database. */
export const processVerbs = ['snapshot'] as const;
type ProcessVerb = (args: Record<string, unknown>) => Promise<unknown>;
const shared = globalThis as { okoVerbs?: Partial<Record<(typeof processVerbs)[number], ProcessVerb>> };

/** Says what the process does when an operator asks for it. */
export function onOperator(verb: (typeof processVerbs)[number], act: ProcessVerb): void {
	(shared.okoVerbs ??= {})[verb] = act;
}

/**
 * Lets `npm run operate` reach the database of a running embedded server: only one process may have it open.
 * Who may use the socket is decided by the folder (700) and the file (600).
 * @returns a function that closes it
 */
export async function openOperatorSocket(path: string, service: Client): Promise<() => Promise<void>> {
	const server = createServer(async (asked, response) => {
		const answer = (status: number, body: unknown) => {
			response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
		};
		try {
			const chunks: Buffer[] = [];
			for await (const chunk of asked) chunks.push(chunk as Buffer);
			const own = processVerbs.find((known) => asked.url === `/${known}`);
			const act = own && shared.okoVerbs?.[own];
			if (act) return answer(200, await act(JSON.parse(Buffer.concat(chunks).toString() || '{}')));
			const verb = operatorVerbs.find((known) => asked.url === `/${known}`);
			if (!verb) return answer(404, { message: 'no such verb' });
			const { data, error, status } = await service.rpc(
				verb as never,
				JSON.parse(Buffer.concat(chunks).toString() || '{}')
			);
			answer(error ? Math.max(status, 400) : 200, error ?? data);
		} catch {
			answer(400, { message: 'not understood' });
		}
	});
	rmSync(path, { force: true }); // the lock is ours: whoever listened here is gone
	const folder = openSync(dirname(path), 'r');
	const address = addressIn(dirname(path), folder, basename(path));
	const mask = process.umask(0o177);
	await new Promise<void>((resolve, reject) => server.once('error', reject).listen(address, resolve)).finally(
		() => process.umask(mask)
	);
	chmodSync(path, 0o600);
	server.unref();
	return async () => {
		await new Promise((resolve) => server.close(resolve));
		closeSync(folder);
	};
}

/** Asks a running server; rejects when nobody listens. */
export function askOperatorSocket(
	path: string,
	verb: string,
	args: unknown
): Promise<{ status: number; body: unknown }> {
	return new Promise((resolve, reject) => {
		const folder = openSync(dirname(path), 'r');
		const socketPath = addressIn(dirname(path), folder, basename(path));
		const asked = request({ socketPath, path: `/${verb}`, method: 'POST' }, async (response) => {
			let text = '';
			for await (const chunk of response) text += chunk;
			resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
		});
		asked.on('error', reject).on('close', () => closeSync(folder));
		asked.end(JSON.stringify(args));
	});
}
