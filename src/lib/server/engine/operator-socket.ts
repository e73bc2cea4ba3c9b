import { chmodSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Client } from './index.ts';

/** What an operator may do; everything else in the database is not for this door. */
export const operatorVerbs = ['overview', 'set_camera_state', 'complaints_open'] as const;

/**
 * Lets `npm run operate` reach the database of a running embedded server: only one process may have it open.
 * Who may use the socket is decided by the folder (700) and the file (600).
 * @returns a function that closes it
 */
export async function openOperatorSocket(path: string, service: Client): Promise<() => Promise<void>> {
	const server = createServer(async (request, response) => {
		const answer = (status: number, body: unknown) => {
			response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
		};
		try {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			const verb = operatorVerbs.find((known) => request.url === `/${known}`);
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
	const mask = process.umask(0o177);
	await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve)).finally(
		() => process.umask(mask)
	);
	chmodSync(path, 0o600);
	server.unref();
	return () => new Promise((resolve) => server.close(() => resolve()));
}
