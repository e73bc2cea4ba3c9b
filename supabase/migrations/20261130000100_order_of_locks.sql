-- Every writer takes its locks in one order, which stands at private.version in supabase/schemas/03_cameras.sql. Before,
-- the database gave up one of two writers that waited for each other (40P01).

-- Partial, so that it is no key: to change a key would wait for whoever writes a foreign key to the camera.
alter table public.cameras drop constraint cameras_version_key;
create unique index cameras_version on public.cameras (version) where version is not null;

-- Changes a camera's state and writes its event. Hiding needs the public reason; any other state ends hiding, and
-- null restores the state it had before. Confirmations and disputes that led to it are added to the camera's.
-- Answers {camera_number, state, version}.
create or replace function private.set_camera_state(
  p_now timestamptz, p_number bigint, p_state text, p_reason text default null,
  p_confirmations integer default 0, p_disputes integer default 0
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_camera public.cameras;
  v_state public.camera_state;
  v_kind public.event_kind;
begin
  if p_state is not null and not p_state = any (enum_range(null::public.camera_state)::text[]) then
    perform private.refuse('state', 'invalid');
  end if;
  if p_state = 'hidden' and coalesce(trim(p_reason), '') = '' then
    perform private.refuse('reason', 'required');
  end if;
  perform private.lock_version();
  select * into v_camera from public.cameras where number = p_number and version is not null for no key update;
  if v_camera.number is null then
    raise exception using errcode = 'PT404', message = 'unknown_camera';
  end if;
  if v_camera.withdrawn then
    raise exception using errcode = 'PT410', message = 'gone';
  end if;
  v_state := coalesce(p_state::public.camera_state, v_camera.state_before_hidden, v_camera.state);
  if v_state = v_camera.state then
    return json_build_object('camera_number', p_number, 'state', v_state, 'version', v_camera.version);
  end if;
  v_kind := case when v_state = 'hidden' then 'hidden' when v_camera.state = 'hidden' then 'restored'
    else 'state_changed' end::public.event_kind;
  update public.cameras set state = v_state,
    confirmations = confirmations + p_confirmations,
    last_confirmed_on = case when p_confirmations > 0 then private.day(p_now) else last_confirmed_on end,
    disputes = disputes + p_disputes,
    hidden_reason = case when v_state = 'hidden' then p_reason end,
    state_before_hidden = case when v_state = 'hidden' then v_camera.state end
  where number = p_number;
  return json_build_object('camera_number', p_number, 'state', v_state,
    'version', private.record_event(p_now, p_number, v_kind));
end $$;

-- The camera that a contributor may act on, locked, with the version's lock before it. Raises PT404, PT410.
create or replace function private.lock_camera(p_number bigint) returns public.cameras
language plpgsql volatile set search_path = '' as $$
declare
  v_camera public.cameras;
begin
  perform private.lock_version();
  select * into v_camera from public.cameras where number = p_number and version is not null for no key update;
  if v_camera.number is null then
    raise exception using errcode = 'PT404', message = 'unknown_camera';
  end if;
  if not private.is_visible(v_camera) then
    raise exception using errcode = 'PT410', message = 'gone';
  end if;
  return v_camera;
end $$;

-- Takes a report back within its ten minutes. A camera with no other report leaves map and downloads.
create or replace function private.withdraw_report(p_now timestamptz, p_report_id uuid) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_waited boolean;
  v_number bigint;
  v_left bigint;
  v_camera public.cameras;
begin
  with queued as (delete from private.publication_queue q where q.report_id = p_report_id returning q.report_id),
    held as (delete from private.held_reports h where h.report_id = p_report_id returning h.report_id)
  select exists (select from queued union all select from held) into v_waited;
  delete from private.withdrawals w where w.report_id = p_report_id and w.expires_at > p_now;
  if not found then
    raise exception using errcode = 'PT410', message = 'withdraw_time_over';
  end if;
  select r.camera_number into strict v_number from public.reports r where r.id = p_report_id;
  insert into private.withdrawn_reports (report_id) values (p_report_id);
  if v_waited then
    insert into private.taken_back (report_id, day) values (p_report_id, private.day(p_now));
  end if;
  delete from public.report_notes n where n.report_id = p_report_id;
  -- What is not public needs no version, and leaves no mark on it.
  if exists (select from public.cameras c where c.number = v_number and c.version is not null) then
    perform private.lock_version();
  end if;
  select * into v_camera from public.cameras where number = v_number for no key update;
  select count(*) into v_left from public.reports r
  where r.camera_number = v_number and not exists (select from private.withdrawn_reports t where t.report_id = r.id);
  -- Only what has been published, and not been taken back, says when the camera was last seen.
  update public.cameras set withdrawn = (v_left = 0), observed_on = (
    select max(r.observed_on) from public.reports r
    where r.camera_number = v_number
      and not exists (select from private.withdrawn_reports t where t.report_id = r.id)
      and not exists (select from private.publication_queue q where q.report_id = r.id))
  where number = v_number;
  if v_camera.version is not null and v_camera.state <> 'hidden'
      and (v_left = 0 or v_camera.observed_on is distinct from
        (select c.observed_on from public.cameras c where c.number = v_number)) then
    perform private.record_event(p_now, v_number, 'withdrawn');
  end if;
  return json_build_object('camera_number', v_number, 'camera_gone', v_left = 0);
end $$;

-- A camera is placed when its position is written.
create or replace function private.place_camera() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_area_id text;
begin
  if tg_op = 'UPDATE' then
    delete from private.camera_areas p where p.camera_number = new.number;
  end if;
  if exists (select from public.areas) then
    v_area_id := private.area_at(new.position::extensions.geometry);
    if v_area_id is not null then
      -- place_cameras may have placed it at this moment.
      insert into private.camera_areas (camera_number, area_id) values (new.number, v_area_id)
      on conflict (camera_number) do update set area_id = excluded.area_id;
    end if;
  end if;
  return null;
end $$;

-- The same, and keeps the contributor from being forgotten meanwhile.
create function private.hold_contributor(p_contributor uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from private.contributors c where c.id = p_contributor for key share;
  if not found then
    raise exception using errcode = 'PT401', message = 'no_contributor';
  end if;
end $$;

-- A new session of a contributor. Raises PT401 when it is none.
create or replace function private.start_session(p_now timestamptz, p_id uuid, p_token_hash text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.hold_contributor(p_id);
  perform private.drop_auth_traces(p_id);
  delete from private.sessions where expires_on <= private.day(p_now);
  insert into private.sessions (token_hash, contributor_id, expires_on)
  values (p_token_hash, p_id, private.day(p_now) + private.setting('session_days')::int);
end $$;

-- Deletes the user, the salt and everything that leads to them. What was sent stays, linked to nobody; without the
-- salt the names under which it was sent (private.person) are nobody's.
create or replace function public.forget_contributor(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from private.contributors c where c.id = p_id for update;
  perform private.lock_version();
  delete from private.contributors where id = p_id;
  perform private.drop_auth_traces(p_id);
  delete from auth.users where id = p_id;
end $$;

-- Takes a contributor's review of a camera: present, absent, or null to take it back. Published `later` it is counted
-- at a random time within publish_delay_max_h. Answers {outcome, state, own}. Raises PT401, PT404, PT409 (own_camera,
-- already_reviewed), PT410, PT422, PT429.
create or replace function private.review_camera(
  p_now timestamptz, p_contributor uuid, p_salt text, p_number bigint, p_verdict text, p_on_site boolean default false,
  p_publish text default 'now', p_network_keys text[] default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_person text := private.person(p_salt, p_number);
  v_outcome text;
begin
  perform private.require_contributor(p_contributor);
  if p_salt is null or p_salt !~ '^[0-9a-f]{64}$' then
    perform private.refuse('salt', 'invalid');
  end if;
  if not p_verdict = any (enum_range(null::public.verdict)::text[]) then
    perform private.refuse('verdict', 'invalid');
  end if;
  if p_publish is null or p_publish not in ('now', 'later') then
    perform private.refuse('publish', 'invalid');
  end if;
  perform private.seen_camera(p_number);
  if private.reported(p_salt, p_number) then
    raise exception using errcode = 'PT409', message = 'own_camera';
  end if;
  -- What one contributor sends at once is counted one by one.
  perform pg_advisory_xact_lock(hashtextextended('reviews ' || p_contributor, 0));
  if p_verdict is not null then
    perform private.limit_network(p_now, 'reviews', p_network_keys, private.setting('reviews_per_network'),
      make_interval(hours => private.setting('counter_kept_h')::int));
    if (select count(*) from private.reviewers w join public.reviews r using (camera_number, round, person)
          where w.contributor_id = p_contributor and r.cast_on = private.day(p_now))
        + (select count(*) from private.review_queue q where q.contributor_id = p_contributor)
        >= private.setting('reviews_per_day') then
      raise exception using errcode = 'PT429', message = 'reviews_limit',
        detail = json_build_object('retry_after_s', 86400)::text;
    end if;
  end if;
  perform private.hold_contributor(p_contributor);
  delete from private.review_queue q where q.camera_number = p_number and q.person = v_person;
  if found and p_verdict is null then
    v_outcome := 'taken_back';
  elsif p_publish = 'later' and p_verdict is not null then
    insert into private.review_queue (camera_number, person, contributor_id, verdict, on_site, due_at, burst)
    values (p_number, v_person, p_contributor, p_verdict::public.verdict, coalesce(p_on_site, false),
      p_now + random() * make_interval(hours => private.setting('publish_delay_max_h')::int),
      private.burst_of(p_now, p_network_keys));
    v_outcome := 'waiting';
  else
    v_outcome := private.count_review(p_now, private.lock_camera(p_number), v_person, p_contributor,
      p_verdict::public.verdict, coalesce(p_on_site, false));
    if v_outcome = 'counted' then
      perform private.note_burst(p_now, private.burst_of(p_now, p_network_keys), p_number);
    end if;
  end if;
  return json_build_object('outcome', v_outcome,
    'state', (select c.state from public.cameras c where c.number = p_number),
    'own', private.own_review(private.day(p_now), v_person, p_number));
end $$;

-- What becomes due: waiting reviews, trust for results that have stood, and erasing who reviewed. Whoever is being
-- forgotten at this moment is passed over.
create or replace function private.tend_reviews(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_today date := private.day(p_now);
  v_due record;
  v_camera public.cameras;
begin
  for v_due in
    delete from private.review_queue q where (q.camera_number, q.person) in (
      select w.camera_number, w.person
      from private.review_queue w join private.contributors c on c.id = w.contributor_id
      where w.due_at <= p_now
      order by w.due_at limit 500
      -- in this order: a row that was locked stays so when the next is skipped
      for key share of c skip locked for update of w skip locked)
    returning q.*
  loop
    begin
      v_camera := private.lock_camera(v_due.camera_number);
      if v_due.person <> all (private.reporters(v_due.camera_number))
          and private.count_review(p_now, v_camera, v_due.person, v_due.contributor_id, v_due.verdict, v_due.on_site)
            = 'counted' then
        perform private.note_burst(p_now, v_due.burst, v_due.camera_number);
      end if;
    exception when sqlstate 'PT404' or sqlstate 'PT409' or sqlstate 'PT410' then
      -- Meanwhile the camera went, or its state was decided with an earlier review of this person: nothing to count.
      null;
    end;
  end loop;

  if not exists (select from private.standings s where s.credit_on <= v_today)
      and not exists (select from private.reviewers w where w.erase_on <= v_today) then
    return;
  end if;
  perform private.lock_version();
  insert into private.act_days (contributor_id, day, camera_number)
  select w.contributor_id, r.cast_on, r.camera_number
  from private.standings s join public.reviews r on r.camera_number = s.camera_number and r.round = s.won_round
  join private.reviewers w on w.camera_number = r.camera_number and w.round = r.round and w.person = r.person
  join private.contributors c on c.id = w.contributor_id
  where s.credit_on <= v_today and r.turn <= s.since_turn
    and r.verdict = case when s.state = 'removed' then 'absent' else 'present' end::public.verdict
  for key share of c skip locked
  on conflict do nothing;
  update private.standings set credit_on = null where credit_on <= v_today;

  update private.act_days a set camera_number = null
  from private.reviewers w
  where w.erase_on <= v_today and a.contributor_id = w.contributor_id and a.camera_number = w.camera_number
    and not exists (select from private.reviewers other
      where other.camera_number = w.camera_number and other.contributor_id = w.contributor_id
        and (other.erase_on is null or other.erase_on > v_today));
  delete from private.reviewers where erase_on <= v_today;
end $$;

-- Says that a field of a camera should have another value (JSON), or that a correction that is open is wrong. Answers
-- {outcome: 'open' or 'corrected', corrections}. Raises PT401, PT404, PT410, PT422, PT429.
create or replace function private.correct_camera(
  p_now timestamptz, p_contributor uuid, p_salt text, p_number bigint, p_field text, p_value text,
  p_agrees boolean default true, p_network_keys text[] default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_person text := private.person(p_salt, p_number);
  v_camera public.cameras;
  v_value jsonb;
  v_id uuid;
  v_sums jsonb;
begin
  perform private.require_contributor(p_contributor);
  if p_salt is null or p_salt !~ '^[0-9a-f]{64}$' then
    perform private.refuse('salt', 'invalid');
  end if;
  if p_field is null or p_field not in
      ('type', 'heading_deg', 'maker', 'capabilities', 'sign_present', 'height_m', 'operator', 'position') then
    perform private.refuse('field', case when p_field is null then 'required' else 'invalid' end);
  end if;
  perform private.limit_network(p_now, 'reviews', p_network_keys, private.setting('reviews_per_network'),
    make_interval(hours => private.setting('counter_kept_h')::int));
  v_camera := private.lock_camera(p_number);
  v_value := private.corrected_value(p_now, v_camera, p_field, p_value);
  select k.id into v_id from public.corrections k
  where k.camera_number = p_number and k.field = p_field and k.value = v_value and k.closed_on is null;
  if v_id is null and p_agrees is false then
    raise exception using errcode = 'PT404', message = 'unknown_correction';
  end if;
  if v_id is null then
    insert into public.corrections (camera_number, field, value, opened_on)
    values (p_number, p_field, v_value, private.day(p_now)) returning id into v_id;
  end if;
  if p_agrees is not false then
    -- One wants one value.
    delete from public.correction_votes v using public.corrections k
    where k.id = v.correction_id and k.camera_number = p_number and k.field = p_field and k.closed_on is null
      and v.person = v_person and v.agrees;
  end if;
  insert into public.correction_votes (correction_id, person, agrees, weight)
  values (v_id, v_person, p_agrees is not false, private.weight(p_contributor))
  on conflict (correction_id, person) do update set agrees = excluded.agrees, weight = excluded.weight;
  select c into v_sums from json_array_elements(private.open_corrections(p_number)) c
  where c ->> 'field' = p_field and (c -> 'value')::jsonb = v_value;
  if p_agrees is not false and private.suffices(p_field, (v_sums ->> 'people')::bigint,
      (v_sums ->> 'weight')::numeric, (v_sums ->> 'against_weight')::numeric) then
    update public.cameras set
      type = case when p_field = 'type' then (v_value #>> '{}')::public.camera_type else type end,
      heading_deg = case when p_field = 'heading_deg' then (v_value #>> '{}')::smallint else heading_deg end,
      maker = case when p_field = 'maker' then (v_value #>> '{}')::public.camera_maker else maker end,
      capabilities = case when p_field = 'capabilities'
        then array(select jsonb_array_elements_text(v_value)::public.camera_capability) else capabilities end,
      sign_present = case when p_field = 'sign_present' then (v_value #>> '{}')::public.sign_presence else sign_present end,
      height_m = case when p_field = 'height_m' then (v_value #>> '{}')::numeric else height_m end,
      operator = case when p_field = 'operator' then (v_value #>> '{}')::public.camera_operator else operator end
    where number = p_number;
    if p_field = 'position' then
      update public.cameras set position = private.point((v_value ->> 0)::float8, (v_value ->> 1)::float8)
      where number = p_number;
    end if;
    update public.corrections set closed_on = private.day(p_now), accepted = (id = v_id)
    where camera_number = p_number and field = p_field and closed_on is null;
    perform private.record_event(p_now, p_number, 'corrected');
    return json_build_object('outcome', 'corrected', 'corrections', private.open_corrections(p_number, v_person));
  end if;
  return json_build_object('outcome', 'open', 'corrections', private.open_corrections(p_number, v_person));
end $$;

-- Closes corrections that nobody has decided for too long.
create or replace function private.close_old_corrections(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_opened_on date := private.day(p_now) - private.setting('correction_open_days')::int;
begin
  if not exists (select from public.corrections k where k.closed_on is null and k.opened_on <= v_opened_on) then
    return;
  end if;
  perform private.lock_version();
  update public.corrections set closed_on = private.day(p_now) where closed_on is null and opened_on <= v_opened_on;
end $$;

-- Takes a camera's salts and lines out of the log for good; a camera that is shown is hidden first, with this reason.
-- Answers {camera_number, erased}.
create or replace function private.erase_camera(p_now timestamptz, p_number bigint, p_reason text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_camera public.cameras;
  v_erased integer;
begin
  perform private.lock_version();
  select * into v_camera from public.cameras where number = p_number and version is not null for no key update;
  if v_camera.number is null then
    raise exception using errcode = 'PT404', message = 'unknown_camera';
  end if;
  if private.is_visible(v_camera) then
    perform private.set_camera_state(p_now, p_number, 'hidden', p_reason);
  end if;
  update public.camera_events set salt = null, public_line = null where camera_number = p_number and salt is not null;
  get diagnostics v_erased = row_count;
  -- The log reads otherwise now.
  update private.version set value = value + 1 where only_row;
  return json_build_object('camera_number', p_number, 'erased', v_erased);
end $$;

-- Puts every camera and every cell on the list, to be measured as if nothing had been before. Answers how many are on
-- it.
create or replace function public.rebuild_coverage() returns bigint
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.lock_version();
  perform from private.coverage_version for update;
  delete from private.coverage_pieces where true;
  insert into private.coverage_due_cells (cell_x, cell_y)
  select distinct c.cell_x, c.cell_y from private.coverage c on conflict do nothing;
  perform private.note_surveys();
  -- What is on the map stays there until it is measured.
  update private.coverage_cameras set optics = '' where optics <> '';
  insert into private.coverage_due_cameras (camera_number)
  select c.number from public.cameras c where c.version is not null on conflict do nothing;
  return (select count(*) from private.coverage_due_cameras) + (select count(*) from private.coverage_due_cells);
end $$;

-- New boundaries cut the cells anew.
create or replace function private.recut_cells() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from private.coverage_version for update;
  delete from private.coverage_pieces where true;
  insert into private.coverage_due_cells (cell_x, cell_y)
  select distinct c.cell_x, c.cell_y from private.coverage c on conflict do nothing;
  return null;
end $$;

-- Puts the cells that some ground lies in on the list, to be measured anew. Not those of its box: a walk across the
-- city has a thousand. Nobody measures meanwhile, because measuring takes cells off the list and puts others on it.
create or replace function private.note_ground(p_ground extensions.geometry) returns void
language sql volatile set search_path = '' as $$
  select from private.coverage_version for update;
  insert into private.coverage_due_cells (cell_x, cell_y)
  select x, y
  from (select private.setting('coverage_cell_m')::float8 as m) s,
    generate_series(floor(extensions.st_xmin(p_ground) / m)::integer, floor(extensions.st_xmax(p_ground) / m)::integer) x,
    generate_series(floor(extensions.st_ymin(p_ground) / m)::integer, floor(extensions.st_ymax(p_ground) / m)::integer) y
  where extensions.st_intersects(p_ground, extensions.st_makeenvelope(x * m, y * m, (x + 1) * m, (y + 1) * m, 32634))
  order by x, y
  on conflict do nothing
$$;

-- Takes a survey back within its ten minutes: nothing of it stays. Raises PT410.
create or replace function private.withdraw_survey(p_now timestamptz, p_survey_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_survey public.surveys;
begin
  delete from private.survey_queue q where q.survey_id = p_survey_id;
  delete from private.survey_withdrawals w where w.survey_id = p_survey_id and w.expires_at > p_now;
  if not found then
    raise exception using errcode = 'PT410', message = 'withdraw_time_over';
  end if;
  delete from public.surveys where id = p_survey_id returning * into v_survey;
  if v_survey.is_published then
    perform private.note_ground(v_survey.ground);
  end if;
end $$;

-- Publishes surveys whose time has come, and deletes those that have faded, and what has expired.
create or replace function private.tend_surveys(p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_survey record;
begin
  for v_survey in
    delete from private.survey_queue q where q.survey_id in (
      select due.survey_id from private.survey_queue due where due.due_at <= p_now
      order by due.due_at limit 100 for update skip locked)
    returning q.survey_id
  loop
    perform private.rewrite_surveys(array[v_survey.survey_id]);
    perform private.publish_survey(v_survey.survey_id);
  end loop;
  for v_survey in
    delete from public.surveys s where s.id in (
      select old.id from public.surveys old
      where old.looked_on <= private.day(p_now) - private.setting('survey_fade_days')::int
      order by old.looked_on limit 100 for update skip locked)
    returning s.*
  loop
    if v_survey.is_published and v_survey.removed_on is null then
      perform private.note_ground(v_survey.ground);
    end if;
  end loop;
  delete from private.survey_withdrawals where survey_id in (
    select w.survey_id from private.survey_withdrawals w where w.expires_at <= p_now for update skip locked);
  delete from private.survey_keys
  where created_on < private.day(p_now) - private.setting('idempotency_kept_days')::int;
end $$;

-- Hides a camera with a public reason, restores one, or merges one into another that stands for it. Answers
-- {camera_number, state, version}. Raises PT401, PT403, PT404, PT409 (own_camera, not_hidden), PT410, PT422, PT429.
create or replace function private.moderate(
  p_now timestamptz, p_contributor uuid, p_salt text, p_number bigint, p_act text, p_reason text default null,
  p_into bigint default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_key text := 'desk ' || p_contributor || ' ' || private.day(p_now);
  v_camera public.cameras;
  v_into public.cameras;
begin
  perform private.require_moderator(p_contributor);
  if p_salt is null or p_salt !~ '^[0-9a-f]{64}$' then
    perform private.refuse('salt', 'invalid');
  end if;
  if p_act is null or p_act not in ('hide', 'restore', 'merge') then
    perform private.refuse('act', case when p_act is null then 'required' else 'invalid' end);
  end if;
  if p_act = 'hide' and coalesce(trim(p_reason), '') = '' then
    perform private.refuse('reason', 'required');
  end if;
  if length(p_reason) > private.setting('reason_max_chars') then
    perform private.refuse('reason', 'too_long');
  end if;
  if p_act = 'merge' and p_into is null then
    perform private.refuse('into', 'required');
  end if;
  perform private.lock_version();
  select * into v_camera from public.cameras where number = p_number and version is not null for no key update;
  if v_camera.number is null then
    raise exception using errcode = 'PT404', message = 'unknown_camera';
  end if;
  if v_camera.withdrawn then
    raise exception using errcode = 'PT410', message = 'gone';
  end if;
  if private.reported(p_salt, p_number) then
    raise exception using errcode = 'PT409', message = 'own_camera';
  end if;
  if p_act = 'restore' and v_camera.state <> 'hidden' then
    raise exception using errcode = 'PT409', message = 'not_hidden';
  end if;
  if p_act <> 'restore' and v_camera.state = 'hidden' then
    raise exception using errcode = 'PT410', message = 'gone';
  end if;
  perform private.count_act(p_now, v_key, interval '1 day');
  if private.used(p_now, array[v_key]) > private.setting('moderator_acts_per_day') then
    raise exception using errcode = 'PT429', message = 'desk_limit',
      detail = json_build_object('retry_after_s', 86400)::text;
  end if;
  if p_act = 'hide' then
    return private.set_camera_state(p_now, p_number, 'hidden', trim(p_reason));
  elsif p_act = 'restore' then
    update public.cameras set merged_into = null where number = p_number;
    return private.set_camera_state(p_now, p_number, null);
  end if;
  select * into v_into from public.cameras where number = p_into for no key update;
  if p_into = p_number or v_into.number is null or not private.is_visible(v_into) then
    perform private.refuse('into', case when p_into = p_number then 'same_camera' else 'unknown_camera' end);
  end if;
  if private.reported(p_salt, p_into) then
    raise exception using errcode = 'PT409', message = 'own_camera';
  end if;
  -- What was merged into this one goes along.
  update public.cameras set merged_into = p_into, hidden_reason = private.camera_id(p_into)
  where merged_into = p_number;
  update public.cameras set state = 'hidden', state_before_hidden = v_camera.state, merged_into = p_into,
    hidden_reason = private.camera_id(p_into)
  where number = p_number;
  return json_build_object('camera_number', p_number, 'state', 'hidden',
    'version', private.record_event(p_now, p_number, 'merged'));
end $$;

-- Takes a published survey out of the map, or puts it back; no act on a flood moves it again then. Raises PT401, PT403,
-- PT404, PT429.
create or replace function private.remove_survey(p_now timestamptz, p_contributor uuid, p_survey_id uuid, p_removed boolean)
returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_ground extensions.geometry;
begin
  perform private.require_moderator(p_contributor);
  perform private.lock_version();
  update public.surveys set removed_on = case when p_removed then private.day(p_now) end
  where id = p_survey_id and is_published
  returning ground into v_ground;
  if not found then
    raise exception using errcode = 'PT404', message = 'not_found';
  end if;
  perform private.limit_desk(p_now, p_contributor, 'desk', private.setting('moderator_acts_per_day'));
  update private.take_backs set surveys = array_remove(surveys, p_survey_id) where p_survey_id = any (surveys);
  perform private.note_ground(v_ground);
end $$;

-- Deletes reports that waited beside a hidden entry until nobody decided, and what acts on floods need to be undone.
create or replace function private.tend_floods(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_today date := private.day(p_now);
  v_made_on date := v_today - private.setting('take_back_undo_days')::int;
  v_number bigint;
begin
  if not exists (select from private.held_reports h where h.delete_on <= v_today or h.show_at <= p_now)
      and not exists (select from private.take_backs b where b.made_on <= v_made_on) then
    return;
  end if;
  perform private.lock_version();
  for v_number in
    select distinct r.camera_number from private.held_reports h join public.reports r on r.id = h.report_id
    where h.delete_on <= v_today limit 500
  loop
    perform private.delete_pending(v_number);
  end loop;
  update private.held_reports set show_at = null where show_at <= p_now;
  delete from private.take_backs where made_on <= v_made_on;
end $$;

-- Deletes counters whose time is over, but for those that are locked just now. Answers how many.
create function private.drop_counters(p_now timestamptz) returns bigint
language sql volatile set search_path = '' set lock_timeout = '50ms' as $$
  with free as materialized (select c.key from private.counters c where c.expires_at <= p_now for update skip locked),
    gone as (delete from private.counters c using free f where c.key = f.key returning c.key)
  select count(*) from gone
$$;

-- Publishes every report whose time has come, whichever process asks first, and deletes what has expired.
create or replace function private.tick(p_now timestamptz) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_today date := private.day(p_now);
  v_reports uuid[];
  v_due record;
  v_published integer := 0;
  v_purged integer := 0;
  v_rows integer;
begin
  v_reports := array(
    select due.report_id from private.publication_queue due where due.due_at <= p_now
    order by due.due_at limit 500 for update skip locked);
  if cardinality(v_reports) > 0 then
    perform private.lock_version();
    perform private.rewrite_reports(v_reports);
  end if;
  for v_due in
    delete from private.publication_queue q where q.report_id = any (v_reports) returning q.*
  loop
    if private.publish_report(p_now, v_due.report_id) is not null then
      perform private.note_burst(p_now, v_due.burst,
        (select r.camera_number from public.reports r where r.id = v_due.report_id));
    end if;
    v_published := v_published + 1;
  end loop;
  delete from private.spent_challenges where expires_at <= p_now;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  v_purged := v_purged + private.drop_counters(p_now);
  delete from private.withdrawals where report_id in (
    select w.report_id from private.withdrawals w where w.expires_at <= p_now for update skip locked);
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.burst_ids where day < v_today;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.burst_acts where day < v_today - 1;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.taken_back where day < v_today - 1;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.idempotency_keys where created_on < v_today - private.setting('idempotency_kept_days')::int;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from public.report_notes where delete_on <= v_today;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  update public.complaints set message = null where message is not null and delete_on <= v_today;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  -- Last, because others wait for the rows that it takes, and it for none.
  perform private.turn(p_now);
  return json_build_object('published', v_published, 'purged', v_purged,
    'version', (select v.value from private.version v));
end $$;

-- All duties of the clock but closing days: for one process at a time, the others have nothing to do. Surveys come last,
-- because measuring comes after everything else in the order of locks.
create or replace function public.tick() returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer json;
begin
  if not pg_catalog.pg_try_advisory_xact_lock(720190122) then
    return json_build_object('published', 0, 'purged', 0, 'version', (select v.value from private.version v));
  end if;
  perform private.tend_reviews(now());
  perform private.close_old_corrections(now());
  perform private.tend_floods(now());
  v_answer := private.tick(now());
  perform private.tend_surveys(now());
  return v_answer;
end $$;

-- Clears the planner's statistics of tables that are empty now: `analyze` passes over them, and the most common values
-- of what was deleted would stay. Answers whether it could; not while somebody holds one of the tables.
create or replace function private.forget_statistics() returns boolean
language plpgsql volatile set search_path = '' set lock_timeout = '500ms' as $$
declare
  v_is_whole boolean := true;
  v_stale record;
begin
  for v_stale in
    select n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) as type
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_catalog.pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname and s.attname = a.attname
    where n.nspname in ('private', 'public', 'auth') and c.relkind = 'r' and pg_catalog.pg_has_role(c.relowner, 'usage')
      and pg_catalog.pg_relation_size(c.oid) = 0
  loop
    begin
      if pg_catalog.current_setting('server_version_num')::int >= 180000 then
        execute pg_catalog.format('select pg_catalog.pg_clear_attribute_stats(%L, %L, %L, false)',
          v_stale.nspname, v_stale.relname, v_stale.attname);
      else
        -- Declaring the same type again rewrites nothing, and drops the statistics.
        execute pg_catalog.format('alter table %I.%I alter column %I type %s',
          v_stale.nspname, v_stale.relname, v_stale.attname, v_stale.type);
      end if;
    exception
      when lock_not_available then
        v_is_whole := false;
      when others then
        -- What a view, a trigger or a generated column reads cannot be declared again. Nobody is named there, but for one
        -- column of Auth (below).
        null;
    end;
  end loop;
  return v_is_whole;
end $$;
