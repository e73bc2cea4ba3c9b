-- Every number that is a rule of the project, with its unit and meaning. TypeScript reads them, never repeats them. A
-- number that only decides how fast something goes is a constant beside its code.

create table public.settings (
  key text primary key check (key ~ '^[a-z0-9_]+$'),
  value numeric not null,
  unit text not null,
  meaning text not null
);
alter table public.settings enable row level security;
grant select on public.settings to anon, authenticated, service_role;
create policy settings_select_anyone on public.settings for select using (true);

insert into public.settings (key, value, unit, meaning) values
  -- the box around the City
  ('area_west_deg', 19.95, 'degrees', 'western edge of the box around the City of Belgrade'),
  ('area_south_deg', 44.20, 'degrees', 'southern edge of the box'),
  ('area_east_deg', 20.95, 'degrees', 'eastern edge of the box'),
  ('area_north_deg', 45.15, 'degrees', 'northern edge of the box'),
  -- reports
  ('duplicate_shown_m', 15, 'metres', 'known cameras within this distance are shown before a report is accepted'),
  ('duplicate_probable_m', 10, 'metres', 'within this distance and looking the same way, it is probably the same camera'),
  ('duplicate_heading_deg', 20, 'degrees', 'headings that differ by at most this look the same way'),
  ('same_camera_max_m', 50, 'metres', 'a sighting of a known camera lies at most this far from it'),
  ('note_max_chars', 500, 'characters', 'longest note to the moderators'),
  ('note_kept_days', 90, 'days', 'notes and messages to the moderators are deleted after this'),
  ('height_min_m', 1, 'metres', 'lowest mounting height that a report can say'),
  ('height_max_m', 30, 'metres', 'highest mounting height that a report can say'),
  ('accuracy_max_m', 1000, 'metres', 'least accurate position that a report can say'),
  ('start_date_from_year', 1960, 'year', 'earliest year since when a camera can stand'),
  ('observed_from_year', 2010, 'year', 'earliest year of an observation'),
  ('publish_delay_max_h', 24, 'hours', 'a report that asks for it is published at a random time within this'),
  ('withdraw_min', 10, 'minutes', 'a report can be withdrawn for this long'),
  ('idempotency_kept_days', 30, 'days', 'an idempotency key is remembered for this long'),
  ('held_days', 14, 'days', 'a report beside a hidden entry waits for a moderator for this long, and is deleted then'),
  -- freshness
  ('ageing_after_days', 275, 'days', 'a camera ages from this many days after its last confirmation'),
  ('stale_after_days', 365, 'days', 'a camera is stale from this many days after its last confirmation'),
  -- limits and challenges
  ('network_acts_per_day', 40, 'acts', 'reports and complaints that one network may send in two days'),
  ('plain_acts_per_network', 5, 'acts', 'forms without a solved challenge that one network may send in an hour'),
  ('plain_acts_per_hour', 30, 'acts', 'forms without a solved challenge that the whole site takes in an hour'),
  ('plain_homes_per_hour', 30, 'acts',
    'the same for the whole site, for complaints that an entry stands on a home: a flood of others does not count here'),
  ('plain_keys_per_hour', 30, 'acts', 'the same for the whole site, for making a key'),
  ('homes_per_network', 10, 'acts', 'complaints that an entry stands on a home which one network may send in two days'),
  ('challenge_cost', 5000, 'hashes', 'work of one attempt at a challenge'),
  ('challenge_step_acts', 10, 'acts', 'a network''s challenges become harder by one step for this many acts'),
  ('challenge_site_acts', 100, 'acts', 'challenges become harder by one step for this many acts of the whole site within an hour'),
  ('challenge_site_steps', 9, 'steps', 'by so many steps at most: a phone must still solve one'),
  ('challenge_valid_min', 30, 'minutes', 'a challenge can be solved for this long'),
  ('counter_kept_h', 48, 'hours',
    'counters of acts are deleted within this, at the end of the day after the one on which they began'),
  -- municipalities
  ('municipalities', 17, 'areas', 'city municipalities; a set of boundaries has them all, or is refused'),
  ('area_coarse_percent', 5, 'percent', 'boundaries are coarse when the area of one differs by more from the published one'),
  ('area_coarse_spacing_m', 300, 'metres', 'boundaries are coarse when their corners stand further apart than this, on average'),
  ('area_tolerance_m', 100, 'metres', 'a position this far outside every municipality is still taken'),
  ('area_tolerance_coarse_m', 1000, 'metres', 'the same where the boundaries are coarse'),
  -- contributors and their keys
  ('trust_acts', 5, 'days', 'a contributor is trusted who was right on so many days'),
  ('trust_after_days', 30, 'days', 'a review counts for trust when its result has stood for this long'),
  ('weight_new', 0.5, 'weight', 'what a review of a new contributor weighs'),
  ('weight_trusted', 1, 'weight', 'what a review of a trusted contributor or a moderator weighs'),
  ('contributor_erased_after_days', 30, 'days',
    'who reviewed is erased this long after the round has closed; a name for this one camera stays'),
  ('keys_per_network', 3, 'keys', 'contributor keys that one network may make in two days'),
  ('sign_ins_per_hour', 20, 'attempts', 'keys, right or wrong, that one network may enter in an hour'),
  ('session_days', 30, 'days', 'a browser that stays open is signed out after this'),
  -- reviews
  ('verified_people', 2, 'people', 'at least so many say present before a camera is verified'),
  ('verified_weight', 2, 'weight', 'at least so much says present before a camera is verified'),
  ('verified_share', 2.0 / 3, 'share', 'more than this share of the weight says present before a camera is verified'),
  ('disputed_people', 3, 'people', 'at least so many say absent before a camera is disputed'),
  ('disputed_weight', 3, 'weight', 'at least so much says absent before a camera is disputed'),
  ('disputed_share', 1.0 / 3, 'share', 'at least this share of the weight says absent before a camera is disputed'),
  ('removed_share', 2.0 / 3, 'share', 'more than this share of the weight says absent before a camera is removed'),
  ('removed_after_days', 7, 'days', 'and at least one says so this long after the dispute began'),
  ('older_weight_max', 2, 'weight', 'reviews older than the first that contradicts them count together for at most this'),
  ('older_whole_days', 90, 'days', 'and do not fade until then'),
  ('older_fade_days', 365, 'days', 'and have faded to nothing by then'),
  ('review_renew_days', 90, 'days', 'one may review a camera again after this'),
  ('reviews_per_day', 60, 'reviews', 'one contributor may send so many in a day'),
  ('reviews_per_network', 200, 'reviews', 'reviews and corrections that one network may send in two days'),
  ('on_site_m', 75, 'metres', 'a device within this distance may say that its holder is on site'),
  ('on_site_accuracy_m', 50, 'metres', 'and no less accurate than this'),
  -- corrections
  ('correction_people', 2, 'people', 'at least so many agree with a correction of what can be seen'),
  ('correction_weight', 1, 'weight', 'at least so much agrees with a correction of what can be seen'),
  ('correction_max_m', 20, 'metres', 'a correction moves a camera at most this far: farther is another camera'),
  ('correction_open_days', 180, 'days', 'a correction that nobody decides is closed after this'),
  -- the public log
  ('log_close_after_min', 10, 'minutes', 'a day of the public log is closed this long after midnight in Belgrade'),
  ('log_page_days', 14, 'days', 'newest days on the page of the public log'),
  -- the desk
  ('moderator_acts_per_day', 100, 'acts', 'one moderator may hide, restore and merge so often in a day'),
  ('reason_max_chars', 200, 'characters', 'longest public reason for hiding a camera'),
  ('burst_network_acts', 5, 'acts', 'so many acts of one network within a day are shown on the desk'),
  ('burst_people', 2, 'people', 'so many who say the same of a camera are shown on the desk when one of them is new'),
  ('burst_days', 30, 'days', 'within this time'),
  ('desk_rows', 50, 'rows', 'rows of each list on the desk'),
  ('take_backs_per_day', 5, 'acts', 'one moderator may take back floods so often in a day'),
  ('take_back_rows', 20000, 'entries', 'one act takes back at most so many'),
  ('take_back_undo_days', 90, 'days', 'an act that takes back a flood can be undone as one for this long'),
  ('take_back_radius_max_m', 50000, 'metres', 'largest radius of the ground of a flood'),
  -- what a camera could see
  ('optics_fixed_px', 1920, 'pixels', 'assumed width of the picture of a fixed camera'),
  ('optics_fixed_fov_deg', 60, 'degrees', 'assumed horizontal field of view of a fixed camera'),
  ('optics_plate_reader_px', 1920, 'pixels', 'assumed width of the picture of a plate reader'),
  ('optics_plate_reader_fov_deg', 25, 'degrees', 'assumed horizontal field of view of a plate reader'),
  ('optics_dome_px', 1920, 'pixels', 'assumed width of the picture of a dome camera'),
  ('optics_dome_fov_deg', 60, 'degrees', 'assumed horizontal field of view of a dome camera at a glance'),
  ('optics_dome_zoomed_fov_deg', 2.3, 'degrees', 'assumed horizontal field of view of a dome camera fully zoomed in'),
  ('optics_ptz_px', 1920, 'pixels', 'assumed width of the picture of a PTZ camera'),
  ('optics_ptz_fov_deg', 60, 'degrees', 'assumed horizontal field of view of a PTZ camera at a glance'),
  ('optics_ptz_zoomed_fov_deg', 2.3, 'degrees', 'assumed horizontal field of view of a PTZ camera fully zoomed in'),
  ('view_range_max_m', 250, 'metres', 'no view is taken to reach farther than this'),
  ('coverage_edition', 2025, 'edition', 'of IEC 62676-4, by whose levels watched ground is measured'),
  ('coverage_cell_m', 250, 'metres', 'side of the smallest cells in which watched ground is measured'),
  -- surveys
  ('survey_reach_m', 25, 'metres', 'ground on each side of a walked line counts as looked at'),
  ('survey_camera_m', 25, 'metres', 'ground around a camera that stands never counts as looked at'),
  ('survey_fade_days', 365, 'days', 'a survey counts for this long after its day, and is deleted then'),
  ('survey_line_max_m', 20000, 'metres', 'longest line of one survey'),
  ('survey_area_max_m2', 1000000, 'square metres', 'largest area of one survey'),
  ('survey_corners_max', 2000, 'corners', 'most corners that the line or area of a survey has'),
  -- pages, downloads and figures
  ('list_page_rows', 50, 'cameras', 'cameras on a page of the list'),
  ('worklist_near_rows', 3000, 'cameras', 'a browser sorts so many by distance, the most urgent ones of the city'),
  ('place_m', 25, 'metres', 'cameras so near to one another are counted as one place'),
  -- for the minutes in view of cameras; the way itself never comes here
  ('walk_speed_km_h', 4.5, 'kilometres per hour', 'how fast somebody is taken to walk'),
  -- the instance
  ('demonstration', 0, 'yes is 1', 'the cameras of this instance are invented');

create function private.setting(p_key text) returns numeric
language plpgsql stable set search_path = '' as $$
declare
  v_value numeric;
begin
  select s.value into strict v_value from public.settings s where s.key = p_key;
  return v_value;
end $$;
