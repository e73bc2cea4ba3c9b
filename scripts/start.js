/*
 * npm start: builds when the sources are newer than the build, then serves. Plain JavaScript, so that an old Node
 * can read as far as the sentence that says it is too old.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import compression from 'compression';
import send from 'send';
import { admitted } from './crowd.js';
import './environment.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
	console.error(`Oko cannot start. ${sentence}`);
	process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < 22) {
	stop(
		existsSync('node_modules/.bin/node')
			? `Node ${process.versions.node} is too old: use npm start, which brings its own, or Node 22 or newer.`
			: `Node ${process.versions.node} is too old, and the one that Oko brings is not installed: run npm ci without --omit=optional, or install Node 22 or newer.`
	);
}

build();
process.env.HOST ||= '127.0.0.1';
process.env.PORT ||= '3000';
process.env.ORIGIN ||= `http://localhost:${process.env.PORT}`;
process.env.NODE_ENV ||= 'production';
// Of a pasted walk, which is the longest form, twice: over its own limit a form is read on, and told so in a page.
process.env.BODY_SIZE_LIMIT ||= '2M';
const began = Date.now();
/** after the signal to end, requests in flight have so long */
const answerMs = 20_000;

/**
 * What the built application leaves for this file.
 * @type {{
 *   okoEngine?: Promise<{ close(): Promise<void> }>;
 *   okoTiles?: (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean;
 *   okoBasemap?: (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean;
 * }}
 */
const oko = globalThis;

// The port first: a second start must not get as far as the database.
/** @type {import('node:http').RequestListener} */
let handler = (_request, response) => {
	response.writeHead(503, { 'Retry-After': '10', 'Content-Type': 'text/plain' }).end('Oko is starting.\n');
};
/**
 * Pages and what they load as data; downloads and tiles compress themselves. Answers to forms can hold a token beside
 * what was typed, and stay as they are (BREACH).
 */
const compress = compression({
	filter: ({ method }, response) =>
		method === 'GET' && /^(text\/html|application\/json)/.test(String(response.getHeader('Content-Type')))
});
const { guarded } = await import('../src/lib/server/front.ts');
const { routeKind } = await import('../src/lib/server/route-kind.ts');
const server = createServer(guarded((request, response) => handler(request, response)));
await listen();

try {
	const built = await import(pathToFileURL(join(root, 'build/handler.js')).href);
	// Tiles come from memory, past the framework: it costs more than they do (docs/architecture.md).
	handler = async (request, response) => {
		if (oko.okoTiles?.(request, response) || oko.okoBasemap?.(request, response)) return;
		if (!(await admitted(request, response))) return;
		// Icons and the like; files with a hash in their name say for themselves that they never change.
		if (/^\/[\w-]+\.(svg|png|ico|webmanifest|txt)$/.test(request.url ?? '')) {
			response.setHeader('Cache-Control', 'public, max-age=86400');
		}
		// Whoever hands out static files knows no type for it.
		if (request.url === '/favicon.ico' && (request.method === 'GET' || request.method === 'HEAD')) {
			send(request, request.url, { root: 'build/client' }).pipe(response);
			return;
		}
		// What hands out static files throws on ranges such as 5-2. Only the streets and data are read in parts.
		if (routeKind(request.url ?? '') !== 'data') delete request.headers.range;
		return new Promise((done, fail) =>
			compress(/** @type {any} */ (request), /** @type {any} */ (response), () =>
				Promise.resolve(built.handler(request, response)).then(done, fail)
			)
		);
	};
} catch (error) {
	await closeEngine().catch(() => {});
	if (error instanceof Error && error.name === 'StartError') stop(error.message);
	if (error instanceof Error && error.name === 'Unavailable')
		stop('The database went away meanwhile: start again.');
	throw error;
}
if (process.env.ORIGIN.startsWith('https:') && !process.env.ADDRESS_HEADER) {
	console.warn(
		'  Every visitor counts as one, because ADDRESS_HEADER is not set: behind a proxy set it to X-Forwarded-For (docs/deploy.md).'
	);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, shutDown);
const { logFault } = await import('../src/lib/server/log.ts');
// A fault outside every request leaves who knows what behind: the process ends, in order, and whoever started it starts
// it again. Node itself would print the error's message, which can hold what a visitor sent.
process.on('uncaughtException', (error) => {
	logFault(500, error, null);
	void closeEngine().finally(() => process.exit(1));
});
console.log(`  ready in ${((Date.now() - began) / 1000).toFixed(1)} s: ${process.env.ORIGIN}`);
(await import('./offer-streets.ts')).offerStreets();

function build() {
	const sources = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'];
	const output = 'build/handler.js';
	if (existsSync(output) && newest(sources) <= statSync(output).mtimeMs) return;
	console.log('  building (about 20 s, when sources have changed)');
	const vite = spawnSync(
		process.execPath,
		['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'],
		{
			stdio: 'inherit'
		}
	);
	if (vite.status !== 0) stop('The build failed; its message stands above.');
}

/** @param {string[]} paths */
function newest(paths) {
	let latest = 0;
	for (const path of paths) {
		const files = statSync(path).isDirectory()
			? readdirSync(path, { recursive: true }).map((name) => join(path, String(name)))
			: [path];
		for (const file of files) latest = Math.max(latest, statSync(file).mtimeMs);
	}
	return latest;
}

/** @returns {Promise<void>} */
function listen() {
	const { HOST, PORT } = process.env;
	return new Promise((done) => {
		server.once('error', (error) => {
			if ('code' in error && error.code === 'EADDRINUSE') {
				stop(`Port ${PORT} is taken: stop what uses it, or choose another, for example PORT=3001 npm start`);
			}
			stop(`It cannot listen on ${HOST}:${PORT} (${error.message}): change HOST or PORT.`);
		});
		server.listen(Number(PORT), HOST, () => done());
	});
}

/** Requests in flight are answered first, for as long as one may take; whoever keeps a connection open is told to go. */
async function shutDown() {
	console.log('  closing the database');
	process.once('SIGINT', () => process.exit(1));
	const answered = new Promise((done) => server.close(done));
	server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
	server.closeIdleConnections();
	const idle = setInterval(() => server.closeIdleConnections(), 100);
	await Promise.race([answered, new Promise((done) => setTimeout(done, answerMs))]);
	clearInterval(idle);
	await closeEngine();
	process.exit(0);
}

async function closeEngine() {
	await (await oko.okoEngine)?.close();
}
