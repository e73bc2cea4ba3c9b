-- Since when a camera stands, as far as somebody knows: a day, a month or a year. It is another thing than the day of its
-- first report, which says since when it is known.

select private.lock_version();

-- Whether a text is a day, a month or a year that exists: a calendar date of ISO 8601, of the precision that is known.
create function private.is_partial_date(p_text text) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when p_text !~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$' or p_text < '0001' then false
    when length(p_text) < 10 then true
    else substr(p_text, 9)::integer <= extract(day from (substr(p_text, 1, 7) || '-01')::date + interval '1 month - 1 day') end
$$;
create domain public.partial_date as text check (private.is_partial_date(value));

alter table public.cameras add column start_date public.partial_date;
alter table public.reports add column start_date public.partial_date;
alter type private.sent_report add attribute start_date text;
insert into public.settings (key, value, unit, meaning) values
  ('start_date_from_year', 1960, 'year', 'earliest year since when a camera can stand');
alter table public.corrections drop constraint corrections_field_check;
alter table public.corrections add constraint corrections_field_check check (field in
  ('type', 'heading_deg', 'maker', 'capabilities', 'sign_present', 'height_m', 'start_date', 'operator', 'position'));
update private.backup_tables set columns = columns || '{start_date}' where name in ('public.cameras', 'public.reports');

create or replace function private.public_record(p_camera public.cameras) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'lng', round(extensions.st_x(p_camera.position::extensions.geometry)::numeric, 6),
    'lat', round(extensions.st_y(p_camera.position::extensions.geometry)::numeric, 6),
    'state', p_camera.state,
    'type', p_camera.type,
    'mount', p_camera.mount,
    'heading_deg', p_camera.heading_deg,
    'operator', p_camera.operator,
    'maker', p_camera.maker,
    'capabilities', p_camera.capabilities,
    'sign_present', p_camera.sign_present,
    'height_m', p_camera.height_m,
    'accuracy_m', p_camera.accuracy_m,
    'method', p_camera.method,
    'source', p_camera.source,
    'start_date', p_camera.start_date,
    'first_reported_on', p_camera.first_reported_on,
    'observed_on', p_camera.observed_on,
    'last_confirmed_on', p_camera.last_confirmed_on,
    'confirmations', p_camera.confirmations,
    'disputes', p_camera.disputes,
    'changed_on', p_camera.changed_on)
$$;

create or replace function private.report_field_problems(p_now timestamptz, p_report private.sent_report) returns jsonb
language sql stable set search_path = '' as $$
  with area as (
    select private.setting('area_west_deg')::float8 as west, private.setting('area_south_deg')::float8 as south,
      private.setting('area_east_deg')::float8 as east, private.setting('area_north_deg')::float8 as north
  ), problems (field, code) as (
    select 'position', case
        when p_report.lng is null or p_report.lat is null then 'required'
        when p_report.lng between west and east and p_report.lat between south and north then null
        when p_report.lat between west and east and p_report.lng between south and north then 'swapped'
        else 'outside_area' end
      from area
    union all select 'type', case when not p_report.type = any (enum_range(null::public.camera_type)::text[]) then 'invalid' end
    union all select 'mount', case when not p_report.mount = any (enum_range(null::public.camera_mount)::text[]) then 'invalid' end
    union all select 'operator',
      case when not p_report.operator = any (enum_range(null::public.camera_operator)::text[]) then 'invalid' end
    union all select 'maker', case when not p_report.maker = any (enum_range(null::public.camera_maker)::text[]) then 'invalid' end
    union all select 'capabilities', case when not p_report.capabilities <@ enum_range(null::public.camera_capability)::text[]
      or cardinality(p_report.capabilities) > cardinality(enum_range(null::public.camera_capability)) then 'invalid' end
    union all select 'sign_present',
      case when not p_report.sign_present = any (enum_range(null::public.sign_presence)::text[]) then 'invalid' end
    union all select 'method', case when not p_report.method = any (enum_range(null::public.position_method)::text[]) then 'invalid' end
    union all select 'publish', case when not p_report.publish in ('now', 'later') then 'invalid' end
    union all select 'heading_deg', case when not p_report.heading_deg between 0 and 359 then 'out_of_range' end
    union all select 'height_m', case when
      not p_report.height_m between private.setting('height_min_m') and private.setting('height_max_m') then 'out_of_range' end
    union all select 'accuracy_m', case when
      not p_report.accuracy_m between 0 and private.setting('accuracy_max_m') then 'out_of_range' end
    union all select 'observed_on', case
        when p_report.observed_on > private.day(p_now) then 'in_future'
        when p_report.observed_on < make_date(private.setting('observed_from_year')::int, 1, 1) then 'too_early' end
    union all select 'start_date', case
        when p_report.start_date is null then null
        when not private.is_partial_date(p_report.start_date) then 'invalid'
        when p_report.start_date > left(private.day(p_now)::text, length(p_report.start_date)) then 'in_future'
        when left(p_report.start_date, 4)::integer < private.setting('start_date_from_year') then 'too_early' end
    union all select 'note', case when length(p_report.note) > private.setting('note_max_chars') then 'too_long' end
  )
  select jsonb_agg(jsonb_build_object('field', field, 'code', code)) from problems where code is not null
