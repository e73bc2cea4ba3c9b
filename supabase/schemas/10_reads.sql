-- What everybody may read, and what the application keeps in memory. Definer functions, because a row-level policy
-- would keep the spatial index from being used; each names its columns and leaves out what is pending, withdrawn or
-- hidden.

-- The record in figures: {version, demonstration, counts, total, newest}; `newest` are the ten cameras that changed
-- last.
create function public.overview() returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'version', (select v.value from private.version v),
    'demonstration', private.setting('demonstration') = 1,
    'counts', (select json_object_agg(s.state, s.cameras order by s.state) from private.state_counts s
      where s.state <> 'hidden'),
    'total', (select sum(s.cameras) from private.state_counts s where s.state <> 'hidden'),
    'newest', (select coalesce(json_agg(private.numbered(c.number, private.public_record(c)) order by c.version desc), '[]')
      from (select * from public.cameras c where c.version is not null and not c.withdrawn and c.state <> 'hidden'
        order by c.version desc limit 10) c))
$$;

-- A camera's history, oldest change first: [{kind, day, state, changed}]; `changed` names what a correction changed.
create function private.history(p_number bigint) returns json
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

-- One camera: null when there is none; {camera, reviews, corrections, history} or, when it was taken away, {gone,
-- reason}. A merged camera leads to the one that stands for it: {gone, into}.
create function public.camera(p_number bigint) returns json
language sql stable security definer set search_path = '' as $$
  select case
    when c.merged_into is not null then json_build_object('gone', 'merged', 'into', c.merged_into)
    when c.state = 'hidden' then json_build_object('gone', 'hidden', 'reason', c.hidden_reason)
    when c.withdrawn then json_build_object('gone', 'withdrawn', 'reason', null)
    else json_build_object(
      'camera', private.numbered(c.number, private.public_record(c)),
      'reviews', private.review_sums(c.number, private.day(now())),
      'corrections', private.open_corrections(c.number),
      'history', private.history(c.number))
  end
  from public.cameras c where c.number = p_number and c.version is not null
$$;

-- What a report at a position could be a duplicate of, for everybody; [] for a position that is none.
create function public.cameras_near(
  p_lng double precision, p_lat double precision, p_heading_deg integer default null
) returns json
language sql stable security definer set search_path = '' as $$
  select case when p_lng between -180 and 180 and p_lat between -90 and 90
    then private.near(p_lng, p_lat, p_heading_deg) else '[]'::json end
$$;

-- What tiles and downloads are made of. Each process keeps all published cameras in memory (src/lib/server/live): it
-- fills that with cameras_lines and keeps it current with changes_since.

-- Why a camera that was taken away is gone: `erased`, `merged` with the number of the camera that stands for it, `hidden`,
-- or `withdrawn`. A public reason stands behind it, in hexadecimal, because a line is split at commas and line feeds. Of
-- what was erased no event has its line any more.
create function private.gone(p_camera public.cameras) returns text
language sql stable set search_path = '' as $$
  select case
    when not exists (select from public.camera_events e where e.camera_number = p_camera.number and e.salt is not null)
      then concat_ws(' ', 'erased', case when p_camera.merged_into is null then r.reason end)
    when p_camera.merged_into is not null then concat_ws(' ', 'merged', p_camera.merged_into)
    when p_camera.state = 'hidden' then concat_ws(' ', 'hidden', r.reason)
    else 'withdrawn' end
  from (select encode(convert_to(p_camera.hidden_reason, 'UTF8'), 'hex') as reason) r
$$;

-- A camera as a process keeps it (src/lib/server/live/camera-line.ts reads it): every public fact of a camera as one
-- line of fields between commas, because a million rows of JSON take three times as long to write. An unknown is empty;
-- so is the state of a camera that was taken away, and why it is gone for one that was not.
create view private.camera_lines with (security_invoker = true) as
  select c.number, c.version, not c.withdrawn and c.state <> 'hidden' as visible,
    concat(c.number, ',', c.version,
      ',', round(extensions.st_x(c.position::extensions.geometry) * 1e6)::integer,
      ',', round(extensions.st_y(c.position::extensions.geometry) * 1e6)::integer,
      ',', case when not c.withdrawn and c.state <> 'hidden' then c.state end, ',', c.type, ',', c.mount, ',', c.heading_deg,
      ',', c.operator, ',', c.maker, ',', array_to_string(c.capabilities, ' '), ',', c.sign_present, ',', c.height_m,
      ',', c.accuracy_m, ',', c.method, ',', a.area_id, ',', c.source, ',', c.start_date, ',', c.first_reported_on,
      ',', c.observed_on, ',', c.last_confirmed_on, ',', c.confirmations, ',', c.disputes, ',', c.changed_on, ',', c.state_changes,
      ',', case when c.withdrawn or c.state = 'hidden' then private.gone(c) end) as line
  from public.cameras c left join private.camera_areas a on a.camera_number = c.number where c.version is not null;

