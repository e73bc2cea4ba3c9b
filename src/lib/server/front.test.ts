import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, expect, test, vi } from 'vitest';
import { guarded } from './front.ts';

const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
	logged.mockClear();
	for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** What is answered by a server whose listener is this one, twice; null for a connection that was cut. */
async function answers(listener: (request: IncomingMessage, response: ServerResponse) => unknown) {
	const server = createServer(guarded(listener));
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const ask = () =>
		fetch(origin)
			.then(async (response) => ({ status: response.status, text: await response.text() }))
			.catch(() => null);
	return [await ask(), await ask()];
}

const broken = () =>
	new Readable({
		read() {
			this.destroy(new Error('44.8, 20.4'));
		}
	});
const fault = { status: 500, text: 'The fault is ours: try again.\n' };

test.each<[string, (request: IncomingMessage, response: ServerResponse) => unknown, unknown]>([
	[
		'what is thrown',
		() => {
			throw new Error('44.8, 20.4');
		},
		fault
	],
	['what is rejected', () => Promise.reject(new Error('44.8, 20.4')), fault],
	['a file that cannot be read', (_request, response) => broken().pipe(response), fault],
	[
		'a file that cannot be read further',
		(_request, response) => {
			const half = new PassThrough();
			half.pipe(response);
			half.write('half');
			setImmediate(() => half.destroy(new Error('44.8, 20.4')));
		},
		null
	]
])(
	'%s ends one request, and the log says nothing of it but its kind and place',
	async (_name, listener, expected) => {
		expect(await answers(listener)).toEqual([expected, expected]);
		expect(logged).toHaveBeenCalledTimes(2);
		expect(logged.mock.calls.join()).toMatch(/^500 Error in unknown address/);
		expect(logged.mock.calls.join()).not.toContain('44.8');
	}
);
