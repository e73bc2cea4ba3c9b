-- Cameras (the present), their events (the history), and the version that orders public changes.
-- No role but the owner has any right on these tables: reads and writes go through functions.

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
  version bigint unique,
  withdrawn boolean not null default false,
  hidden_reason text,
  state_before_hidden public.camera_state check (state_before_hidden <> 'hidden'),
  check ((version is null) = (first_reported_on is null) and (version is null) = (changed_on is null)),
  check ((state = 'hidden') = (hidden_reason is not null)),
  check ((state = 'hidden') = (state_before_hidden is not null))
);
create index cameras_position on public.cameras using gist (position);
create index cameras_changed_on on public.cameras (changed_on);
create index cameras_confirmed on public.cameras (last_confirmed_on desc nulls last, version desc);
alter table public.cameras enable row level security;
revoke all on public.cameras from public, anon, authenticated, service_role;

-- Append-only: nobody but the owner may change or remove a line.
create table public.camera_events (
  id uuid primary key default gen_random_uuid(),
  camera_number bigint not null references public.cameras,
  kind public.event_kind not null,
  day date not null,
  version bigint not null unique,
  salt text not null default private.random_hex() check (salt ~ '^[0-9a-f]{32}$'),
  -- the exact line of the public log
  public_line text not null check (public_line !~ '[\n\r]')
);
create index camera_events_camera on public.camera_events (camera_number, version);
alter table public.camera_events enable row level security;
revoke all on public.camera_events from public, anon, authenticated, service_role;

-- One row: the lock on it makes versions visible in their order. A transaction takes it once it has checked
-- everything, and before it changes what is public. Beside it the number of visible cameras in each state, so
-- that no page counts rows.
create table private.version (
  only_row boolean primary key default true check (only_row),
  value bigint not null default 0
);
insert into private.version default values;
create table private.state_counts (
  state public.camera_state primary key,
  cameras bigint not null default 0 check (cameras >= 0)
);
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
    'first_reported_on', p_camera.first_reported_on,
    'observed_on', p_camera.observed_on,
    'last_confirmed_on', p_camera.last_confirmed_on,
    'confirmations', p_camera.confirmations,
    'disputes', p_camera.disputes,
    'changed_on', p_camera.changed_on)
$$;

-- The same with the number first, as every read answers it.
create function private.numbered(p_number bigint, p_record jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('number', p_number) || p_record
$$;

create function private.is_visible(p_camera public.cameras) returns boolean
language sql immutable set search_path = '' as $$
  select p_camera.version is not null and not p_camera.withdrawn and p_camera.state <> 'hidden'
$$;

-- Keeps the counts by state true, whatever changes a camera.
create function private.count_states() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_was public.camera_state;
  v_is public.camera_state;
begin
  if tg_op = 'UPDATE' and private.is_visible(old) then v_was := old.state; end if;
  if private.is_visible(new) then v_is := new.state; end if;
  if v_was is distinct from v_is then
    update private.state_counts set cameras = cameras - 1 where state = v_was;
    update private.state_counts set cameras = cameras + 1 where state = v_is;
  end if;
  return null;
end $$;
create trigger cameras_count_states after insert or update on public.cameras
  for each row execute function private.count_states();

-- The one way in which something public changes: the camera takes the next version and the change becomes a line
-- of its history. The caller has written the camera's new facts before.
create function private.record_event(p_now timestamptz, p_number bigint, p_kind public.event_kind)
returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_version bigint;
  v_day date := private.day(p_now);
  v_camera public.cameras;
  v_line jsonb;
begin
  update private.version set value = value + 1 returning value into v_version;
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
