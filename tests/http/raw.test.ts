import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineEnv, guardOff } from '../support/on-engines.ts';
import { rawRequests, sendRaw } from '../support/raw-requests.ts';
import { startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let remove = () => {};
beforeAll(async () => {
	const engine = await engineEnv('postgres');
	remove = engine.remove;
	server = await startServer({ ...engine.env, ...guardOff, CI: '1' });
});
afterAll(async () => {
	await server?.end();
	remove();
});

test('no request ends the server, is a fault, or leaves a line in the log', async () => {
	const port = Number(new URL(server.origin).port);
	const printed = server.printed();
	for (const bytes of rawRequests) {
		const status = await sendRaw(port, bytes);
		const what = JSON.stringify(bytes.slice(0, 200));
		const healthy = await fetch(`${server.origin}/healthz`).catch(() => null);
		expect(healthy?.status, `/healthz after ${what}`).toBe(200);
		expect(status, what).toBeLessThan(500);
	}
	expect(rawRequests.length).toBeGreaterThan(200);
	expect(server.printed()).toBe(printed);
});