$$;

create or replace function private.report_camera(
  p_now timestamptz, p_report private.sent_report, p_guard private.shown_guard, p_source public.camera_source
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_known private.idempotency_keys;
  v_problems jsonb;
  v_near json;
  v_camera public.cameras;
  v_withdraw interval := make_interval(mins => private.setting('withdraw_min')::int);
  v_random_at timestamptz := p_now + random() * make_interval(hours => private.setting('publish_delay_max_h')::int);
  v_is_held boolean := false;
  v_outcome text := 'created';
begin
  if p_report.key_hash is not null then
    perform pg_advisory_xact_lock(hashtextextended('key ' || p_report.key_hash, 0));
    select * into v_known from private.idempotency_keys where key_hash = p_report.key_hash;
  end if;
  if v_known.key_hash is not null then
    if v_known.body_hash is distinct from p_report.body_hash then
      perform private.refuse('Idempotency-Key', 'key_reused');
    end if;
    v_outcome := 'replayed';
    p_report.report_id := v_known.report_id;
    select c.* into v_camera from public.reports r join public.cameras c on c.number = r.camera_number
    where r.id = p_report.report_id;
    if v_camera.withdrawn or v_camera.state = 'hidden' then
      raise exception using errcode = 'PT410', message = 'gone';
    end if;
  else
    v_problems := private.report_problems(p_now, p_report);
    if v_problems is not null then
      raise exception using errcode = 'PT422', message = 'invalid_report', detail = v_problems::text;
    end if;
    perform private.lock_place(p_report.lng, p_report.lat);
    if p_report.same_as is not null then
      select * into v_camera from public.cameras where number = p_report.same_as;
      if v_camera.number is null or not private.is_visible(v_camera) then
        perform private.refuse('same_as', 'unknown_camera');
      end if;
      if not extensions.st_dwithin(v_camera.position, private.point(p_report.lng, p_report.lat),
          private.setting('same_camera_max_m')::float8) then
        perform private.refuse('same_as', 'too_far');
      end if;
    elsif p_report.another_camera is not true then
      v_near := private.near(p_report.lng, p_report.lat, p_report.heading_deg);
      if json_array_length(v_near) > 0 then
        raise exception using errcode = 'PT409', message = 'known_cameras_near', detail = v_near::text;
      end if;
    end if;
    perform private.pass_guard(p_now, p_guard.challenge_hash, p_guard.challenge_expires_at, p_guard.network_keys,
      p_guard.plain_key);

    if v_camera.number is null then
      insert into public.cameras (number, position, type, mount, heading_deg, operator, maker, capabilities,
        sign_present, height_m, accuracy_m, method, source, start_date)
      values (private.random_number(), private.point(p_report.lng, p_report.lat), p_report.type::public.camera_type,
        p_report.mount::public.camera_mount, p_report.heading_deg, p_report.operator::public.camera_operator,
        p_report.maker::public.camera_maker, p_report.capabilities::public.camera_capability[],
        p_report.sign_present::public.sign_presence, p_report.height_m, p_report.accuracy_m, p_report.method::public.position_method,
        p_source, p_report.start_date)
      returning * into v_camera;
      v_is_held := p_source = 'report' and private.was_hidden_here(p_report.lng, p_report.lat);
    end if;
    insert into public.reports (id, camera_number, position, type, mount, heading_deg, operator, maker,
      capabilities, sign_present, height_m, accuracy_m, method, observed_on, received_on, source, start_date)
    values (p_report.report_id, v_camera.number, private.point(p_report.lng, p_report.lat), p_report.type::public.camera_type,
      p_report.mount::public.camera_mount, p_report.heading_deg, p_report.operator::public.camera_operator,
      p_report.maker::public.camera_maker, p_report.capabilities::public.camera_capability[],
      p_report.sign_present::public.sign_presence, p_report.height_m, p_report.accuracy_m, p_report.method::public.position_method,
      p_report.observed_on, private.day(p_now), p_source, p_report.start_date);
    if p_report.note <> '' then
      insert into public.report_notes (report_id, note, delete_on)
      values (p_report.report_id, p_report.note, private.day(p_now) + private.setting('note_kept_days')::int);
    end if;
    if p_report.key_hash is not null then
      insert into private.idempotency_keys (key_hash, body_hash, report_id, created_on)
      values (p_report.key_hash, coalesce(p_report.body_hash, ''), p_report.report_id, private.day(p_now));
    end if;
    insert into private.withdrawals (report_id, expires_at) values (p_report.report_id, p_now + v_withdraw);
    if v_is_held then
      insert into private.held_reports (report_id, show_at, delete_on)
      values (p_report.report_id, case when p_report.publish = 'later' then v_random_at end,
        private.day(p_now) + private.setting('held_days')::int);
    elsif p_report.publish = 'later' then
      insert into private.publication_queue (report_id, due_at) values (p_report.report_id, v_random_at);
    else
      perform private.publish_report(p_now, p_report.report_id);
      select * into v_camera from public.cameras where number = v_camera.number;
    end if;
  end if;
  v_is_held := exists (select from private.held_reports h where h.report_id = p_report.report_id);
  return json_build_object(
    'outcome', v_outcome,
    'report_id', p_report.report_id,
    'published', not v_is_held and not exists (select from private.publication_queue q where q.report_id = p_report.report_id),
    'waits_for_moderator', v_is_held,
    'camera', private.numbered(v_camera.number, private.public_record(v_camera))
      -- a pending camera has no public days yet; its reporter sees today's
      || case when v_camera.version is null then jsonb_build_object('first_reported_on', private.day(p_now),
        'changed_on', private.day(p_now), 'observed_on', p_report.observed_on) else '{}' end,
    'withdraw_seconds', coalesce((select greatest(0, extract(epoch from w.expires_at - p_now))::int
      from private.withdrawals w where w.report_id = p_report.report_id), 0));
end $$;

create or replace function private.corrected_value(p_now timestamptz, p_camera public.cameras, p_field text, p_value text)
returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_value jsonb;
  v_record jsonb := private.public_record(p_camera);
  v_kind text;
  v_point extensions.geography;
  v_problems jsonb;
begin
  begin
    v_value := p_value::jsonb;
  exception when others then
    perform private.refuse(p_field, 'invalid');
  end;
  v_kind := jsonb_typeof(v_value);
  if v_kind is distinct from (case when p_field in ('position', 'capabilities') then 'array'
      when p_field in ('heading_deg', 'height_m') then coalesce(nullif(v_kind, 'null'), 'number')
      when p_field = 'start_date' and v_kind = 'null' then 'null' else 'string' end)
      or p_field in ('heading_deg', 'height_m') and v_kind not in ('number', 'null') then
    perform private.refuse(p_field, 'invalid');
  end if;
  if p_field = 'heading_deg' and v_kind = 'number' and v_value::numeric <> trunc(v_value::numeric) then
    perform private.refuse(p_field, 'invalid');
  end if;
  if p_field = 'position' then
    if jsonb_array_length(v_value) <> 2 or jsonb_typeof(v_value -> 0) <> 'number' or jsonb_typeof(v_value -> 1) <> 'number' then
      perform private.refuse(p_field, 'invalid');
    end if;
    v_value := jsonb_build_array(round((v_value ->> 0)::numeric, 6), round((v_value ->> 1)::numeric, 6));
  elsif p_field = 'capabilities' then
    v_value := (select coalesce(jsonb_agg(distinct c order by c), '[]') from jsonb_array_elements_text(v_value) c);
  elsif p_field = 'height_m' and v_kind = 'number' then
    v_value := to_jsonb(round(v_value::numeric, 1));
  end if;
  v_problems := private.report_problems(p_now, private.read_report(
    jsonb_build_object('lng', v_record -> 'lng', 'lat', v_record -> 'lat') || case p_field
      when 'position' then jsonb_build_object('lng', v_value -> 0, 'lat', v_value -> 1)
      -- So that no cast fails.
      when 'heading_deg' then jsonb_build_object(p_field, least(greatest((v_value #>> '{}')::numeric, -1), 360))
      else jsonb_build_object(p_field, v_value) end));
  -- The camera may lie where a report would not be taken any more: only the field in hand is judged.
  v_problems := (select jsonb_agg(problem) from jsonb_array_elements(v_problems) problem where problem ->> 'field' = p_field);
  if v_problems is not null then
    raise exception using errcode = 'PT422', message = 'invalid_report', detail = v_problems::text;
  end if;
  if p_field = 'position' then
    v_point := private.point((v_value ->> 0)::float8, (v_value ->> 1)::float8);
    if not extensions.st_dwithin(p_camera.position, v_point, private.setting('correction_max_m')::float8) then
      perform private.refuse(p_field, 'too_far');
    end if;
  end if;
  if v_value = (case p_field
      when 'position' then jsonb_build_array(v_record -> 'lng', v_record -> 'lat')
      when 'capabilities' then (select coalesce(jsonb_agg(c order by c), '[]')
        from jsonb_array_elements_text(v_record -> 'capabilities') c)
      else v_record -> p_field end) then
    perform private.refuse(p_field, 'unchanged');
  end if;
  return v_value;
end $$;

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
      ('type', 'heading_deg', 'maker', 'capabilities', 'sign_present', 'height_m', 'start_date', 'operator', 'position') then
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
      start_date = case when p_field = 'start_date' then v_value #>> '{}' else start_date end,
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

create or replace function private.history(p_number bigint) returns json
language sql stable set search_path = '' as $$
  select json_agg(json_build_object('kind', e.kind, 'day', e.day, 'state', e.record -> 'state')::jsonb
    || case when e.kind::text = 'corrected' then jsonb_build_object('changed', (
      select coalesce(jsonb_agg(f order by f), '[]')
      from unnest(array['type', 'heading_deg', 'maker', 'capabilities', 'sign_present', 'height_m', 'start_date', 'operator',
        'lng', 'lat']) f
      -- As text: an older line has no field that came later, and says as much of it as one that is null.
      where e.record ->> f is distinct from e.before ->> f)) else '{}' end
    order by e.version)
  from (
    select v.kind, v.day, v.version, v.public_line::jsonb -> 'record' as record,
      lag(v.public_line::jsonb -> 'record') over (order by v.version) as before
    from public.camera_events v where v.camera_number = p_number
  ) e
$$;

create or replace view private.camera_lines with (security_invoker = true) as
  select c.number, c.version, not c.withdrawn and c.state <> 'hidden' as visible,
    concat(c.number, ',', c.version,
      ',', round(extensions.st_x(c.position::extensions.geometry) * 1e6)::integer,
      ',', round(extensions.st_y(c.position::extensions.geometry) * 1e6)::integer,
      ',', case when not c.withdrawn and c.state <> 'hidden' then c.state end, ',', c.type, ',', c.mount, ',', c.heading_deg,
      ',', c.operator, ',', c.maker, ',', array_to_string(c.capabilities, ' '), ',', c.sign_present, ',', c.height_m,
      ',', c.accuracy_m, ',', c.method, ',', a.area_id, ',', c.source, ',', c.start_date, ',', c.first_reported_on,
      ',', c.observed_on, ',', c.last_confirmed_on, ',', c.confirmations, ',', c.disputes, ',', c.changed_on, ',', c.state_changes) as line
  from public.cameras c left join private.camera_areas a on a.camera_number = c.number where c.version is not null;

create or replace function private.camera_lines_header() returns text
language sql immutable set search_path = '' as $$
  select 'number,version,lng_e6,lat_e6,state,type,mount,heading_deg,operator,maker,capabilities,sign_present,height_m,'
    || 'accuracy_m,method,municipality,source,start_date,first_reported_on,observed_on,last_confirmed_on,confirmations,'
    || 'disputes,changed_on,state_changes'
$$;
