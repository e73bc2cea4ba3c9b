import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startUpkeep, type UpkeepAccess } from './upkeep.ts';

const minute = 60_000;
let statements: string[] = [];
let isDue = false;
let said: string[] = [];

/** A database with one small table and one large, whose log goes at once. */
const access = (isHourly: boolean): UpkeepAccess => ({
	isHourly,
	mostBytes: 64e6,
	async run(sql) {
		statements.push(sql);
		if (sql.includes('done_on <')) return isDue ? [{}] : [];
		if (sql.startsWith('update private.upkeep')) isDue = false;
		if (sql.includes('pg_total_relation_size'))
			return [
				{ name: 'private.small', bytes: 8192 },
				{ name: 'public.larger', bytes: 2e6 },
				{ name: 'public.huge', bytes: 1e9 }
			];
		if (sql.includes('forget_statistics')) return [{ is_whole: true }];
		if (sql.includes('pg_ls_waldir')) return [{ n: 0 }];
		return [];
	},
	end: async () => {}
});
const vacuums = () => statements.filter((sql) => sql.startsWith('vacuum') && !sql.includes('pg_catalog'));

beforeEach(() => {
	vi.useFakeTimers({ now: new Date('2026-11-28T02:00:00Z') });
	[statements, said, isDue] = [[], [], false];
});
afterEach(() => vi.useRealTimers());

test('writes tables anew when a night is due, and only vacuums those that are too large', async () => {
	const end = startUpkeep(
		async () => access(false),
		(step) => said.push(step)
	);
	isDue = true;
	await vi.advanceTimersByTimeAsync(minute - 1);
	expect(statements).toEqual([]);
	await vi.advanceTimersByTimeAsync(1);
	expect(vacuums()).toEqual([
		'vacuum (full) private.small',
		'vacuum (full) public.larger',
		'vacuum (freeze) public.huge'
	]);
	expect(statements).toContain('checkpoint');
	statements = [];
	await vi.advanceTimersByTimeAsync(12 * 60 * minute);
	expect(vacuums()).toEqual([]);
	await end();
	expect(said).toEqual([]);
});

test('puts small tables in order each hour, where that is wanted', async () => {
	const end = startUpkeep(
		async () => access(true),
		(step) => said.push(step)
	);
	await vi.advanceTimersByTimeAsync(3 * 60 * minute - 1);
	expect(vacuums()).toEqual(Array(3).fill('vacuum (full, analyze) private.small'));
	await end();
	statements = [];
	await vi.advanceTimersByTimeAsync(3 * 60 * minute);
	expect(statements).toEqual([]);
});

test('says that it failed, without what the database said, and tries again', async () => {
	let asked = 0;
	const end = startUpkeep(
		async () => {
			if (++asked === 1) throw Object.assign(new Error('a note of somebody'), { code: '53100' });
			return access(false);
		},
		(step) => said.push(step)
	);
	isDue = true;
	await vi.advanceTimersByTimeAsync(minute);
	expect(said).toEqual(['the upkeep failed (53100) and is tried again']);
	await vi.advanceTimersByTimeAsync(10 * minute);
	expect(vacuums()).toHaveLength(3);
	await end();
});
