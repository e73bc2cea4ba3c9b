-- Floods: one act that takes back what came between two days on some ground, and one that undoes it.

-- An act that took back a flood, and what undoing it needs. Nobody's name stands at it.
create table private.take_backs (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('reports', 'surveys')),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  -- as it was asked for: {"municipality": id}, {"box": [west, south, east, north]} or {"circle": [lng, lat, metres]}
  area jsonb not null,
  reason text not null,
  entries integer not null,
  made_on date not null,
  undone_on date,
  -- What it hid. The first camera took this version and each other the next: one that has another version now has been
  -- changed by somebody since.
  cameras bigint[] not null,
  first_version bigint not null,
  surveys uuid[] not null
);
create index take_backs_made_on on private.take_backs (made_on);

-- What the desk lists of an act on a flood.
create function private.taken_back(p_take_back private.take_backs) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', p_take_back.id, 'kind', p_take_back.kind, 'from', p_take_back.from_day,
    'to', p_take_back.to_day, 'area', p_take_back.area, 'reason', p_take_back.reason, 'entries', p_take_back.entries,
    'made_on', p_take_back.made_on, 'undone_on', p_take_back.undone_on)
$$;

-- The ground of a flood, in WGS 84. Raises PT422 for what names none.
create function private.flood_ground(p_area jsonb) returns extensions.geometry
language plpgsql stable set search_path = '' as $$
declare
  v_ground extensions.geometry;
  v_numbers float8[];
begin
  if p_area ? 'municipality' then
    select a.boundary into v_ground from public.areas a where a.id = p_area ->> 'municipality';
  elsif jsonb_typeof(p_area -> 'box') = 'array' or jsonb_typeof(p_area -> 'circle') = 'array' then
    begin
      v_numbers := array(select n::float8 from jsonb_array_elements_text(coalesce(p_area -> 'box', p_area -> 'circle')) n);
    exception when others then
      v_numbers := '{}';
    end;
    if v_numbers[1] between -180 and 180 and v_numbers[2] between -85 and 85 then
      if p_area ? 'box' and cardinality(v_numbers) = 4 and v_numbers[3] between v_numbers[1] and 180
          and v_numbers[4] between v_numbers[2] and 85 then
        v_ground := extensions.st_makeenvelope(v_numbers[1], v_numbers[2], v_numbers[3], v_numbers[4], 4326);
      elsif not p_area ? 'box' and cardinality(v_numbers) = 3
          and v_numbers[3] between 1 and private.setting('take_back_radius_max_m') then
        v_ground := extensions.st_transform(private.view_ground(extensions.st_transform(
          extensions.st_setsrid(extensions.st_makepoint(v_numbers[1], v_numbers[2]), 4326), 32634), v_numbers[3], 360, 0), 4326);
      end if;
    end if;
  end if;
  if v_ground is null then
    perform private.refuse('area', 'invalid');
  end if;
  return v_ground;
end $$;

-- What of a camera's reports was sent by the holder of a salt, without making the keys of HMAC anew for each of them.
create function private.own_cameras(p_salt text, p_numbers bigint[]) returns bigint[]
language plpgsql stable set search_path = '' as $$
declare
  v_key bytea := decode(rpad(encode(convert_to(p_salt, 'UTF8'), 'hex'), 128, '0'), 'hex');
  v_inner bytea := v_key;
  v_outer bytea := v_key;
