-- The lines of the index say which fields they have, so that a program that knows others does not misread them; and a
-- report comes as one object, so that a new field needs no new parameter in four functions.

-- The first line before any of them: the names of their fields, in their order. A process that knows others refuses them.
create function private.camera_lines_header() returns text
language sql immutable set search_path = '' as $$
  select 'number,version,lng_e6,lat_e6,state,type,mount,heading_deg,operator,maker,capabilities,sign_present,height_m,'
    || 'accuracy_m,method,source,first_reported_on,observed_on,last_confirmed_on,confirmations,disputes,changed_on,'
    || 'state_changes'
$$;

-- The published cameras behind a number, and up to another, a line each, in the order of their numbers, with a header;
-- '' when there are none: a process that starts reads two parts of the record at a time. The lines are not sorted twice.
create or replace function public.cameras_lines(p_after bigint, p_limit integer, p_upto bigint default 1125899906842623) returns text
language sql stable security definer set search_path = '' set datestyle = 'ISO' as $$
  select coalesce(private.camera_lines_header() || E'\n' || nullif(array_to_string(array(
    select l.line from private.camera_lines l where l.visible and l.number > p_after and l.number <= p_upto
    order by l.number limit least(greatest(p_limit, 1), 100000)), E'\n'), ''), '')
$$;

-- What changed after a version, a line each, oldest change first, with a header; '' when nothing did.
create or replace function public.changes_since(p_version bigint) returns text
language sql stable security definer set search_path = '' set datestyle = 'ISO' as $$
  select coalesce(private.camera_lines_header() || E'\n' || string_agg(c.line, E'\n' order by c.version), '') from (
    select l.version, l.line from private.camera_lines l where l.version > p_version order by l.version limit 10000
  ) c
$$;

drop function public.report_camera;
drop function private.take_report;
drop function private.report_camera;
drop function private.report_problems;
drop function private.report_field_problems;

-- A report as it is sent, before it is checked: what src/lib/camera/report.ts lets through, the id that it will have, and
-- hashes of its idempotency key and body (hex), and the salt of a contributor who is signed in.
create type private.sent_report as (
  report_id uuid,
  lng double precision,
  lat double precision,
  type text,
  mount text,
  heading_deg integer,
  operator text,
  maker text,
  capabilities text[],
  sign_present text,
  height_m numeric,
  accuracy_m numeric,
  method text,
  observed_on date,
  note text,
  publish text,
  same_as bigint,
  another_camera boolean,
  key_hash text,
  body_hash text,
  salt text
);

-- What a write shows to be counted and let through.
create type private.shown_guard as (
  challenge_hash text,
  challenge_expires_at timestamptz,
  network_keys text[],
  plain_key text
);

-- A report that is sent as {lng, lat, …}: what it leaves out, or says as null, is unknown.
create function private.read_report(p_report jsonb) returns private.sent_report
language sql stable set search_path = '' as $$
  select jsonb_populate_record(null::private.sent_report,
    '{"type": "unknown", "mount": "unknown", "operator": "unknown", "maker": "unknown", "capabilities": [],
      "sign_present": "unknown", "publish": "now", "another_camera": false}' || jsonb_strip_nulls(p_report))
$$;

-- Everything that is wrong with a report, one entry a field: the same rules as src/lib/camera/report.ts, so that no
-- cast and no check below can fail.
create function private.report_field_problems(p_now timestamptz, p_report private.sent_report) returns jsonb
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
    union all select 'note', case when length(p_report.note) > private.setting('note_max_chars') then 'too_long' end
  )
  select jsonb_agg(jsonb_build_object('field', field, 'code', code)) from problems where code is not null
$$;

-- The same, and a report's position is checked against the boundaries once there are any; the box stays the first
-- check.
create function private.report_problems(p_now timestamptz, p_report private.sent_report) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_problems jsonb := private.report_field_problems(p_now, p_report);
begin
  if v_problems @> '[{"field": "position"}]' or not exists (select from public.areas)
      or private.area_at(private.point(p_report.lng, p_report.lat)::extensions.geometry) is not null then
    return v_problems;
  end if;
  return '[{"field": "position", "code": "outside_area"}]'::jsonb || coalesce(v_problems, '[]');
