/**
 * The numbers the project is run by. They stand in the table `settings`, with unit and meaning; here are
 * only their names, so that a missing one is found at start and a misspelt one does not compile.
 */
export const settingKeys = [
	'area_west_deg',
	'area_south_deg',
	'area_east_deg',
	'area_north_deg',
	'duplicate_shown_m',
	'duplicate_probable_m',
	'duplicate_heading_deg',
	'same_camera_max_m',
	'note_max_chars',
	'note_kept_days',
	'height_min_m',
	'height_max_m',
	'accuracy_max_m',
	'observed_from_year',
	'publish_delay_max_h',
	'withdraw_min',
	'idempotency_kept_days',
	'ageing_after_days',
	'stale_after_days',
	'network_acts_per_day',
	'plain_acts_per_hour',
	'challenge_cost',
	'challenge_step_acts',
	'challenge_valid_min',
	'counter_kept_h',
	'list_page_rows',
	'export_page_rows',
	'demonstration',
	'municipalities',
	'area_coarse_percent',
	'area_coarse_spacing_m',
	'area_tolerance_m',
	'area_tolerance_coarse_m',
	'trust_acts',
	'trust_after_days',
	'weight_new',
	'weight_trusted',
	'contributor_erased_after_days',
	'keys_per_network',
	'sign_ins_per_hour',
	'session_days'
] as const;

export type SettingKey = (typeof settingKeys)[number];
export type Settings = Readonly<Record<SettingKey, number>>;
