-- The moderators' desk: what waits, and acts on cameras. Each act is an event of the camera's history and can be undone
-- by another; none is on a camera that the moderator reported.

alter type public.event_kind add value 'merged';

insert into public.settings (key, value, unit, meaning) values
  ('moderator_acts_per_day', 100, 'acts', 'one moderator may hide, restore and merge so often in a day'),
  ('reason_max_chars', 200, 'characters', 'longest public reason for hiding a camera'),
  ('burst_network_acts', 5, 'acts', 'so many acts of one network within a day are shown on the desk'),
  ('burst_people', 2, 'people', 'so many who say the same of a camera are shown on the desk when one of them is new'),
  ('burst_days', 30, 'days', 'within this time'),
  ('desk_rows', 50, 'rows', 'rows of each list on the desk');

-- A complaint that has been dealt with. It can be opened again.
alter table public.complaints add column closed_on date;

-- Hides a camera with a public reason, restores one, or merges one into another that stands for it. Answers
-- {camera_number, state, version}. Raises PT401, PT403, PT404, PT409 (own_camera, not_hidden), PT410, PT422, PT429.
create function private.moderate(
  p_now timestamptz, p_contributor uuid, p_salt text, p_number bigint, p_act text, p_reason text default null,
  p_into bigint default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_key text := 'desk ' || p_contributor || ' ' || private.day(p_now);
  v_camera public.cameras;
  v_into public.cameras;
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
  select * into v_camera from public.cameras where number = p_number and version is not null for update;
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
  select * into v_into from public.cameras where number = p_into for update;
  if p_into = p_number or v_into.number is null or not private.is_visible(v_into) then
    perform private.refuse('into', case when p_into = p_number then 'same_camera' else 'unknown_camera' end);
  end if;
  if private.reported(p_salt, p_into) then
    raise exception using errcode = 'PT409', message = 'own_camera';
  end if;
  -- What was merged into this one goes along.
  update public.cameras set merged_into = p_into, hidden_reason = private.camera_id(p_into)
  where merged_into = p_number;
  update public.cameras set state = 'hidden', state_before_hidden = v_camera.state, merged_into = p_into,
    hidden_reason = private.camera_id(p_into)
  where number = p_number;
  return json_build_object('camera_number', p_number, 'state', 'hidden',
    'version', private.record_event(p_now, p_number, 'merged'));
end $$;

-- Being hidden strikes what one was right about; being merged does not.
create function private.strike_hidden() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.act_days a where a.camera_number = new.number;
  update private.standings set credit_on = null, won_round = null where camera_number = new.number;
  return null;
end $$;
create trigger cameras_strike_hidden after update of version on public.cameras
  for each row when (new.state = 'hidden' and new.merged_into is null) execute function private.strike_hidden();

-- Closes a complaint, or opens it again. Raises PT401, PT403, PT404.
create function private.close_complaint(p_now timestamptz, p_contributor uuid, p_complaint uuid, p_closed boolean)
returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.require_moderator(p_contributor);
  update public.complaints set closed_on = case when p_closed then private.day(p_now) end where id = p_complaint;
  if not found then
    raise exception using errcode = 'PT404', message = 'unknown_complaint';
  end if;
end $$;

-- Cameras of which several people, new ones among them, have lately said the same, and networks that did much within the life of
-- their counters, with the cameras that they did it on: {people: [{number, verdict, people, new_people}], networks: [{acts, numbers}]}.
create function private.bursts(p_now timestamptz) returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'people', (select coalesce(json_agg(json_build_object('number', b.camera_number, 'verdict', b.verdict,
        'people', b.people, 'new_people', b.new_people) order by b.new_people desc, b.camera_number), '[]')
      from (select r.camera_number, r.verdict, count(*) as people,
          count(*) filter (where r.weight < private.setting('weight_trusted')) as new_people
        from public.reviews r join public.cameras c on c.number = r.camera_number
        where r.cast_on > private.day(p_now) - private.setting('burst_days')::int and c.state <> 'hidden'
        group by r.camera_number, r.verdict
        having count(*) >= private.setting('burst_people')
          and bool_or(r.weight < private.setting('weight_trusted'))
        order by new_people desc, r.camera_number limit private.setting('desk_rows')::int) b),
    'networks', (select coalesce(json_agg(json_build_object('acts', n.acts, 'numbers', n.numbers) order by n.acts desc), '[]')
      from (select count(*) as acts, (array_agg(distinct a.camera_number))[1:20] as numbers from private.recent_acts a
        where a.expires_at > p_now
        group by a.network_key having count(*) >= private.setting('burst_network_acts')
        order by count(*) desc limit private.setting('desk_rows')::int) n))