end $$;

-- Takes one report, as a whole or not at all. Answers {outcome, report_id, published, waits_for_moderator, camera,
-- withdraw_seconds}. Raises PT409 with candidates, PT410, PT422 with one entry a field, PT428, PT429.
create function private.report_camera(
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
        sign_present, height_m, accuracy_m, method, source)
      values (private.random_number(), private.point(p_report.lng, p_report.lat), p_report.type::public.camera_type,
        p_report.mount::public.camera_mount, p_report.heading_deg, p_report.operator::public.camera_operator,
        p_report.maker::public.camera_maker, p_report.capabilities::public.camera_capability[],
        p_report.sign_present::public.sign_presence, p_report.height_m, p_report.accuracy_m, p_report.method::public.position_method,
        p_source)
      returning * into v_camera;
      v_is_held := p_source = 'report' and private.was_hidden_here(p_report.lng, p_report.lat);
    end if;
    insert into public.reports (id, camera_number, position, type, mount, heading_deg, operator, maker,
      capabilities, sign_present, height_m, accuracy_m, method, observed_on, received_on, source)
    values (p_report.report_id, v_camera.number, private.point(p_report.lng, p_report.lat), p_report.type::public.camera_type,
      p_report.mount::public.camera_mount, p_report.heading_deg, p_report.operator::public.camera_operator,
      p_report.maker::public.camera_maker, p_report.capabilities::public.camera_capability[],
      p_report.sign_present::public.sign_presence, p_report.height_m, p_report.accuracy_m, p_report.method::public.position_method,
      p_report.observed_on, private.day(p_now), p_source);
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

-- A report with what stands beside it: the name of a contributor who is signed in, the burst, and the camera's line for
-- the memory of the process that sent it, which would have to ask for it otherwise (changes_since). A camera that waits
-- has none.
create function private.take_report(
  p_now timestamptz, p_report jsonb, p_guard jsonb default null, p_source public.camera_source default 'report'
) returns json
language plpgsql volatile security definer set search_path = '' set datestyle = 'ISO' as $$
declare
  v_report private.sent_report := private.read_report(p_report);
  v_guard private.shown_guard := jsonb_populate_record(null::private.shown_guard, p_guard);
  v_answer jsonb := private.report_camera(p_now, v_report, v_guard, p_source);
  v_number bigint := (v_answer -> 'camera' ->> 'number')::bigint;
  v_burst uuid;
begin
  if v_answer ->> 'outcome' = 'created' then
    update public.reports set person = private.person(v_report.salt, camera_number)
    where id = v_report.report_id and v_report.salt is not null;
    v_burst := private.burst_of(p_now, v_guard.network_keys);
    update private.publication_queue set burst = v_burst where report_id = v_report.report_id;
    update private.held_reports set burst = v_burst where report_id = v_report.report_id;
    if (v_answer ->> 'published')::boolean then
      perform private.note_burst(p_now, v_burst, v_number);
    end if;
  end if;
  return v_answer || jsonb_build_object('line', (
    select private.camera_lines_header() || E'\n' || l.line from private.camera_lines l where l.number = v_number));
end $$;

-- @supabase/lite sends an object to PostgreSQL as a JSON string that holds it.
create function private.unwrapped(p_json jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select case jsonb_typeof(p_json) when 'string' then (p_json #>> '{}')::jsonb else p_json end
$$;

-- Takes a report {report_id, lng, lat, …} (private.sent_report), as a whole or not at all, with what it shows to be let
-- through (private.shown_guard).
create function public.report_camera(p_report jsonb, p_guard jsonb default null) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.take_report(now(), private.unwrapped(p_report), private.unwrapped(p_guard));
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

revoke execute on function public.report_camera from public, anon, authenticated, service_role;
grant execute on function public.report_camera to service_role;

-- The value of a correction as the record would hold it. Raises PT422 for what a report would be refused for, for a
-- value that the record has already, and for a position too far away.
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
      when p_field in ('heading_deg', 'height_m') then coalesce(nullif(v_kind, 'null'), 'number') else 'string' end)
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
