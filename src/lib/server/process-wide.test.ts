import { afterEach, expect, test } from 'vitest';
import { Unavailable } from './engine/errors.ts';
import { patiently, processWide } from './process-wide.ts';

const kept = globalThis as { okoTried?: unknown };
afterEach(() => delete kept.okoTried);

test('what a process has one of is begun once, and anew after a beginning that failed', async () => {
	let begun = 0;
	const one = processWide('okoTried', async () => {
		begun++;
		if (begun === 1) throw new Unavailable();
		return begun;
	});
	await expect(one()).rejects.toBeInstanceOf(Unavailable);
	expect(await Promise.all([one(), one(), one()])).toEqual([2, 2, 2]);
});

test('a start waits for a database that is away, and not for ever', async () => {
	let tries = 0;
	const away = (times: number) => async () => {
		tries++;
		if (tries <= times) throw new Unavailable();
		return 'read';
	};
	expect(await patiently(away(3), { pauseMs: 1 })).toBe('read');
	await expect(patiently(away(Infinity), { forMs: 20, pauseMs: 1 })).rejects.toBeInstanceOf(Unavailable);
});

test('any other fault ends a start at once', async () => {
	let tries = 0;
	const broken = async () => {
		tries++;
		throw new Error('broken');
	};
	await expect(patiently(broken, { pauseMs: 1 })).rejects.toThrow('broken');
	expect(tries).toBe(1);
});