begin
  if p_salt is null then
    return array[]::bigint[];
  end if;
  for i in 0 .. 63 loop
    v_inner := set_byte(v_inner, i, get_byte(v_key, i) # 54);
    v_outer := set_byte(v_outer, i, get_byte(v_key, i) # 92);
  end loop;
  return array(
    select r.camera_number from public.reports r
    where r.camera_number = any (p_numbers) and r.person is not null
      and r.person = encode(sha256(v_outer
        || sha256(v_inner || convert_to(private.camera_id(r.camera_number), 'UTF8'))), 'hex'));
end $$;

-- The cameras of a flood: what appeared on the map between two days on some ground, with what spares each of them.
-- `confirmed`: somebody else has said that it is there, or its state was decided. `seen`: it was reported again. `own`:
-- the moderator reported it. `kept`: it was named. Told to be strict, a voice that weighs little and a report of those
-- days spare nothing, because who floods can send those too.
create function private.flood_cameras(
  p_from date, p_to date, p_ground extensions.geometry, p_is_strict boolean, p_kept bigint[], p_salt text
) returns table (number bigint, version bigint, spared text)
language plpgsql stable set search_path = '' as $$
declare
  v_trusted numeric := private.setting('weight_trusted');
  v_own bigint[] := array[]::bigint[];
begin
  if p_salt is not null then
    v_own := private.own_cameras(p_salt, array(select c.number from public.cameras c
      where c.first_reported_on between p_from and p_to));
  end if;
  return query
  select c.number, c.version, case
    when c.number = any (p_kept) then 'kept'
    when c.number = any (v_own) then 'own'
    when c.state in ('verified', 'removed') and not (p_is_strict and v.has_present and not v.has_trusted)
      or v.has_trusted or v.has_present and not p_is_strict then 'confirmed'
    when exists (select from public.camera_events e
      where e.camera_number = c.number and e.kind = 'sighted' and not (p_is_strict and e.day between p_from and p_to))
      then 'seen' end
  from public.cameras c
  cross join lateral (
    select count(*) > 0 as has_present, coalesce(bool_or(r.weight >= v_trusted), false) as has_trusted
    from public.reviews r
    where r.camera_number = c.number and r.verdict = 'present' and not exists (
      select from public.reports o where o.camera_number = c.number and o.person = r.person)) v
  where c.first_reported_on between p_from and p_to and not c.withdrawn and c.state <> 'hidden'
    and extensions.st_covers(p_ground, c.position::extensions.geometry);
end $$;

-- The surveys of a flood.
create function private.flood_surveys(p_from date, p_to date, p_ground extensions.geometry)
returns setof public.surveys
language sql stable set search_path = '' as $$
  select s.* from public.surveys s
  where s.received_on between p_from and p_to and s.is_published and s.removed_on is null
    and extensions.st_covers(p_ground, private.survey_middle(s.ground))
$$;

-- Raises PT422 for everything that is wrong with what is asked of a flood.
create function private.check_flood(p_kind text, p_from date, p_to date, p_area text) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_problems jsonb;
begin
  select jsonb_agg(jsonb_build_object('field', field, 'code', code)) into v_problems
  from (values
    ('kind', case when p_kind is null then 'required' when p_kind not in ('reports', 'surveys') then 'invalid' end),
    ('from', case when p_from is null then 'required' end),
    ('to', case when p_to is null then 'required' when p_to < p_from then 'invalid' end),
    ('area', case when p_area is null then 'required' when p_area !~ '^\{.*\}$' then 'invalid' end)) problem (field, code)
  where code is not null;
  if v_problems is not null then
    raise exception using errcode = 'PT422', message = 'invalid_report', detail = v_problems::text;
  end if;
end $$;

-- Shows a flood before anything is done: {kind, count, most, spared: {confirmed, seen, own, kept}, shown, rows, after}.
-- What `shown` names is handed to private.take_back, which takes nothing that was not shown. Raises PT422.
create function private.flood(
  p_kind text, p_from date, p_to date, p_area text, p_is_strict boolean default false, p_kept bigint[] default '{}',
  p_salt text default null, p_at text default null
) returns json
language plpgsql stable set search_path = '' as $$
declare
  v_rows integer := private.setting('desk_rows');
  v_ground extensions.geometry;
  v_answer jsonb;
begin
  perform private.check_flood(p_kind, p_from, p_to, p_area);
  v_ground := private.flood_ground(p_area::jsonb);
  if p_at !~ (case p_kind when 'reports' then '^[0-9]{1,18}$' else '^[0-9a-f-]{36}$' end) then
    perform private.refuse('at', 'invalid');
  end if;
  if p_kind = 'surveys' then
    with taken as materialized (
      select s.id from private.flood_surveys(p_from, p_to, v_ground) s
    ), page as (
      select t.id from taken t where p_at is null or t.id > p_at::uuid order by t.id limit v_rows
    )
    select jsonb_build_object('count', (select count(*) from taken),
      'spared', '{}'::jsonb,
      'shown', (select md5(coalesce(string_agg(t.id::text, ' ' order by t.id), '')) from taken t),
      'rows', (select coalesce(jsonb_agg(private.desk_survey(s) order by p.id), '[]')
        from page p join public.surveys s on s.id = p.id),
      'after', (select p.id from page p offset v_rows - 1 limit 1))
    into v_answer;
  else
    with found as materialized (
      select * from private.flood_cameras(p_from, p_to, v_ground, p_is_strict, p_kept, p_salt)
    ), page as (
      select f.number, f.version from found f
      where f.spared is null and (p_at is null or f.version > p_at::bigint) order by f.version limit v_rows
    )
    select jsonb_build_object('count', (select count(*) from found f where f.spared is null),
      'spared', (select coalesce(jsonb_object_agg(s.spared, s.cameras), '{}')
        from (select f.spared, count(*) as cameras from found f where f.spared is not null group by f.spared) s),
      'shown', (select v.value::text from private.version v),
      'rows', (select coalesce(jsonb_agg(private.numbered(c.number, private.public_record(c)) order by p.version), '[]')
        from page p join public.cameras c on c.number = p.number),
      'after', (select p.version from page p order by p.version offset v_rows - 1 limit 1))
    into v_answer;
  end if;
  return v_answer || jsonb_build_object('kind', p_kind, 'most', private.setting('take_back_rows'));
exception when data_exception then
  perform private.refuse('area', 'invalid');
  return null;
end $$;

-- The same for the operator (npm run operate).
create function public.flood(
  p_kind text, p_from date, p_to date, p_area text, p_is_strict boolean default false, p_kept bigint[] default '{}',
  p_at text default null
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.flood(p_kind, p_from, p_to, p_area, p_is_strict, p_kept, null, p_at);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Gives cameras their next versions and events in one go, as private.record_event does for one: the caller has locked
-- the version. p_reason null shows them again in the state that they had. Answers the first of their versions.
create function private.change_hidden(p_now timestamptz, p_numbers bigint[], p_reason text) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  v_day date := private.day(p_now);
  v_logged_on date := private.log_day(v_day);
  v_kind public.event_kind := (case when p_reason is null then 'restored' else 'hidden' end)::public.event_kind;
  v_before bigint;
  -- Ten thousand salts come from one seed that is kept nowhere: to draw each takes five times as long.
  v_seed constant text := private.random_hex() || private.random_hex();
begin
  update private.version set value = value + cardinality(p_numbers) where only_row
  returning value - cardinality(p_numbers) into v_before;
  update public.cameras c set version = v_before + n.place, changed_on = v_day, hidden_reason = p_reason,
    state = case when p_reason is null then c.state_before_hidden else 'hidden' end,
    state_before_hidden = case when p_reason is not null then c.state end
  from unnest(p_numbers) with ordinality n (number, place)
  where c.number = n.number;
  insert into public.camera_events (camera_number, kind, day, version, salt, public_line, leaf, logged_on)
  select e.number, v_kind, v_day, e.version, e.salt, e.line, private.leaf(e.salt, e.line), v_logged_on
  from (
    select c.number, c.version, substr(encode(sha256(convert_to(v_seed || c.version, 'UTF8')), 'hex'), 1, 32) as salt,
      (jsonb_build_object('camera', private.camera_id(c.number), 'day', v_day, 'event', v_kind)
      || case when p_reason is null then jsonb_build_object('record', private.public_record(c))
        else jsonb_build_object('reason', p_reason) end)::text as line
    from public.cameras c where c.version > v_before and c.version <= v_before + cardinality(p_numbers)
  ) e;
  return v_before + 1;
end $$;

-- Takes back what private.flood has shown: cameras are hidden with the public reason, an event each, surveys removed.
-- Answers what the desk lists of the act. Raises PT409 flood_changed when surveys came or went since, PT422.
create function private.take_back(
  p_now timestamptz, p_kind text, p_from date, p_to date, p_area text, p_shown text, p_reason text,
  p_is_strict boolean default false, p_kept bigint[] default '{}', p_salt text default null
) returns json
language plpgsql volatile set search_path = '' as $$
declare
  v_reason text := trim(p_reason);
  v_ground extensions.geometry;
  v_numbers bigint[] := array[]::bigint[];
  v_surveys uuid[] := array[]::uuid[];
  v_done private.take_backs;
begin
  perform private.check_flood(p_kind, p_from, p_to, p_area);
  if coalesce(v_reason, '') = '' or length(v_reason) > private.setting('reason_max_chars') then
    perform private.refuse('reason', case when coalesce(v_reason, '') = '' then 'required' else 'too_long' end);
  end if;
  if p_shown is null or p_shown !~ (case p_kind when 'reports' then '^[0-9]{1,18}$' else '^[0-9a-f]{32}$' end) then
    perform private.refuse('shown', 'required');
  end if;
  v_ground := private.flood_ground(p_area::jsonb);
  perform private.lock_version();
  if p_kind = 'reports' then
    -- What changed since it was shown is left alone: somebody may have confirmed it.
    v_numbers := array(select f.number from private.flood_cameras(p_from, p_to, v_ground, p_is_strict, p_kept, p_salt) f
      where f.spared is null and f.version <= p_shown::bigint
      order by f.version limit private.setting('take_back_rows')::int);
  else
    v_surveys := array(select s.id from private.flood_surveys(p_from, p_to, v_ground) s order by s.id);
    if p_shown <> md5(array_to_string(v_surveys, ' ')) then
      raise exception using errcode = 'PT409', message = 'flood_changed';
    end if;
    v_surveys := v_surveys[1:private.setting('take_back_rows')::int];
  end if;
  if cardinality(v_numbers) + cardinality(v_surveys) = 0 then
    raise exception using errcode = 'PT409', message = 'flood_changed';
  end if;
  insert into private.take_backs (kind, from_day, to_day, area, reason, entries, made_on, cameras, first_version, surveys)
  values (p_kind, p_from, p_to, p_area::jsonb, v_reason, cardinality(v_numbers) + cardinality(v_surveys), private.day(p_now),
    v_numbers, private.change_hidden(p_now, v_numbers, v_reason), v_surveys)
  returning * into v_done;
  update public.surveys set removed_on = private.day(p_now) where id = any (v_surveys);
  perform private.note_ground(s.ground) from public.surveys s where s.id = any (v_surveys);
  return private.taken_back(v_done);
end $$;

create function public.take_back(
  p_kind text, p_from date, p_to date, p_area text, p_shown text, p_reason text, p_is_strict boolean default false,
  p_kept bigint[] default '{}'
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.take_back(now(), p_kind, p_from, p_to, p_area, p_shown, p_reason, p_is_strict, p_kept);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Undoes an act of private.take_back: what it hid is shown again in the state that it had, an event each. What somebody
-- has changed, hidden anew or erased since stays as it is. Raises PT404, PT409 flood_undone.
create function private.undo_take_back(p_now timestamptz, p_id uuid) returns json
language plpgsql volatile set search_path = '' as $$
declare
  v_done private.take_backs;
  v_numbers bigint[];
  v_surveys uuid[];
begin
  perform private.lock_version();
  select * into v_done from private.take_backs where id = p_id for update;
  if v_done.id is null then
    raise exception using errcode = 'PT404', message = 'not_found';
  end if;
  if v_done.undone_on is not null then
    raise exception using errcode = 'PT409', message = 'flood_undone';
  end if;
  v_numbers := array(
    select c.number from unnest(v_done.cameras) with ordinality t (number, place) join public.cameras c on c.number = t.number
    where c.version = v_done.first_version + t.place - 1 and c.state = 'hidden' and not c.withdrawn
      and not exists (select from public.camera_events e where e.camera_number = c.number and e.salt is null)
    order by c.version);
  v_surveys := array(select s.id from public.surveys s where s.id = any (v_done.surveys) and s.removed_on is not null);
  perform private.change_hidden(p_now, v_numbers, null);
  update public.surveys set removed_on = null where id = any (v_surveys);
  perform private.note_ground(s.ground) from public.surveys s where s.id = any (v_surveys);
  update private.take_backs set undone_on = private.day(p_now), cameras = '{}', surveys = '{}' where id = p_id
  returning * into v_done;
  return private.taken_back(v_done) || jsonb_build_object('restored', cardinality(v_numbers) + cardinality(v_surveys));
end $$;

create function public.undo_take_back(p_id uuid) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.undo_take_back(now(), p_id);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Every act on floods, newest first, for the operator.
create function public.take_backs() returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(private.taken_back(b) order by b.made_on desc, b.id), '[]') from private.take_backs b
$$;

-- The same three for moderators: showing a flood, taking it back, undoing that.
create function public.desk_flood(
  p_contributor uuid, p_salt text, p_kind text, p_from date, p_to date, p_area text, p_is_strict boolean default false,
  p_kept bigint[] default '{}', p_at text default null
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.require_moderator(p_contributor);
  return private.flood(p_kind, p_from, p_to, p_area, p_is_strict, p_kept, p_salt, p_at);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create function public.desk_take_back(
  p_contributor uuid, p_salt text, p_kind text, p_from date, p_to date, p_area text, p_shown text, p_reason text,
  p_is_strict boolean default false, p_kept bigint[] default '{}'
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.require_moderator(p_contributor);
  if p_salt is null or p_salt !~ '^[0-9a-f]{64}$' then
    perform private.refuse('salt', 'invalid');
  end if;
  perform private.limit_desk(now(), p_contributor, 'take_back', private.setting('take_backs_per_day'));
  return private.take_back(now(), p_kind, p_from, p_to, p_area, p_shown, p_reason, p_is_strict, p_kept, p_salt);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- No limit: an act is undone once, and each costs one of the day's.
create function public.desk_undo_take_back(p_contributor uuid, p_id uuid) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.require_moderator(p_contributor);
  return private.undo_take_back(now(), p_id);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Deletes reports that waited beside a hidden entry until nobody decided, and what acts on floods need to be undone.
create function private.tend_floods(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_today date := private.day(p_now);
  v_made_on date := v_today - private.setting('take_back_undo_days')::int;
  v_number bigint;
begin
  if not exists (select from private.held_reports h where h.delete_on <= v_today or h.show_at <= p_now)
      and not exists (select from private.take_backs b where b.made_on <= v_made_on) then
    return;
  end if;
  perform private.lock_version();
  for v_number in
    select distinct r.camera_number from private.held_reports h join public.reports r on r.id = h.report_id
    where h.delete_on <= v_today limit 500
  loop
    perform private.delete_pending(v_number);
  end loop;
  update private.held_reports set show_at = null where show_at <= p_now;
  delete from private.take_backs where made_on <= v_made_on;
end $$;

grant execute on function public.flood, public.take_back, public.undo_take_back, public.take_backs,
  public.desk_flood, public.desk_take_back, public.desk_undo_take_back to service_role;
