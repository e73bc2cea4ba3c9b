import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { describe, expect, test } from 'vitest';
import type { Day } from '../../camera/day.ts';
import { settings } from '../../camera/settings.fixture.ts';
import { deriveKey as derive } from '../engine/secret.ts';
import { checkChallenge, issueChallenge } from './challenge.ts';
import { networkKeys, networkOf } from './network.ts';
import { readSwitches } from './switches.ts';

const salted = (purpose: string, salt: string) => derive(Buffer.alloc(32, 1), purpose, salt);

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

	test('has another name with every salt, which says nothing of its address', () => {
		const salts = ['2026-11-24', '2026-11-23', '2026-11-22'].map((day, n) => ({
			day: day as Day,
			salt: `${n}`.repeat(64)
		}));
		const monday = networkKeys('192.0.2.7', salted, salts.slice(1));
		const tuesday = networkKeys('192.0.2.7', salted, salts.slice(0, 2));
		expect(tuesday[1]).toBe(monday[0]);
		expect(tuesday[0]).not.toBe(monday[0]);
		expect(networkKeys('192.0.2.8', salted, salts)[0]).not.toBe(tuesday[0]);
		expect(monday.join()).not.toContain('192');
		// The secret and the day do not give the name again: the salt is wanted too.
		const other = salts.map(({ day }) => ({ day, salt: 'f'.repeat(64) }));
		expect(networkKeys('192.0.2.7', salted, other)).not.toContain(tuesday[0]);
	});
});

describe('a challenge', () => {
	const keys = { signature: 'a', answer: 'b' };
	const cheap = { ...settings, challenge_cost: 1 };
	const solve = async (numbers = cheap, network = 0, site = 0) => {
		const challenge = await issueChallenge(keys, numbers, { network, site });
		const solution = await solveChallenge({ challenge, deriveKey });
		return { challenge, solution };
	};
	const header = (payload: unknown) => Buffer.from(JSON.stringify(payload)).toString('base64');

	test('that is solved is let through, under a name of its own', async () => {
		const payload = await solve();
		const solved = await checkChallenge(header(payload), [keys]);
		expect(solved?.hash).toHaveLength(43);
		expect(Date.parse(solved?.expiresAt ?? '')).toBeGreaterThan(Date.now());
		expect(await checkChallenge(header(await solve()), [keys])).not.toEqual(solved);
	});

	test('takes more work the more a network has sent', async () => {
		const counters = await Promise.all(
			[0, 35].map(async (acts) => (await solve(cheap, acts)).solution?.counter ?? 0)
		);
		expect(counters[1]).toBeGreaterThan(2 * (counters[0] ?? 0) * 0.9);
	});

	test('takes more work while the whole site is busy, up to a bound', async () => {
		const counter = async (site: number) => (await solve(cheap, 0, site)).solution?.counter ?? 0;
		// A step is 40 attempts, and up to twice as many.
		expect(await counter(99)).toBeLessThan(80);
		expect(await counter(500)).toBeGreaterThanOrEqual(240);
		expect(await counter(1e6)).toBeLessThan(800);
	});

	test('made before midnight is good after it', async () => {
		const payload = header(await solve());
		expect(await checkChallenge(payload, [{ signature: 'today', answer: 'b' }, keys])).not.toBeNull();
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
			expect(await checkChallenge(value, [keys])).toBeNull();
		}
		expect(await checkChallenge(header(good), [{ ...keys, signature: 'c' }])).toBeNull();
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
