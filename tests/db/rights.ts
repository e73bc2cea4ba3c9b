/*
 * Who may do what in the database. The roles of the API have no right on anything of ours but those that stand here;
 * tests/db/rights.test.ts holds the catalogue of every engine to it.
 */

/** The roles of the API: a visitor, a signed-in user of Auth, the application. */
export const apiRoles = ['anon', 'authenticated', 'service_role'] as const;

/** What everybody may call, with arguments that a test can call it with. */
export const reads = {
	area_boundaries: {},
	buildings: {},
	camera: { p_number: 1 },
	camera_sights: { p_numbers: [1] },
	cameras_near: { p_lng: 20.4573, p_lat: 44.8178 },
	log_heads: {},
	log_lines: { p_from: '2026-01-01', p_after: '', p_limit: 1 },
	overview: {},
	stats: {}
} as const;

/** What only the application may call, in the order of supabase/schemas. */
export const applicationCalls = [
	...['set_camera_state'],
	...['network_acts', 'site_acts'],
	...['report_camera', 'withdraw_report'],
	...['area_placement', 'place_cameras', 'replace_areas'],
	...['admit_key', 'admit_sign_in', 'enrol_contributor', 'forget_contributor', 'give_random_id'],
	...['contributor', 'start_session', 'end_session', 'moderators', 'set_moderator'],
	...['review_camera'],
	...['correct_camera', 'own_review'],
	...['await_changes', 'cameras_lines', 'changes_since', 'gone_lines', 'version_mark'],
	...['close_days', 'erase_camera'],
	...['use_buildings', 'sights_due', 'store_sights'],
	...['coverage_since', 'rebuild_coverage', 'refresh_coverage'],
	...['record_survey', 'withdraw_survey'],
	...['complain', 'complaints_open', 'close_complaint'],
	...['decide_report', 'desk', 'desk_list', 'desk_surveys', 'moderate', 'remove_survey'],
	...['flood', 'take_back', 'take_backs', 'undo_take_back'],
	...['desk_flood', 'desk_take_back', 'desk_undo_take_back'],
	...['believe_clock', 'clock', 'tick'],
	...['can_write', 'day_salts', 'schema_version'],
	...['backup_changed', 'backup_page', 'backup_plan'],
	...['restore_begin', 'restore_finish', 'restore_rows', 'restore_views', 'restoring']
];

/** The only columns of the only table that the roles of the API have any right on: they may select them. */
const selected = { settings: ['key', 'value', 'unit', 'meaning'] };

/** Every right that there is, a line each, as `rightsOf` reads them; `public` is everybody. */
export const expectedRights = [
	'public: usage on schema public',
	...apiRoles.flatMap((role) => [
		`${role}: usage on schema public`,
		...Object.entries(selected).flatMap(([table, columns]) =>
			columns.map((column) => `${role}: select public.${table}.${column}`)
		),
		...Object.keys(reads).map((name) => `${role}: execute public.${name}`)
	]),
	...applicationCalls.map((name) => `service_role: execute public.${name}`)
];
