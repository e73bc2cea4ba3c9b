import type { Settings } from './settings.ts';

/** Numbers for tests of pure modules, which have no database to read them from. */
export const settings: Settings = {
	area_west_deg: 19.95,
	area_south_deg: 44.2,
	area_east_deg: 20.95,
	area_north_deg: 45.15,
	duplicate_shown_m: 15,
	duplicate_probable_m: 10,
	duplicate_heading_deg: 20,
	same_camera_max_m: 50,
	note_max_chars: 500,
	note_kept_days: 90,
	height_min_m: 1,
	height_max_m: 30,
	accuracy_max_m: 1000,
	observed_from_year: 2010,
	publish_delay_max_h: 24,
	withdraw_min: 10,
	idempotency_kept_days: 30,
	ageing_after_days: 275,
	stale_after_days: 365,
	network_acts_per_day: 40,
	plain_acts_per_hour: 30,
	challenge_cost: 2000,
	challenge_step_acts: 10,
	challenge_valid_min: 30,
	counter_kept_h: 24,
	list_page_rows: 50,
	export_page_rows: 500,
	demonstration: 0
};
