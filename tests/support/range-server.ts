import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import send from 'send';

/** Somebody else's server with one archive, as provisioning meets it. */
export interface RangeServer {
	address: string;
	/** what was asked for, in order */
	asked: { range: string; userAgent: string }[];
	bytesSent(): number;
	/** the most requests that were open at once */
	mostAtOnce(): number;
	/** answers a request itself and says true, or leaves it */
	intercept: (request: IncomingMessage, response: ServerResponse, count: number) => boolean;
	close(): Promise<void>;
}

export async function startRangeServer(file: string, name = 'planet.pmtiles'): Promise<RangeServer> {
	let open = 0;
	let most = 0;
	let sent = 0;
	const asked: RangeServer['asked'] = [];
	const server = createServer((request, response) => {
		asked.push({ range: request.headers.range ?? '', userAgent: request.headers['user-agent'] ?? '' });
		most = Math.max(most, ++open);
		response.on('close', () => {
			open--;
			sent += Number(response.getHeader('content-length') ?? 0);
		});
		if (own.intercept(request, response, asked.length)) return;
		if (request.url !== `/${name}`) return void response.writeHead(404).end();
		send(request, file.slice(dirname(file).length), { root: dirname(file), dotfiles: 'allow' }).pipe(
			response
		);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const own: RangeServer = {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`,
		asked,
		bytesSent: () => sent,
		mostAtOnce: () => most,
		intercept: () => false,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
	return own;
}