$$;

-- What a moderator has before them: {reported, disputed, hidden, complaints, notes, bursts}. Raises PT401, PT403.
create function private.desk(p_now timestamptz, p_contributor uuid) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_rows integer := private.setting('desk_rows');
begin
  perform private.require_moderator(p_contributor);
  return json_build_object(
    'reported', (select coalesce(json_agg(private.numbered(c.number, private.public_record(c)) order by c.version desc), '[]')
      from (select * from public.cameras n where n.state = 'reported' and n.version is not null and not n.withdrawn
        order by n.version desc limit v_rows) c),
    'disputed', (select coalesce(json_agg(private.numbered(c.number, private.public_record(c))
        || jsonb_build_object('reviews', private.review_sums(c.number, private.day(p_now))) order by c.changed_on, c.version), '[]')
      from (select * from public.cameras d where d.state = 'disputed' and not d.withdrawn
        order by d.changed_on, d.version limit v_rows) c),
    'hidden', (select coalesce(json_agg(json_build_object('number', c.number, 'reason', c.hidden_reason,
        'merged_into', c.merged_into, 'changed_on', c.changed_on) order by c.version desc), '[]')
      from (select * from public.cameras h where h.state = 'hidden' and not h.withdrawn
        order by h.version desc limit v_rows) c),
    'complaints', (select coalesce(json_agg(json_build_object('id', k.id, 'number', k.camera_number, 'kind', k.kind,
        'message', k.message, 'received_on', k.received_on) order by k.received_on, k.id), '[]')
      from (select p.* from public.complaints p join public.cameras c on c.number = p.camera_number
        where p.closed_on is null and c.state <> 'hidden' and not c.withdrawn order by p.received_on, p.id limit v_rows) k),
    'notes', (select coalesce(json_agg(json_build_object('number', n.camera_number, 'note', n.note, 'delete_on', n.delete_on)
        order by n.delete_on desc), '[]')
      from (select r.camera_number, t.note, t.delete_on from public.report_notes t
        join public.reports r on r.id = t.report_id join public.cameras c on c.number = r.camera_number
        where c.state <> 'hidden' order by t.delete_on desc limit v_rows) n),
    'bursts', private.bursts(p_now));
end $$;

create function public.moderate(
  p_contributor uuid, p_salt text, p_number bigint, p_act text, p_reason text default null, p_into bigint default null
) returns json
language sql volatile security definer set search_path = '' as $$
  select private.moderate(now(), p_contributor, p_salt, p_number, p_act, p_reason, p_into)
$$;
create function public.close_complaint(p_contributor uuid, p_complaint uuid, p_closed boolean default true) returns void
language sql volatile security definer set search_path = '' as $$
  select private.close_complaint(now(), p_contributor, p_complaint, p_closed)
$$;
create function public.desk(p_contributor uuid) returns json
language sql stable security definer set search_path = '' as $$
  select private.desk(now(), p_contributor)
$$;

-- A merged camera leads to the one that stands for it.
create or replace function public.camera(p_number bigint) returns json
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

revoke execute on function public.moderate, public.close_complaint, public.desk, public.camera
  from public, anon, authenticated, service_role;
grant execute on function public.moderate, public.close_complaint, public.desk to service_role;
grant execute on function public.camera to anon, authenticated, service_role;
