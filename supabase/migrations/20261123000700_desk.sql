-- What moderators and the clock do: complaints, states, confirmations, publication of what is due, deletion of
-- what has served its time.

create table public.complaints (
  id uuid primary key default gen_random_uuid(),
  camera_number bigint not null references public.cameras,
  kind public.complaint_kind not null,
  message text check (length(message) between 1 and 4000),
  received_on date not null,
  -- the message goes then; that somebody complained stays
  delete_on date not null
);
create index complaints_camera on public.complaints (camera_number);
create index complaints_delete_on on public.complaints (delete_on) where message is not null;
alter table public.complaints enable row level security;
revoke all on public.complaints from public, anon, authenticated, service_role;

create function private.complain(
  p_now timestamptz, p_number bigint, p_kind text, p_message text default null, p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null, p_plain_key text default null
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_camera public.cameras;
  v_id uuid;
begin
  select * into v_camera from public.cameras where number = p_number and version is not null;
  if v_camera.number is null then
    raise exception using errcode = 'PT404', message = 'unknown_camera';
  end if;
  if not private.is_visible(v_camera) then
    raise exception using errcode = 'PT410', message = 'gone';
  end if;
  if p_kind is null or not p_kind = any (enum_range(null::public.complaint_kind)::text[]) then
    perform private.refuse('kind', case when p_kind is null then 'required' else 'invalid' end);
  end if;
  if length(p_message) > private.setting('note_max_chars') then
    perform private.refuse('message', 'too_long');
  end if;
  perform private.pass_guard(p_now, p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key);
  insert into public.complaints (camera_number, kind, message, received_on, delete_on)
  values (p_number, p_kind::public.complaint_kind, nullif(p_message, ''), private.day(p_now),
    private.day(p_now) + private.setting('note_kept_days')::int)
  returning id into v_id;
  return json_build_object('id', v_id);
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
  select * into v_camera from public.cameras where number = p_number and version is not null for update;
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

-- Publishes every report whose time has come, whichever process asks first, and deletes what has expired.
create function private.tick(p_now timestamptz) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_report_id uuid;
  v_published integer := 0;
  v_purged integer := 0;
  v_rows integer;
begin
  for v_report_id in
    delete from private.publication_queue q where q.report_id in (
      select due.report_id from private.publication_queue due where due.due_at <= p_now
      order by due.due_at limit 500 for update skip locked)
    returning q.report_id
  loop
    perform private.publish_report(p_now, v_report_id);
    v_published := v_published + 1;
  end loop;
  delete from private.spent_challenges where expires_at <= p_now;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.counters where expires_at <= p_now;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.withdrawals where expires_at <= p_now;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.idempotency_keys
  where created_on < private.day(p_now) - private.setting('idempotency_kept_days')::int;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from public.report_notes where delete_on <= private.day(p_now);
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  update public.complaints set message = null where message is not null and delete_on <= private.day(p_now);
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  return json_build_object('published', v_published, 'purged', v_purged,
    'version', (select v.value from private.version v));
end $$;

create function public.complain(
  p_number bigint, p_kind text, p_message text default null, p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null, p_plain_key text default null
) returns json
language sql volatile security definer set search_path = '' as $$
  select private.complain(now(), p_number, p_kind, p_message, p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key)
$$;
create function public.set_camera_state(p_number bigint, p_state text, p_reason text default null) returns json
language sql volatile security definer set search_path = '' as $$
  select private.set_camera_state(now(), p_number, p_state, p_reason)
$$;
create function public.tick() returns json
language sql volatile security definer set search_path = '' as $$
  select private.tick(now())
$$;
-- Complaints about cameras that can still be seen, newest day first, for moderators.
create function public.complaints_open() returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('id', k.id, 'camera', private.camera_id(k.camera_number), 'kind', k.kind,
    'message', k.message, 'received_on', k.received_on) order by k.received_on desc), '[]')
  from public.complaints k join public.cameras c on c.number = k.camera_number
  where not c.withdrawn and c.state <> 'hidden'
$$;
revoke execute on function public.complain, public.set_camera_state, public.tick, public.complaints_open
  from public, anon, authenticated, service_role;
grant execute on function public.complain, public.set_camera_state, public.tick, public.complaints_open to service_role;
