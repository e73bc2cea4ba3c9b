import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { expect, test } from 'vitest';
import { describeServers } from '../support/on-engines.ts';

let place = 0;
const somewhere = (): [number, number] => [
	20.3 + (place % 50) * 0.01,
	44.5 + Math.floor(place++ / 50) * 0.01
];

describeServers('the guard', { ADDRESS_HEADER: 'X-Network' }, (server) => {
	async function solved(network = '192.0.2.1'): Promise<string> {
		const response = await fetch(`${server().origin}/api/challenge`, { headers: { 'X-Network': network } });
		const challenge = (await response.json()) as Challenge;
		const solution = await solveChallenge({ challenge, deriveKey });
		return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
	}
	const post = (challenge?: string, body: unknown = { position: somewhere() }) =>
		fetch(`${server().origin}/api/reports`, {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				'X-Network': '192.0.2.1',
				...(challenge ? { 'Oko-Challenge': challenge } : {})
			},
			body: JSON.stringify(body)
		});
	const plain = (fields: Record<string, string>) =>
		fetch(`${server().origin}/en/report?/report`, {
			method: 'POST',
			headers: {
				Accept: 'text/html',
				'Content-Type': 'application/x-www-form-urlencoded',
				'X-Network': '192.0.2.1',
				Origin: server().origin
			},
			body: new URLSearchParams(fields)
		});

	test('asks for a solved challenge, and takes each once', async () => {
		expect((await post()).status).toBe(428);
		expect((await post('nonsense')).status).toBe(428);
		const challenge = await solved();
		expect((await post(challenge)).status).toBe(201);
		expect((await post(challenge)).status).toBe(428);
	});

	test('one that another network solved is not good', async () => {
		expect((await post(await solved('192.0.2.2'))).status).toBe(428);
	});

	test('a refused report does not use it up', async () => {
		const challenge = await solved();
		expect((await post(challenge, { position: [44.8, 20.4] })).status).toBe(422);
		expect((await post(challenge)).status).toBe(201);
	});

	test('a form without JavaScript is taken, until the site has taken enough; the typing comes back', async () => {
		const sent = async (i: number) => {
			const [lng, lat] = somewhere();
			const response = await plain({
				position: `${lat}, ${lng}`,
				publish: 'now',
				note: `typed by hand ${i}`
			});
			return {
				status: response.status,
				retry: response.headers.get('retry-after'),
				page: await response.text()
			};
		};
		let answer = await sent(0);
		expect(answer).toMatchObject({ status: 200, retry: null });
		expect(answer.page).toContain('Thank you');
		for (let i = 1; i < 60 && answer.status === 200; i++) answer = await sent(i);
		expect(answer.status).toBe(429);
		expect(Number(answer.retry)).toBeGreaterThan(0);
		expect(answer.page).toMatch(/typed by hand \d+/);
		expect(answer.page).toContain('Nothing is lost');
	});

	test('a network that has sent too much is told when to come back', async () => {
		// The forms above count for this network too; challenges have become harder, not impossible.
		let status = 201;
		let response: Response | undefined;
		for (let i = 0; i < 50 && status === 201; i++) {
			response = await post(await solved());
			status = response.status;
		}
		expect(status).toBe(429);
		expect(Number(response?.headers.get('retry-after'))).toBeGreaterThan(0);
	});
});