-- The first line before any of them: the names of their fields, in their order. A process that knows others refuses them.
create function private.camera_lines_header() returns text
language sql immutable set search_path = '' as $$
  select 'number,version,lng_e6,lat_e6,state,type,mount,heading_deg,operator,maker,capabilities,sign_present,height_m,'
    || 'accuracy_m,method,municipality,source,start_date,first_reported_on,observed_on,last_confirmed_on,confirmations,'
    || 'disputes,changed_on,state_changes,gone'
$$;

-- The published cameras behind a number, and up to another, a line each, in the order of their numbers, with a header;
-- '' when there are none: a process that starts reads two parts of the record at a time. The lines are not sorted twice.
create function public.cameras_lines(p_after bigint, p_limit integer, p_upto bigint default 1125899906842623) returns text
language sql stable security definer set search_path = '' set datestyle = 'ISO' as $$
  select coalesce(private.camera_lines_header() || E'\n' || nullif(array_to_string(array(
    select l.line from private.camera_lines l where l.visible and l.number > p_after and l.number <= p_upto
    order by l.number limit least(greatest(p_limit, 1), 100000)), E'\n'), ''), '')
$$;

-- Those that were taken away, behind a number: a process that starts reads them too, so that it can tell who follows the
-- changes that they are gone.
create function public.gone_lines(p_after bigint, p_limit integer) returns text
language sql stable security definer set search_path = '' set datestyle = 'ISO' as $$
  select coalesce(private.camera_lines_header() || E'\n' || nullif(array_to_string(array(
    select l.line from private.camera_lines l where not l.visible and l.number > p_after
    order by l.number limit least(greatest(p_limit, 1), 100000)), E'\n'), ''), '')
$$;

-- A text that only this history has at a version: made from the random id of the newest event up to it. A version whose
-- mark is another one is of another database, or of what came before a backup was restored. Null before the first event.
create function public.version_mark(p_version bigint) returns text
language sql stable security definer set search_path = '' as $$
  select substr(encode(sha256(convert_to(e.id::text, 'UTF8')), 'hex'), 1, 12)
  from public.camera_events e where e.version <= p_version order by e.version desc limit 1
$$;

-- What changed after a version, a line each, oldest change first, with a header; '' when nothing did.
create function public.changes_since(p_version bigint) returns text
language sql stable security definer set search_path = '' set datestyle = 'ISO' as $$
  select coalesce(private.camera_lines_header() || E'\n' || string_agg(c.line, E'\n' order by c.version), '') from (
    select l.version, l.line from private.camera_lines l where l.version > p_version order by l.version limit 10000
  ) c
$$;

-- Waits until something differs from what the caller has, or something is to be done, for as long as a hosted project
-- lets a statement run (8 s): one request instead of one a second for each. Answers {version, coverage_version,
-- coverage_due, duties_due}. It looks four times a second, takes no lock and spends no transaction id. Volatile, so
-- that each look sees what was committed since.
create function public.await_changes(
  p_version bigint default null, p_coverage_version bigint default null, p_most_s double precision default 6.75
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_until timestamptz := clock_timestamp() + make_interval(secs => least(p_most_s, 6.75));
  v_found record;
begin
  loop
    select v.value as version, c.value as coverage_version,
      exists (select from private.coverage_due_cameras) or exists (select from private.coverage_due_cells) as coverage_due,
      exists (select from private.publication_queue q where q.due_at <= clock_timestamp())
        or exists (select from private.review_queue q where q.due_at <= clock_timestamp())
        or exists (select from private.survey_queue q where q.due_at <= clock_timestamp()) as duties_due
    into v_found from private.version v, private.coverage_version c;
    exit when v_found.version is distinct from p_version or v_found.coverage_version is distinct from p_coverage_version
      or v_found.coverage_due or v_found.duties_due or clock_timestamp() >= v_until;
    perform pg_sleep(0.25);
  end loop;
  return row_to_json(v_found);
end $$;

grant execute on function public.overview, public.camera, public.cameras_near
  to anon, authenticated, service_role;

grant execute on function public.cameras_lines, public.gone_lines, public.version_mark, public.changes_since,
  public.await_changes
  to service_role;
