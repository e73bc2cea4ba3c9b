import { describe, expect, test } from 'vitest';
import { describeEngines, type TestDatabase } from '../support/engines.ts';

const tables = [
	'cameras',
	'reports',
	'report_notes',
	'camera_events',
	'complaints',
	'log_days',
	'areas',
	'area_sets',
	'reviews',
	'corrections',
	'correction_votes',
	'surveys'
] as const;
/** a column to delete by, where it is another */
const keys: Partial<Record<(typeof tables)[number], 'id' | 'kind' | 'day' | 'correction_id'>> = {
	areas: 'id',
	area_sets: 'kind',
	log_days: 'day',
	correction_votes: 'correction_id',
	surveys: 'id'
};
const position = { p_lng: 20.4573, p_lat: 44.8178 };
const flood = {
	p_kind: 'reports',
	p_from: '2026-01-01',
	p_to: '2026-01-01',
	p_area: '{"circle":[20,44,10]}'
};
const writes = {
	report_camera: { p_report_id: crypto.randomUUID(), ...position },
	withdraw_report: { p_report_id: crypto.randomUUID() },
	complain: { p_number: 1, p_kind: 'wrong' },
	set_camera_state: { p_number: 1, p_state: 'verified' },
	complaints_open: {},
	network_acts: { p_network_keys: ['x'] },
	clock: {},
	believe_clock: {},
	tick: {},
	close_days: {},
	await_changes: {},
	erase_camera: { p_number: 1, p_reason: 'x' },
	cameras_lines: { p_after: -1, p_limit: 1 },
	changes_since: { p_version: 0 },
	replace_areas: { p_areas: '[]' },
	place_cameras: { p_after: -1 },
	refresh_coverage: {},
	rebuild_coverage: {},
	coverage_since: { p_version: 0 },
	review_camera: { p_contributor: crypto.randomUUID(), p_salt: 'x', p_number: 1, p_verdict: 'present' },
	moderate: { p_contributor: crypto.randomUUID(), p_salt: 'x', p_number: 1, p_act: 'hide' },
	close_complaint: { p_contributor: crypto.randomUUID(), p_complaint: crypto.randomUUID() },
	desk: { p_contributor: crypto.randomUUID() },
	own_review: { p_salt: 'x', p_number: 1 },
	correct_camera: {
		p_contributor: crypto.randomUUID(),
		p_salt: 'x',
		p_number: 1,
		p_field: 'type',
		p_value: '"dome"'
	},
	area_cameras: { p_area: 'zemun' },
	admit_key: {},
	admit_sign_in: {},
	enrol_contributor: { p_id: crypto.randomUUID(), p_token_hash: '0'.repeat(43) },
	start_session: { p_id: crypto.randomUUID(), p_token_hash: '0'.repeat(43) },
	end_session: { p_token_hash: '0'.repeat(43) },
	contributor: { p_token_hash: '0'.repeat(43) },
	forget_contributor: { p_id: crypto.randomUUID() },
	set_moderator: { p_code: '00000000', p_on: true },
	moderators: {},
	record_survey: {
		p_survey_id: crypto.randomUUID(),
		p_drawn: '{}',
		p_looked_on: '2026-01-01',
		p_method: 'on_foot'
	},
	withdraw_survey: { p_survey_id: crypto.randomUUID() },
	desk_surveys: { p_contributor: crypto.randomUUID() },
	site_acts: {},
	desk_list: { p_contributor: crypto.randomUUID(), p_list: 'reported' },
	decide_report: {
		p_contributor: crypto.randomUUID(),
		p_salt: 'x',
		p_report: crypto.randomUUID(),
		p_act: 'publish'
	},
	desk_flood: { p_contributor: crypto.randomUUID(), p_salt: 'x', ...flood },
	desk_take_back: { p_contributor: crypto.randomUUID(), p_salt: 'x', ...flood, p_shown: '1', p_reason: 'x' },
	desk_undo_take_back: { p_contributor: crypto.randomUUID(), p_id: crypto.randomUUID() },
	flood,
	take_back: { ...flood, p_shown: '1', p_reason: 'x' },
	undo_take_back: { p_id: crypto.randomUUID() },
	take_backs: {},
	remove_survey: { p_contributor: crypto.randomUUID(), p_survey_id: crypto.randomUUID(), p_removed: true }
} as const;

