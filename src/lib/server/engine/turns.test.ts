import { describe, expect, test } from 'vitest';
import { kindOf, Turns, type Kind } from './turns.ts';

const limits = { atOnce: 1, ofOneKind: 1, waiting: 10, waitMs: 60_000 };

/** Lets everybody in who asks, one after the other; answers who came in which order. */
async function served(turns: Turns, asked: Kind[]): Promise<Kind[]> {
	const order: Kind[] = [];
	const holding = await turns.take('read');
	const all = asked.map(async (kind) => {
		const done = await turns.take(kind);
		order.push(kind);
		done();
	});
	holding();
	await Promise.all(all);
	return order;
}

describe('turns', () => {
	test('alternate between writes and reads while both wait, whoever came first', async () => {
		const asked: Kind[] = ['read', 'read', 'read', 'read', 'write', 'write'];
		expect(await served(new Turns(limits), asked)).toEqual([
			'write',
			'read',
			'write',
			'read',
			'read',
			'read'
		]);
	});

	test('are refused at once where the line is full; the other line is not', async () => {
		const turns = new Turns({ ...limits, waiting: 2 });
		const done = await turns.take('read');
		const waiting = [turns.take('read'), turns.take('read')];
		await expect(turns.take('read')).rejects.toMatchObject({ name: 'Unavailable', retryAfterSeconds: 5 });
		const write = turns.take('write');
		done();
		(await write)();
		for (const turn of waiting) (await turn)();
	});

	test('end when the wait is too long, and the line is shorter by one', async () => {
		const turns = new Turns({ ...limits, waiting: 1, waitMs: 20 });
		const done = await turns.take('read');
		await expect(turns.take('read')).rejects.toMatchObject({ name: 'Unavailable' });
		const next = turns.take('read');
		done();
		(await next)();
	});

	test('of one kind leave room for the other', async () => {
		const turns = new Turns({ atOnce: 10, ofOneKind: 8, waiting: 10, waitMs: 60_000 });
		const writers = await Promise.all(Array.from({ length: 8 }, () => turns.take('write')));
		const ninth = turns.take('write');
		const readers = await Promise.all([turns.take('read'), turns.take('read')]);
		const third = turns.take('read');
		for (const done of readers) done();
		(await third)();
		expect(await Promise.race([ninth.then(() => 'in'), Promise.resolve('waits')])).toBe('waits');
		for (const done of writers) done();
		(await ninth)();
	});

	test('that were given or waited for are ended before it is closed; none is given after', async () => {
		const turns = new Turns(limits);
		const done = await turns.take('write');
		const waited = turns.take('read');
		let closed = false;
		const closing = turns.close().then(() => (closed = true));
		await expect(turns.take('read')).rejects.toMatchObject({ name: 'Unavailable' });
		done();
		const last = await waited;
		expect(closed).toBe(false);
		last();
		await closing;
	});
});

test.each([
	['POST', '/rest/v1/rpc/cameras_near', 'read'],
	['GET', '/rest/v1/rpc/report_camera', 'write'],
	['POST', '/rest/v1/rpc/made_tomorrow', 'write'],
	['GET', '/rest/v1/settings', 'read'],
	['POST', '/rest/v1/settings', 'write'],
	['GET', '/auth/v1/user', 'write']
] as const)('%s %s is a %s', (method, path, kind) => {
	expect(kindOf(method, path, new Set(['cameras_near']))).toBe(kind);
});
