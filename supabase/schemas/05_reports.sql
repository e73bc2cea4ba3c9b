-- Reports: immutable, with days and no times. What needs a time for a while stands beside them and is deleted.

-- The default of every time at which something is due: restored, what waited waits for a random time again.
create function private.another_due_at() returns timestamptz
language sql volatile set search_path = '' as $$
  select now() + random() * make_interval(hours => private.setting('publish_delay_max_h')::int)
$$;

create table public.reports (
  id uuid primary key,
  camera_number bigint not null references public.cameras,
  position extensions.geography(point, 4326) not null,
  type public.camera_type not null,
  mount public.camera_mount not null,
  heading_deg smallint check (heading_deg between 0 and 359),
  operator public.camera_operator not null,
  maker public.camera_maker not null,
  capabilities public.camera_capability[] not null,
  sign_present public.sign_presence not null,
  height_m numeric(3, 1),
  accuracy_m integer check (accuracy_m >= 0),
  method public.position_method,
  observed_on date,
  received_on date not null,
  source public.camera_source not null,
  -- private.person, of who was signed in: nobody reviews what they reported
  person text check (person ~ '^[0-9a-f]{64}$'),
  start_date public.partial_date
);
create index reports_camera on public.reports (camera_number);
alter table public.reports enable row level security;

-- Notes, for moderators only.
create table public.report_notes (
  report_id uuid primary key references public.reports,
  note text not null check (length(note) between 1 and 4000),
  delete_on date not null
);
create index report_notes_delete_on on public.report_notes (delete_on);
alter table public.report_notes enable row level security;

-- Reports that wait for a random time, so that nobody learns from the map when somebody stood there.
create table private.publication_queue (
  report_id uuid primary key references public.reports,
  due_at timestamptz not null default private.another_due_at(),
  -- private.burst_acts takes it over
  burst uuid
);
create index publication_queue_due_at on private.publication_queue (due_at);

-- Reports that can still be withdrawn, and until when.
create table private.withdrawals (
  report_id uuid primary key references public.reports,
  expires_at timestamptz not null
);
create index withdrawals_expires_at on private.withdrawals (expires_at);

-- Reports taken back: they stay, and count for nothing.
create table private.withdrawn_reports (report_id uuid primary key references public.reports);

-- The keys under which reports were sent: one that is sent again is answered, not written anew.
create table private.idempotency_keys (
  key_hash text primary key check (length(key_hash) between 16 and 128),
  body_hash text not null,
  report_id uuid not null references public.reports,
  created_on date not null
);
create index idempotency_keys_created_on on private.idempotency_keys (created_on);

-- Reports that were taken back before they were public. They are written anew until the day after.
create table private.taken_back (
  report_id uuid primary key references public.reports,
  day date not null
);

-- Reports beside a hidden entry: they are taken, and not public before a moderator says so. Whoever asked for a random
-- time is shown on the desk from a random time on.
create table private.held_reports (
  report_id uuid primary key references public.reports,
  show_at timestamptz default private.another_due_at(),
  -- by a moderator, who can let it wait again
  refused_on date,
  delete_on date not null,
  burst uuid
);
create index held_reports_delete_on on private.held_reports (delete_on);

-- Published, visible cameras near a position, nearest first. One that waits for publication is not among them:
-- who asks again and again must not learn when somebody stood there (docs/decisions/003).
create function private.near(p_lng double precision, p_lat double precision, p_heading_deg integer)
returns json
language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object(
    'number', near.number,
    'lng', round(extensions.st_x(near.position::extensions.geometry)::numeric, 6),
    'lat', round(extensions.st_y(near.position::extensions.geometry)::numeric, 6),
    'type', near.type,
    'heading_deg', near.heading_deg,
    'state', near.state,
    'distance_m', round(near.distance_m::numeric, 1),
    'heading_difference_deg', near.difference_deg,
    'probable', near.distance_m <= private.setting('duplicate_probable_m')
      and coalesce(near.difference_deg <= private.setting('duplicate_heading_deg'), true)
  ) order by near.distance_m), '[]')
  from (
    select c.number, c.position, c.type, c.heading_deg, c.state,
      extensions.st_distance(c.position, private.point(p_lng, p_lat)) as distance_m,
      private.heading_difference(c.heading_deg, p_heading_deg) as difference_deg
    from public.cameras c
    where extensions.st_dwithin(c.position, private.point(p_lng, p_lat), private.setting('duplicate_shown_m')::float8)
      and c.version is not null and not c.withdrawn and c.state not in ('hidden', 'removed')
    order by distance_m
    limit 20
  ) as near
$$;

-- Two reports of one place wait for each other: locks every cell of a grid (about 55 by 39 m) that the circle
-- in which duplicates are looked for touches, in one order, so that two of these never block each other for good.
create function private.lock_place(p_lng double precision, p_lat double precision) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_cell constant double precision := 0.0005;
  v_lat_deg double precision := private.setting('duplicate_shown_m')::float8 / 111000;
  v_lng_deg double precision := v_lat_deg / cos(radians(p_lat));
begin
  for v_x in floor((p_lng - v_lng_deg) / v_cell)::bigint .. floor((p_lng + v_lng_deg) / v_cell)::bigint loop
    for v_y in floor((p_lat - v_lat_deg) / v_cell)::bigint .. floor((p_lat + v_lat_deg) / v_cell)::bigint loop
      perform pg_advisory_xact_lock(hashtextextended('place ' || v_x || ' ' || v_y, 0));
    end loop;
  end loop;
end $$;

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
  salt text,
  start_date text
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
    union all select 'start_date', case
        when p_report.start_date is null then null
        when not private.is_partial_date(p_report.start_date) then 'invalid'
        when p_report.start_date > left(private.day(p_now)::text, length(p_report.start_date)) then 'in_future'
        when left(p_report.start_date, 4)::integer < private.setting('start_date_from_year') then 'too_early' end
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

-- Makes a report public: its camera appears, or is seen again. Does nothing for one that was taken back.
create function private.publish_report(p_now timestamptz, p_report_id uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_report public.reports;
  v_camera public.cameras;
begin
  select * into strict v_report from public.reports where id = p_report_id;
  perform private.lock_version();
  update public.cameras set observed_on = greatest(observed_on, v_report.observed_on)
  where number = v_report.camera_number returning * into v_camera;
  if v_camera.withdrawn or v_camera.state = 'hidden' then
    return null;
  end if;
  return private.record_event(p_now, v_report.camera_number,
    case when v_camera.version is null then 'reported' else 'sighted' end::public.event_kind);
end $$;

-- Whether something that moderators hid stood here.
create function private.was_hidden_here(p_lng double precision, p_lat double precision) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.cameras c
    where c.state = 'hidden' and c.merged_into is null and not c.withdrawn
      and extensions.st_dwithin(c.position, private.point(p_lng, p_lat), private.setting('duplicate_shown_m')::float8))
$$;

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

-- Takes a report back within its ten minutes. A camera with no other report leaves map and downloads.
create function private.withdraw_report(p_now timestamptz, p_report_id uuid) returns json
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

create function public.withdraw_report(
  p_report_id uuid
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.withdraw_report(now(), p_report_id);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

grant execute on function public.report_camera, public.withdraw_report to service_role;
