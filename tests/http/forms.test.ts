import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formAddresses } from '../support/form-addresses.ts';
import { engineEnv, guardOff } from '../support/on-engines.ts';
import { requests } from '../support/requests.ts';
import { sendRaw } from '../support/raw-requests.ts';
import { startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let remove = () => {};
let id = '';
beforeAll(async () => {
	const engine = await engineEnv('postgres');
	remove = engine.remove;
	server = await startServer({ ...engine.env, ...guardOff, CI: '1' });
	id = (await requests(() => server).reported()).camera.id;
});
afterAll(async () => {
	await server?.end();
	remove();
});

const addresses = formAddresses();
const pairs = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data; boundary=b';
const field = (name: string, value: string) =>
	`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

async function send(address: string, type: string | null, body: string | Uint8Array, headers = {}) {
	const response = await fetch(server.origin + address.replace('[id]', id), {
		method: 'POST',
		redirect: 'manual',
		headers: {
			Accept: 'text/html',
			// A connection of its own: the server may just be closing one that was idle.
			Connection: 'close',
			Origin: server.origin,
			...(type !== null && { 'Content-Type': type }),
			...headers
		},
		// A string would bring a type of its own.
		body: typeof body === 'string' ? Buffer.from(body, 'latin1') : new Uint8Array(body)
	});
	return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

test('every form is listed', () => {
	expect(addresses).toEqual(
		expect.arrayContaining(['/report?/report', '/cameras/[id]?/review', '/desk?/camera', '/account?/leave'])
	);
	expect(addresses.length).toBeGreaterThanOrEqual(13);
});

test('a link to a camera is its place in the plain form; one to none is refused and given back', async () => {
	const sent = async (camera: string) => {
		const position = `https://oko.example/en/cameras/${camera}`;
		const body = new URLSearchParams({ position, height_m: 'high' });
		const { status, text } = await send('/report?/report', pairs, String(body));
		expect(status).toBe(422);
		expect(text).toContain(`value="${position}"`);
		return [...text.matchAll(/id="(\w+)-error"/g)].map(([, field]) => field);
	};
	expect(await sent(id)).toEqual(['height_m']);
	expect(await sent('0000000000')).toEqual(['position', 'height_m']);
});

describe.each(addresses)('%s', (address) => {
	const damaged: [what: string, status: number, type: string | null, body: string][] = [
		['no boundary', 400, 'multipart/form-data', field('note', 'x')],
		['an empty boundary', 400, 'multipart/form-data; boundary=', field('note', 'x')],
		['another boundary', 400, 'multipart/form-data; boundary=c', field('note', 'x')],
		['a body that ends in its headers', 400, multipart, '--b\r\nContent-Disposition: form-data; na'],
		['a part without a name', 400, multipart, '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--'],
		['a part without its end', 400, multipart, field('note', 'x')],
		['no parts', 400, multipart, 'x\0\xff'],
		['too many parts', 413, multipart, field('a', '').repeat(1000) + '--b--'],
		['too many fields', 413, pairs, 'a&'.repeat(30_000)],
		['a field that is too long', 413, pairs, `note=${'x'.repeat(1_100_000)}`],
		['a part that is too long', 413, multipart, `${field('note', 'x'.repeat(1_100_000))}--b--`],
		['text', 415, 'text/plain', 'note=x'],
		['no type', 415, null, 'note=x'],
		['a type of the framework', 415, 'application/x-sveltekit-formdata', '\0\xff\xff\xff\xff'],
		['JSON', 415, 'application/json', '{}'],
		['a type that is none', 415, ';;;', 'note=x']
	];

	test('refuses what is damaged, as a page', async () => {
		for (const [what, expected, type, body] of damaged) {
			const answer = await send(address, type, body);
			// Whoever is no moderator is shown the door of the desk.
			if (address.startsWith('/desk/')) {
				expect([303, expected], what).toContain(answer.status);
				continue;
			}
			expect(answer.status, what).toBe(expected);
			expect(answer.type, what).toContain('text/html');
		}
	});

	test('takes nothing from another site, whatever it is called', async () => {
		const [pathname = '', search] = address.split('?');
		const paths = [pathname, `/en${pathname}`, pathname.replace('o', '%6f')];
		for (const [i, type] of [pairs, 'Text/Plain', '', 'application/json', 'image/png', multipart].entries()) {
			const path = `${paths[i % paths.length]}?${search}`;
			for (const origin of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, { Origin: '' }]) {
				const { status } = await send(path, type || null, 'note=x', origin);
				expect(status, `${path} ${type} ${JSON.stringify(origin)}`).toBe(403);
			}
		}
		for (const method of ['PUT', 'PATCH', 'DELETE']) {
			const { status } = await fetch(server.origin + address.replace('[id]', id), { method });
			expect(status, method).toBe(403);
		}
		for (const name of ['default', 'constructor', '__proto__', 'toString', 'valueOf']) {
			const { status } = await send(`${pathname}?/${name}`, pairs, 'note=x');
			expect(status, name).toBe(404);
		}
	});
});

