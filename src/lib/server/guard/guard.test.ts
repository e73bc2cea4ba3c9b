import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { describe, expect, test } from 'vitest';
import { settings } from '../../camera/settings.fixture.ts';
import { deriveKey as derive } from '../engine/secret.ts';
import { checkChallenge, issueChallenge } from './challenge.ts';
import { networkKeys, networkOf } from './network.ts';
import { readSwitches } from './switches.ts';

const key = (purpose: string) => derive(Buffer.alloc(32, 1), purpose);

describe('a network', () => {
	test.each([
		['192.0.2.7', '192.0.2.7'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['2001:db8:1:22ff::1', '20010db8000122/56'],
		['2001:0DB8:0001:2200:0:0:0:99', '20010db8000122/56'],
		['2001:db8:1:2300::1', '20010db8000123/56'],
		['fe80::1%eth0', 'fe800000000000/56'],
		['::1', '00000000000000/56'],
		['nonsense', 'unknown']
	])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));

	test('has other names every day, which say nothing of its address', () => {
		const monday = networkKeys('192.0.2.7', key, new Date('2026-11-23T12:00:00Z'));
		const tuesday = networkKeys('192.0.2.7', key, new Date('2026-11-24T12:00:00Z'));
		expect(tuesday[1]).toBe(monday[0]);
		expect(tuesday[0]).not.toBe(monday[0]);
		// Also in the last hour of the day that has 25.
		const saturday = networkKeys('192.0.2.7', key, new Date('2026-10-24T12:00:00Z'));
		expect(networkKeys('192.0.2.7', key, new Date('2026-10-25T22:30:00Z'))[1]).toBe(saturday[0]);
		expect(networkKeys('192.0.2.8', key)[0]).not.toBe(networkKeys('192.0.2.7', key)[0]);
		expect(monday.join()).not.toContain('192');
	});
});

describe('a challenge', () => {
	const keys = { signature: 'a', answer: 'b' };
	const cheap = { ...settings, challenge_cost: 1 };
	const solve = async (numbers = cheap, acts = 0) => {
		const challenge = await issueChallenge(keys, numbers, acts);
		const solution = await solveChallenge({ challenge, deriveKey });
		return { challenge, solution };
	};
	const header = (payload: unknown) => Buffer.from(JSON.stringify(payload)).toString('base64');

	test('that is solved is let through, under a name of its own', async () => {
		const payload = await solve();
		const solved = await checkChallenge(header(payload), keys);
		expect(solved?.hash).toHaveLength(43);
		expect(Date.parse(solved?.expiresAt ?? '')).toBeGreaterThan(Date.now());
		expect(await checkChallenge(header(await solve()), keys)).not.toEqual(solved);
	});

	test('takes more work the more a network has sent', async () => {
		const counters = await Promise.all(
			[0, 35].map(async (acts) => (await solve(cheap, acts)).solution?.counter ?? 0)
		);
		expect(counters[1]).toBeGreaterThan(2 * (counters[0] ?? 0) * 0.9);
	});

	test('is refused unsolved, changed, signed by another, too old, or not one at all', async () => {
		const good = await solve();
		const { parameters } = good.challenge;
		const easier = { ...good, challenge: { ...good.challenge, parameters: { ...parameters, cost: 2 } } };
		const old = await solve({ ...cheap, challenge_valid_min: -1 });
		const wrong = { ...good, solution: { ...good.solution, counter: 1, derivedKey: '00' } };
		for (const value of [
			null,
			'',
			'x',
			header({}),
			header(null),
			header(easier),
			header(old),
			header(wrong),
			'A'.repeat(5000)
		]) {
			expect(await checkChallenge(value, keys)).toBeNull();
		}
		expect(await checkChallenge(header(good), { ...keys, signature: 'c' })).toBeNull();
	});
});

describe('the switches', () => {
	test('are on, and off only on this machine', () => {
		expect(readSwitches({ ORIGIN: 'https://oko.example' })).toEqual({ challenge: true, limits: true });
		expect(readSwitches({ OKO_CHALLENGE: 'off', ORIGIN: 'http://localhost:3000' })).toMatchObject({
			challenge: false
		});
		expect(readSwitches({ OKO_LIMITS: 'off', ORIGIN: 'http://127.0.0.1:9' })).toMatchObject({
			limits: false
		});
		for (const ORIGIN of ['https://oko.example', 'http://localhost.example', undefined, 'nonsense']) {
			expect(() => readSwitches({ OKO_LIMITS: 'off', ORIGIN })).toThrow('tests only');
		}
		expect(() => readSwitches({ OKO_CHALLENGE: 'no', ORIGIN: 'http://localhost:1' })).toThrow('"off"');
	});
});
