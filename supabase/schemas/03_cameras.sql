-- Cameras (the present), their events (the history), and the version that orders public changes.
-- No role but the owner has any right on these tables: reads and writes go through functions.

create type public.camera_state as enum ('reported', 'verified', 'disputed', 'removed', 'hidden');
create type public.camera_type as enum ('fixed', 'dome', 'ptz', 'plate_reader', 'unknown');
create type public.camera_mount as enum
  ('pole', 'wall', 'traffic_light', 'street_lamp', 'gantry', 'building', 'unknown');
create type public.camera_operator as enum
  ('mup', 'city', 'municipality', 'transport', 'private', 'unknown');
create type public.camera_maker as enum ('huawei', 'dahua', 'hikvision', 'other', 'unknown');
create type public.camera_capability as enum ('face_recognition', 'plate_recognition', 'audio');
create type public.sign_presence as enum ('yes', 'no', 'unknown');
create type public.position_method as enum ('dragged', 'gps', 'imagery', 'coordinates');
create type public.camera_source as enum ('report', 'demonstration');
create type public.event_kind as enum
  ('reported', 'sighted', 'state_changed', 'hidden', 'restored', 'withdrawn', 'reviewed', 'corrected', 'merged');

-- Whether a text is a day, a month or a year that exists: a calendar date of ISO 8601, of the precision that is known.
create function private.is_partial_date(p_text text) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when p_text !~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$' or p_text < '0001' then false
    when length(p_text) < 10 then true
    else substr(p_text, 9)::integer <= extract(day from (substr(p_text, 1, 7) || '-01')::date + interval '1 month - 1 day') end
$$;
create domain public.partial_date as text check (private.is_partial_date(value));

create table public.cameras (
  number bigint primary key check (number between 0 and 1125899906842623),
  position extensions.geography(point, 4326) not null,
  state public.camera_state not null default 'reported',
  type public.camera_type not null default 'unknown',
  mount public.camera_mount not null default 'unknown',
  heading_deg smallint check (heading_deg between 0 and 359),
  operator public.camera_operator not null default 'unknown',
  maker public.camera_maker not null default 'unknown',
  capabilities public.camera_capability[] not null default '{}',
  sign_present public.sign_presence not null default 'unknown',
  height_m numeric(3, 1) check (height_m > 0),
  accuracy_m integer check (accuracy_m >= 0),
  method public.position_method,
  source public.camera_source not null default 'report',
  first_reported_on date,
  observed_on date,
  last_confirmed_on date,
  confirmations integer not null default 0 check (confirmations >= 0),
  disputes integer not null default 0 check (disputes >= 0),
  changed_on date,
  -- the version of its last public change; null until it is published
  version bigint,
  withdrawn boolean not null default false,
  hidden_reason text,
  state_before_hidden public.camera_state check (state_before_hidden <> 'hidden'),
  -- the states that it has publicly had: five digits for the day (since 1970-01-01) and a letter for the state, again and
  -- again, oldest first; written when a change becomes public, so that no read has to go through events
  state_changes text not null default '' check (state_changes ~ '^([0-9]{5}[rvdx])*$'),
  -- a merged camera is hidden, and this one stands for it
  merged_into bigint references public.cameras,
  -- since when it stands, as far as somebody knows
  start_date public.partial_date,
  check ((version is null) = (first_reported_on is null) and (version is null) = (changed_on is null)),
  check ((state = 'hidden') = (hidden_reason is not null)),
  check ((state = 'hidden') = (state_before_hidden is not null)),
  check (merged_into is null or state = 'hidden')
);
-- Partial, so that it is no key: to change a key would wait for whoever writes a foreign key to the camera.
create unique index cameras_version on public.cameras (version) where version is not null;
create index cameras_position on public.cameras using gist (position);
create index cameras_changed_on on public.cameras (changed_on);
create index cameras_confirmed on public.cameras (last_confirmed_on desc nulls last, version desc);
create index cameras_merged_into on public.cameras (merged_into) where merged_into is not null;
-- The desk's lists, however long they are.
create index cameras_hidden on public.cameras (version) where state = 'hidden';
create index cameras_disputed on public.cameras (version) where state = 'disputed';
-- What was taken away: few among many.
create index cameras_gone on public.cameras (number) where withdrawn or state = 'hidden';
-- Days on which cameras appeared on the map.
create index cameras_first_reported_on on public.cameras (first_reported_on);
alter table public.cameras enable row level security;

-- Append-only: nobody but the owner may change or remove a line. Erasing takes salt and line away; the leaf stays, so
-- that the day still gives its head.
create table public.camera_events (
  id uuid primary key default gen_random_uuid(),
  camera_number bigint not null references public.cameras,
  kind public.event_kind not null,
  day date not null,
  version bigint not null unique,
  salt text default private.random_hex() check (salt ~ '^[0-9a-f]{32}$'),
  -- the exact line of the public log
  public_line text check (public_line !~ '[\n\r]'),
  leaf text collate "C" not null check (leaf ~ '^[0-9a-f]{64}$'),
  -- the day of the log that the event stands in: its own, or the first that was still open when it was written
  logged_on date not null,
  check ((salt is null) = (public_line is null)),
  -- equal only when the salts are
  constraint camera_events_leaf unique (logged_on, leaf)
);
create index camera_events_camera on public.camera_events (camera_number, version);
alter table public.camera_events enable row level security;

