/*
 * What Node itself can do: answers bytes, as many for each address as the file named by SIZES says.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const sizes = JSON.parse(readFileSync(process.env.SIZES ?? '', 'utf8')) as Record<string, number>;
const bodies = new Map(Object.entries(sizes).map(([path, size]) => [path, Buffer.alloc(size, 1)]));

createServer((request, response) => {
	const body = bodies.get(request.url ?? '');
	if (!body) return void response.writeHead(404).end();
	response
		.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': body.length })
		.end(body);
}).listen(Number(process.env.PORT), process.env.HOST);
