import { get, type IncomingMessage } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageRoutes } from '../support/routes.ts';
import { startServer, type RunningServer } from '../support/server.ts';

/** An answer as it comes over the wire. */
async function wire(address: string, encoding = 'br'): Promise<{ answer: IncomingMessage; body: Buffer }> {
	const answer = await new Promise<IncomingMessage>((resolve, reject) =>
		get(address, { headers: { 'Accept-Encoding': encoding } }, resolve).on('error', reject)
	);
	const pieces: Buffer[] = [];
	for await (const piece of answer) pieces.push(piece as Buffer);
	return { answer, body: Buffer.concat(pieces) };
}

describe('what a first visit costs', () => {
	const folder = mkdtempSync(join(tmpdir(), 'oko-budget-'));
	let server: RunningServer;
	beforeAll(async () => (server = await startServer({ OKO_DATA_DIR: folder, OKO_SEED: 'demonstration' })));
	afterAll(async () => {
		await server.end();
		rmSync(folder, { recursive: true, force: true });
	});

	test.each(['/', '/sr-Cyrl', '/en'])('at most 90 kB until the first camera (%s)', async (path) => {
		const { answer, body } = await wire(server.origin + path);
		expect(answer.headers['content-encoding']).toBe('br');
		const html = brotliDecompressSync(body).toString();
		// A camera, or several of one place.
		expect(/<use href="#[dn]\d/.test(html)).toBe(true);
		// Nothing stands between the page and its first paint: styles are in it, scripts wait.
		const links = html.match(/<link[^>]+rel="stylesheet"[^>]*>/g) ?? [];
		expect(links.filter((link) => !link.includes('disabled'))).toEqual([]);
		expect(html).not.toMatch(/<script[^>]+src=/);
		expect(body.length).toBeLessThanOrEqual(90_000);
		// Far from it with a thousand cameras: a new page should notice when it has doubled.
		expect(body.length).toBeLessThanOrEqual(24_000);
	});

	test('one font is asked for ahead, the text of the page in its script', async () => {
		for (const [path, font] of [
			['/', 'latin-400'],
			['/sr-Cyrl', 'cyrillic-400']
		] as const) {
			const { answer } = await wire(server.origin + path);
			const fonts = String(answer.headers.link)
				.split(',')
				.filter((link) => link.includes('as="font"'));
			expect(fonts).toHaveLength(1);
			expect(fonts[0]).toContain(font);
		}
	});

	test('no drawing is sent twice', async () => {
		const { body } = await wire(`${server.origin}/__data.json`);
		expect(brotliDecompressSync(body).toString()).not.toContain('<svg');
		const page = brotliDecompressSync((await wire(server.origin)).body).toString();
		expect(page.match(/viewBox="-2048/g)).toHaveLength(1);
	});

	test('files with a hash in their name are compressed and kept for good, the others for a day, pages not', async () => {
		const page = await wire(server.origin);
		expect(page.answer.headers['cache-control']).toBe('no-cache');
		expect(page.answer.headers.vary).toContain('Accept-Encoding');
		const [script] =
			/_app\/immutable\/entry\/start[^"]+\.js/.exec(String(brotliDecompressSync(page.body))) ?? [];
		const { answer } = await wire(`${server.origin}/${script}`);
		expect(answer.headers['content-encoding']).toBe('br');
		expect(answer.headers['cache-control']).toBe('public,max-age=31536000,immutable');
		const icon = await wire(`${server.origin}/icon.svg`);
		expect(icon.answer.headers['cache-control']).toBe('public, max-age=86400');
	});

	test('every page says what it is about; an address without one stands for no page', async () => {
		const { features } = (await (await fetch(`${server.origin}/data/cameras.geojson`)).json()) as {
			features: { id: string }[];
		};
		for (const route of pageRoutes().filter((route) => !/^\/desk\/|\[edition\]/.test(route))) {
			const path = route.replace('[id]', features[0]?.id ?? '').replace('[list]', 'hidden');
			const html = await (await fetch(server.origin + path, { headers: { Accept: 'text/html' } })).text();
			expect(html.match(/<meta name="description" content="[^"]{20,}"/g), path).toHaveLength(1);
			expect(html.match(/<link rel="canonical"/g), path).toHaveLength(1);
		}
		const none = await fetch(`${server.origin}/nothing-here`, { headers: { Accept: 'text/html' } });
		expect(none.status).toBe(404);
		expect(await none.text()).not.toMatch(/rel="canonical"|hreflang="x-default"/);
	});

	test('icons are there, each with its type', async () => {
		for (const [path, type] of [
			['/favicon.ico', /^image\/(x-icon|vnd\.microsoft\.icon)$/],
			['/apple-touch-icon.png', /^image\/png$/],
			['/icon.svg', /^image\/svg\+xml$/]
		] as const) {
			const { answer, body } = await wire(server.origin + path);
			expect(answer.statusCode, path).toBe(200);
			expect(answer.headers['content-type'], path).toMatch(type);
			expect(body.length, path).toBeGreaterThan(100);
		}
	});

	test('who wants no compression gets none, and a download compresses itself', async () => {
		expect((await wire(server.origin, 'identity')).answer.headers['content-encoding']).toBeUndefined();
		const { answer } = await wire(`${server.origin}/data/cameras.geojson`);
		expect(answer.headers['content-encoding']).toBe('br');
	});
});