test('made-up bodies are refused or taken, never a fault; and none of all these is a line in the log', async () => {
	const name = fc.constantFrom(
		'note',
		'position',
		'drawn',
		'shape',
		'key',
		'challenge',
		'id',
		'sure',
		'value'
	);
	const text = fc.string({ unit: 'binary', maxLength: 60 });
	const part = fc.tuple(name, text).map(([key, value]) => field(key, value));
	const bytes = fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some).toString('latin1'));
	const body = fc.oneof(
		bytes,
		fc.array(part, { maxLength: 5 }).map((parts) => `${parts.join('')}--b--\r\n`),
		fc.array(fc.tuple(name, bytes)).map((all) => all.map((one) => one.join('=')).join('&'))
	);
	const cut = fc.oneof({ weight: 2, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true }));
	const type = fc.oneof(
		fc.constantFrom(pairs, multipart, `${pairs}; charset=utf-16`, 'multipart/form-data; boundary="b"'),
		fc.stringMatching(/^[!-~]{1,20}$/).map((odd) => `multipart/form-data; boundary=${odd}`)
	);
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...addresses), type, body, cut, async (address, kind, whole, share) => {
			const { status } = await send(address, kind, whole.slice(0, Math.round(whole.length * share)));
			expect(status).toBeLessThan(500);
		}),
		{ numRuns: 300 }
	);
	// The visitor goes away before the body is there.
	for (const address of addresses) {
		const head = `POST ${address.replace('[id]', id)} HTTP/1.1\r\nHost: x\r\nOrigin: ${server.origin}\r\nContent-Length: 999\r\n`;
		for (const kind of [pairs, multipart]) {
			const status = await sendRaw(
				Number(new URL(server.origin).port),
				`${head}Content-Type: ${kind}\r\n\r\n${field('note', 'x')}`
			);
			expect(status, address).toBeLessThan(500);
		}
	}
	expect(server.printed()).not.toMatch(/^\d{3} /m);
});

test('what was typed into a form that is too long is given back, as far as it fits', async () => {
	const report = await send('/en/report?/report', pairs, `note=By+the+gate&x=${'x'.repeat(70_000)}`);
	expect(report).toMatchObject({ status: 413 });
	expect(report.text).toContain('By the gate');
	expect(report.text).toContain('longer than can be taken');
	const walk = field('drawn', `44.8, 20.4 first\r\n${'x'.repeat(1_100_000)}`);
	const survey = await send('/en/survey?/survey', multipart, `${field('shape', 'line')}${walk}--b--`);
	expect(survey).toMatchObject({ status: 413 });
	expect(survey.text).toContain('44.8, 20.4 first');
	const scripted = await send('/report?/report', 'text/plain', 'x', { Accept: 'application/json' });
	expect(JSON.parse(scripted.text)).toMatchObject({ type: 'failure', status: 415 });
});

test('a pasted walk of half a million characters is read, also in Cyrillic', async () => {
	const points = '<trkpt lat="44.80" lon="20.40"/><trkpt lat="44.81" lon="20.40"/>';
	const name = 'ш'.repeat(499_000 - points.length);
	const drawn = `<gpx><name>${name}</name><trk><trkseg>${points}</trkseg></trk></gpx>`;
	const form = new FormData();
	for (const [key, value] of Object.entries({ drawn, shape: 'line', method: 'on_foot', publish: 'now' }))
		form.append(key, value);
	form.append('looked_on', new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
	const response = await fetch(`${server.origin}/en/survey?/survey`, {
		method: 'POST',
		headers: { Origin: server.origin },
		body: form
	});
	expect(response.status).toBe(200);
	expect(await response.text()).toContain('withdraw_token');
});

test('ten forms of nothing but separators cost about as much as ten short ones', async () => {
	/** CPU time of the server's process, in clock ticks */
	const spent = () => {
		const [, rest = ''] = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ');
		return Number(rest.split(' ')[11]) + Number(rest.split(' ')[12]);
	};
	const costOf = async (body: string) => {
		const before = spent();
		const answers = await Promise.all(Array.from({ length: 10 }, () => send('/report?/report', pairs, body)));
		return { ticks: spent() - before, statuses: answers.map(({ status }) => status) };
	};
	await costOf('note=x');
	const short = await costOf('note=x');
	const long = await costOf('a&'.repeat(250_000));
	expect(long.statuses).toEqual(Array(10).fill(413));
	expect(long.ticks).toBeLessThan(Math.max(10, short.ticks) * 5);
});