-- One row: the lock on it makes versions visible in their order. A transaction takes it once it has checked
-- everything, and before it changes what is public. Beside it the number of visible cameras in each state, so
-- that no page counts rows.
--
-- Every writer takes its locks in this order, so that no two wait for each other for good (tests/db/locks.test.ts):
--   1. advisory locks: the tick; a key, then places; the reviews of one contributor
--   2. the guard's rows: a challenge, then counters
--   3. a contributor: shared by a review and a sign-in, alone by forgetting
--   4. what waits or can be taken back: queues, held_reports, withdrawals
--   5. private.version
--   6. cameras and what hangs on them, the counters of the desk, take_backs, published surveys
--   7. private.coverage_version, for whoever notes or measures cells
-- A camera is locked "for no key update": a foreign key to it waits for nobody. The clock's duties hold the version when
-- they come to what stands before it here, and so skip there what somebody else holds.
create table private.version (
  only_row boolean primary key default true check (only_row),
  value bigint not null default 0
);

create table private.state_counts (
  state public.camera_state primary key,
  cameras bigint not null default 0 check (cameras >= 0)
);

insert into private.version default values;
insert into private.state_counts (state) select unnest(enum_range(null::public.camera_state));

create function private.lock_version() returns void
language sql volatile set search_path = '' as $$
  select from private.version for update
$$;

-- What the world may know of a camera, in the order of docs/api.md; without its number, which stands outside.
create function private.public_record(p_camera public.cameras) returns jsonb
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

create function private.is_visible(p_camera public.cameras) returns boolean
language sql immutable set search_path = '' as $$
  select p_camera.version is not null and not p_camera.withdrawn and p_camera.state <> 'hidden'
$$;

-- Keeps the counts by state true, whatever changes a camera. Counted once for each statement: an act on ten thousand
-- cameras would otherwise write the same five rows ten thousand times.
create function private.count_states() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    update private.state_counts s set cameras = s.cameras + n.cameras
    from (select i.state, count(*) as cameras from is_now i
      where i.version is not null and not i.withdrawn and i.state <> 'hidden' group by i.state) n
    where s.state = n.state;
  else
    update private.state_counts s set cameras = s.cameras + n.cameras
    from (
      select b.state, sum(b.cameras) as cameras
      from (
        select i.state, 1 as cameras from is_now i where i.version is not null and not i.withdrawn and i.state <> 'hidden'
        union all
        select w.state, -1 from was w where w.version is not null and not w.withdrawn and w.state <> 'hidden'
      ) b group by b.state having sum(b.cameras) <> 0
    ) n
    where s.state = n.state;
  end if;
  return null;
end $$;
create trigger cameras_count_new_states after insert on public.cameras
  referencing new table as is_now for each statement execute function private.count_states();
create trigger cameras_count_states after update on public.cameras
  referencing old table as was new table as is_now for each statement execute function private.count_states();

create function private.state_letter(p_state public.camera_state) returns text
language sql immutable set search_path = '' as $$
  select case p_state when 'reported' then 'r' when 'verified' then 'v' when 'disputed' then 'd' when 'removed' then 'x' end
$$;

-- Adds to state_changes; what is hidden has no state to note.
create function private.note_state_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  if private.is_visible(new) and private.state_letter(new.state) <> right('-' || new.state_changes, 1) then
    new.state_changes := new.state_changes
      || to_char(private.days_since_1970(new.changed_on), 'FM00000') || private.state_letter(new.state);
  end if;
  return new;
end $$;
create trigger cameras_note_state_change before update of version on public.cameras
  for each row when (new.state <> 'hidden') execute function private.note_state_change();

-- The one way in which something public changes: the camera takes the next version and the change becomes a line
-- of its history. The caller has written the camera's new facts before. (private.change_hidden does the same for many.)
create function private.record_event(p_now timestamptz, p_number bigint, p_kind public.event_kind)
returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_version bigint;
  v_day date := private.day(p_now);
  v_camera public.cameras;
  v_line jsonb;
begin
  update private.version set value = value + 1 where only_row returning value into v_version;
  update public.cameras set version = v_version, changed_on = v_day,
    first_reported_on = coalesce(first_reported_on, v_day)
  where number = p_number returning * into v_camera;
  v_line := jsonb_build_object('camera', private.camera_id(p_number), 'day', v_day, 'event', p_kind);
  if private.is_visible(v_camera) then
    v_line := v_line || jsonb_build_object('record', private.public_record(v_camera));
  elsif v_camera.hidden_reason is not null then
    v_line := v_line || jsonb_build_object('reason', v_camera.hidden_reason);
  end if;
  insert into public.camera_events (camera_number, kind, day, version, public_line)
  values (p_number, p_kind, v_day, v_version, v_line::text);
  return v_version;
end $$;

-- Changes a camera's state and writes its event. Hiding needs the public reason; any other state ends hiding, and
-- null restores the state it had before. Confirmations and disputes that led to it are added to the camera's.
-- Answers {camera_number, state, version}.
create function private.set_camera_state(
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

create function public.set_camera_state(
  p_number bigint, p_state text, p_reason text default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.set_camera_state(now(), p_number, p_state, p_reason);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- The camera that a contributor may act on, only read. Raises PT404, PT410.
create function private.seen_camera(p_number bigint) returns public.cameras
language plpgsql stable set search_path = '' as $$
declare
  v_camera public.cameras;
begin
  select * into v_camera from public.cameras where number = p_number and version is not null;
  if v_camera.number is null then
    raise exception using errcode = 'PT404', message = 'unknown_camera';
  end if;
  if not private.is_visible(v_camera) then
    raise exception using errcode = 'PT410', message = 'gone';
  end if;
  return v_camera;
end $$;

-- The camera that a contributor may act on, locked, with the version's lock before it. Raises PT404, PT410.
create function private.lock_camera(p_number bigint) returns public.cameras
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

grant execute on function public.set_camera_state to service_role;
