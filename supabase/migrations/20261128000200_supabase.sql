-- What hosted Supabase asks for. It loads safeupdate, which refuses an UPDATE or DELETE without WHERE, inside functions
-- too: each says here which rows it means, also when it means all.

create or replace function private.record_event(p_now timestamptz, p_number bigint, p_kind public.event_kind)
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

create or replace function private.erase_camera(p_now timestamptz, p_number bigint, p_reason text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_camera public.cameras;
  v_erased integer;
begin
  perform private.lock_version();
  select * into v_camera from public.cameras where number = p_number and version is not null for update;
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

create or replace function public.rebuild_coverage() returns bigint
language plpgsql volatile security definer set search_path = '' as $$
begin
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

create or replace function private.recut_cells() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.coverage_pieces where true;
  insert into private.coverage_due_cells (cell_x, cell_y)
  select distinct c.cell_x, c.cell_y from private.coverage c on conflict do nothing;
  return null;
end $$;

-- Functions of PostGIS look so dear that a statement of a millisecond would be compiled first, for up to a second. The
-- other engines say so for each connection; here the database does, where its owner runs this.
do $$
begin
  execute format('alter database %I set jit = off', current_database());
exception when insufficient_privilege then
  raise notice 'This role does not own the database: let its owner run "alter database % set jit = off".', current_database();
end $$;

-- Waits until something differs from what the caller has, or something is to be done, for as long as a hosted project
-- lets a statement run (8 s): one request instead of one a second for each. Answers {version, coverage_version,
-- coverage_due, duties_due}. It looks four times a second, takes no lock and spends no transaction id. Volatile, so that
-- each look sees what was committed since.
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
revoke execute on function public.await_changes from public, anon, authenticated, service_role;
grant execute on function public.await_changes to service_role;