const actors = (database: () => TestDatabase) => {
	describe.each(['anon', 'authenticated'] as const)('%s', (actor) => {
		test('reads the numbers of the project, and may not change them', async () => {
			const client = database()[actor];
			const { data } = await client.from('settings').select('key');
			expect(data?.length).toBeGreaterThan(20);
			const { error } = await client.from('settings').update({ value: 0 }).eq('key', 'stale_after_days');
			expect(error?.message).toMatch(/permission denied/);
		});

		test.each(tables)('may not read, add to, change or empty %s', async (table) => {
			const client = database()[actor];
			for (const { error, status } of [
				await client.from(table).select('*').limit(1),
				await client.from(table).insert({} as never),
				await client
					.from(table)
					.delete()
					.not(keys[table] ?? 'camera_number', 'is', null)
			]) {
				expect(error, `${table} ${status}`).not.toBeNull();
				expect(status).toBeGreaterThanOrEqual(400);
				expect(status).toBeLessThan(500);
			}
		});

		test.each(Object.keys(writes) as (keyof typeof writes)[])('may not call %s', async (name) => {
			const { error } = await database()[actor].rpc(name, writes[name] as never);
			expect(error?.message).toMatch(/permission denied/);
		});

		test('calls the public reads', async () => {
			const client = database()[actor];
			for (const { error } of [
				await client.rpc('overview'),
				await client.rpc('cameras_list', {}),
				await client.rpc('camera', { p_number: 1 }),
				await client.rpc('cameras_near', position),
				await client.rpc('areas'),
				await client.rpc('area_boundaries'),
				await client.rpc('log_heads', {}),
				await client.rpc('log_lines', { p_from: '2026-01-01', p_after: '', p_limit: 1 }),
				await client.rpc('stats')
			]) {
				expect(error).toBeNull();
			}
		});

		test('does not see the schema private', async () => {
			const client = database()[actor];
			const { error } = await client.schema('private' as never).rpc('tick' as never);
			expect(error).not.toBeNull();
		});
	});

	describe('the service role', () => {
		test('may not touch the tables either: only the functions write', async () => {
			for (const table of tables) {
				const { error } = await database().service.from(table).select('*').limit(1);
				expect(error?.message, table).toMatch(/permission denied/);
			}
		});
	});

	// Guard 1: on its first request lite would grant everything on every table to anon.
	test('after first requests of every actor no role has a right on a table but to read settings', async () => {
		const rights = await database().sql<{ role: string; name: string; right: string }>(`
			select r.rolname as role, c.relname as name, p.privilege as right
			from pg_class c
			join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'private')
			cross join unnest(array['anon', 'authenticated', 'service_role']) as r (rolname)
			cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p (privilege)
			where c.relkind in ('r', 'v', 'm') and has_table_privilege(r.rolname, c.oid, p.privilege)`);
		expect(rights.map(({ role, name, right }) => `${role} ${right} ${name}`).sort()).toEqual([
			'anon select settings',
			'authenticated select settings',
			'service_role select settings'
		]);
	});

	test('every table of the record has row-level security', async () => {
		const open = await database().sql(`
			select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = 'public' and c.relkind = 'r' and not c.relrowsecurity`);
		expect(open).toEqual([]);
	});

	test('every definer function fixes its search path', async () => {
		const loose = await database().sql(`
			select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
			where n.nspname in ('public', 'private') and p.prosecdef
				and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')`);
		expect(loose).toEqual([]);
	});
};

// A newer project of Supabase grants nothing by default, an older one everything: the migrations depend on neither.
describeEngines('actors', actors, ['hosted, no grants']);
