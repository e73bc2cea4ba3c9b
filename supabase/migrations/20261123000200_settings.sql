-- Every number that the project is run by, with its unit and meaning. TypeScript reads them, never repeats them.

create table public.settings (
  key text primary key check (key ~ '^[a-z0-9_]+$'),
  value numeric not null,
  unit text not null,
  meaning text not null
);
alter table public.settings enable row level security;
revoke all on public.settings from public, anon, authenticated, service_role;
grant select on public.settings to anon, authenticated, service_role;
create policy settings_select_anyone on public.settings for select using (true);

insert into public.settings (key, value, unit, meaning) values
  ('area_west_deg', 19.95, 'degrees', 'western edge of the box around the City of Belgrade'),
  ('area_south_deg', 44.20, 'degrees', 'southern edge of the box'),
  ('area_east_deg', 20.95, 'degrees', 'eastern edge of the box'),
  ('area_north_deg', 45.15, 'degrees', 'northern edge of the box'),
  ('duplicate_shown_m', 15, 'metres', 'known cameras within this distance are shown before a report is accepted'),
  ('duplicate_probable_m', 10, 'metres', 'within this distance and looking the same way, it is probably the same camera'),
  ('duplicate_heading_deg', 20, 'degrees', 'headings that differ by at most this look the same way'),
  ('same_camera_max_m', 50, 'metres', 'a sighting of a known camera lies at most this far from it'),
  ('note_max_chars', 500, 'characters', 'longest note to the moderators'),
  ('note_kept_days', 90, 'days', 'notes and messages to the moderators are deleted after this'),
  ('height_min_m', 1, 'metres', 'lowest mounting height that a report can say'),
  ('height_max_m', 30, 'metres', 'highest mounting height that a report can say'),
  ('accuracy_max_m', 1000, 'metres', 'least accurate position that a report can say'),
  ('observed_from_year', 2010, 'year', 'earliest year of an observation'),
  ('publish_delay_max_h', 24, 'hours', 'a report that asks for it is published at a random time within this'),
  ('withdraw_min', 10, 'minutes', 'a report can be withdrawn for this long'),
  ('idempotency_kept_days', 30, 'days', 'an idempotency key is remembered for this long'),
  ('ageing_after_days', 275, 'days', 'a camera ages from this many days after its last confirmation'),
  ('stale_after_days', 365, 'days', 'a camera is stale from this many days after its last confirmation'),
  ('network_acts_per_day', 40, 'acts', 'reports and complaints that one network may send in two days'),
  ('plain_acts_per_hour', 30, 'acts', 'forms without a solved challenge that the whole site takes in an hour'),
  ('challenge_cost', 5000, 'hashes', 'work of one attempt at a challenge'),
  ('challenge_step_acts', 10, 'acts', 'a network''s challenges become harder by one step for this many acts'),
  ('challenge_valid_min', 30, 'minutes', 'a challenge can be solved for this long'),
  ('counter_kept_h', 24, 'hours', 'counters of acts are deleted after this'),
  ('list_page_rows', 50, 'cameras', 'cameras on a page of the list'),
  ('export_page_rows', 2000, 'cameras', 'cameras that a download reads at once'),
  ('demonstration', 0, 'yes is 1', 'the cameras of this instance are invented');

create function private.setting(p_key text) returns numeric
language plpgsql stable set search_path = '' as $$
declare
  v_value numeric;
begin
  select s.value into strict v_value from public.settings s where s.key = p_key;
  return v_value;
end $$;
