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
