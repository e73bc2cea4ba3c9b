-- Who follows the public changes learns of what was taken away, why and since which version: lines of the camera index
-- say why a camera is gone, and a version has a mark that only this history has.

select private.lock_version();

create index cameras_gone on public.cameras (number) where withdrawn or state = 'hidden';

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

create or replace view private.camera_lines with (security_invoker = true) as
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

create or replace function private.camera_lines_header() returns text
language sql immutable set search_path = '' as $$
  select 'number,version,lng_e6,lat_e6,state,type,mount,heading_deg,operator,maker,capabilities,sign_present,height_m,'
    || 'accuracy_m,method,municipality,source,start_date,first_reported_on,observed_on,last_confirmed_on,confirmations,'
    || 'disputes,changed_on,state_changes,gone'
$$;

create function public.gone_lines(p_after bigint, p_limit integer) returns text
language sql stable security definer set search_path = '' set datestyle = 'ISO' as $$
  select coalesce(private.camera_lines_header() || E'\n' || nullif(array_to_string(array(
    select l.line from private.camera_lines l where not l.visible and l.number > p_after
    order by l.number limit least(greatest(p_limit, 1), 100000)), E'\n'), ''), '')
$$;

create function public.version_mark(p_version bigint) returns text
language sql stable security definer set search_path = '' as $$
  select substr(encode(sha256(convert_to(e.id::text, 'UTF8')), 'hex'), 1, 12)
  from public.camera_events e where e.version <= p_version order by e.version desc limit 1
$$;

-- What is hidden already gets a new version when it is erased, and so does what was merged into a camera that is merged.
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
  elsif exists (select from public.camera_events where camera_number = p_number and salt is not null) then
    -- What is hidden already gets a new version too: whoever follows the changes is told that it was erased.
    perform private.record_event(p_now, p_number, case when v_camera.merged_into is not null then 'merged'
      when v_camera.state = 'hidden' then 'hidden' else 'withdrawn' end::public.event_kind);
  end if;
  update public.camera_events set salt = null, public_line = null where camera_number = p_number and salt is not null;
  get diagnostics v_erased = row_count;
  return json_build_object('camera_number', p_number, 'erased', v_erased);
end $$;

create or replace function private.moderate(
  p_now timestamptz, p_contributor uuid, p_salt text, p_number bigint, p_act text, p_reason text default null,
  p_into bigint default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_key text := 'desk ' || p_contributor || ' ' || private.day(p_now);
  v_camera public.cameras;
  v_into public.cameras;
  v_other bigint;
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
  -- What was merged into this one goes along, and says so in its history.
  for v_other in
    update public.cameras set merged_into = p_into, hidden_reason = private.camera_id(p_into)
    where merged_into = p_number returning number
  loop
    perform private.record_event(p_now, v_other, 'merged');
  end loop;
  update public.cameras set state = 'hidden', state_before_hidden = v_camera.state, merged_into = p_into,
    hidden_reason = private.camera_id(p_into)
  where number = p_number;
  return json_build_object('camera_number', p_number, 'state', 'hidden',
    'version', private.record_event(p_now, p_number, 'merged'));
end $$;

grant execute on function public.gone_lines, public.version_mark to service_role;
