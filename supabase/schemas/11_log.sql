-- History that shows tampering: the events of a day, hashed together with the head of the day before, make the day's
-- head. docs/api.md says how anybody computes it again, decision 012 why it is so.

-- Every calendar day from the first event on, also one on which nothing happened: nobody can say later that a day
-- had not been closed yet.
create table public.log_days (
  day date primary key,
  head text not null check (head ~ '^[0-9a-f]{64}$'),
  leaves integer not null check (leaves >= 0)
);
alter table public.log_days enable row level security;

-- The hash of an event's salt and line.
create function private.leaf(p_salt text, p_line text) returns text
language sql immutable strict set search_path = '' as $$
  select encode(sha256(convert_to(p_salt || p_line, 'UTF8')), 'hex')
$$;

-- The day of the log that an event of a day goes into: its own, or the first that is still open.
create function private.log_day(p_day date) returns date
language sql stable set search_path = '' as $$
  select greatest(p_day, (select max(d.day) + 1 from public.log_days d))
$$;

-- Whoever writes an event holds the lock on the version, and so does whoever closes a day: an event that was begun
-- before midnight and is written after its day was closed goes into the next. One that comes with its leaf keeps it.
create function private.log_event() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.leaf := private.leaf(new.salt, new.public_line);
  new.logged_on := private.log_day(new.day);
  return new;
end $$;
create trigger camera_events_log before insert on public.camera_events
  for each row when (new.leaf is null) execute function private.log_event();

-- The day that is closed next; null while there is no event.
create function private.next_log_day() returns date
language sql stable set search_path = '' as $$
  select coalesce((select max(d.day) + 1 from public.log_days d), (select min(e.logged_on) from public.camera_events e))
$$;

-- The leaves of a day in their order, a line each. The index would lead through the table in the order of the hashes,
-- a page at random for every event: it is read in its own order, and then sorted.
create function private.day_leaves(p_day date, out lines text, out leaves integer)
language sql stable set search_path = '' set enable_indexscan = off set enable_indexonlyscan = off as $$
  select coalesce(string_agg(e.leaf || E'\n', '' order by e.leaf), ''), count(*)::integer
  from public.camera_events e where e.logged_on = p_day
$$;

-- Closes every day that is over, whichever process asks first. Answers how many it closed.
create function private.close_days(p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_until date := private.day(p_now - make_interval(mins => private.setting('log_close_after_min')::int));
  v_day date := private.next_log_day();
  v_head text;
  v_closed integer := 0;
begin
  -- Mostly there is nothing to close, and nobody waits.
  if v_day is null or v_day >= v_until then
    return 0;
  end if;
  perform private.lock_version();
  v_day := private.next_log_day();
  v_head := coalesce((select d.head from public.log_days d where d.day = v_day - 1), repeat('0', 64));
  while v_day < v_until loop
    insert into public.log_days (day, head, leaves)
    select v_day, encode(sha256(convert_to(
      v_head || E'\n' || to_char(v_day, 'YYYY-MM-DD') || E'\n' || l.lines, 'UTF8')), 'hex'), l.leaves
    from private.day_leaves(v_day) l
    returning head into v_head;
    v_closed := v_closed + 1;
    v_day := v_day + 1;
  end loop;
  return v_closed;
end $$;

create function public.close_days() returns integer
language sql volatile security definer set search_path = '' as $$
  select private.close_days(now())
$$;

-- Takes a camera's salts and lines out of the log for good; a camera that is shown is hidden first, with this reason.
-- Answers {camera_number, erased}.
create function private.erase_camera(p_now timestamptz, p_number bigint, p_reason text) returns json
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

create function public.erase_camera(
  p_number bigint, p_reason text
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.erase_camera(now(), p_number, p_reason);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- The heads of closed days, oldest first, or only the last few: {version, days: [{day, head, leaves}]}. What the log
-- shows of a day changes only with the version.
create function public.log_heads(p_last integer default null) returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object('version', (select v.value from private.version v), 'days',
    coalesce(json_agg(json_build_object('day', r.day, 'head', r.head, 'leaves', r.leaves) order by r.day), '[]'))
  from (select * from public.log_days d order by d.day desc limit p_last) r
$$;

-- A page of the log of closed days, a line each: the lines of a day by their hash, which says nothing about their
-- order, then the day's head. Behind p_after, a hash or `head`, of the day p_from; '' at the end.
create function public.log_lines(p_from date, p_after text, p_limit integer) returns text
language sql stable security definer set search_path = '' as $$
  with leaves as (
    select e.logged_on as day, e.leaf as place, case
      when e.public_line is null then jsonb_build_object('withheld', 'erased')
      when c.state = 'hidden' and c.merged_into is null then jsonb_build_object('withheld', 'hidden')
      when c.withdrawn then jsonb_build_object('withheld', 'withdrawn')
      else jsonb_build_object('salt', e.salt, 'line', e.public_line) end
      || jsonb_build_object('day', e.logged_on, 'leaf', e.leaf) as line
    from public.camera_events e join public.cameras c on c.number = e.camera_number
    where (e.logged_on, e.leaf) > (p_from, p_after) and e.logged_on <= (select max(d.day) from public.log_days d)
    order by e.logged_on, e.leaf limit least(greatest(p_limit, 1), 10000)
  ), heads as (
    select d.day, 'head' collate "C" as place,
      jsonb_build_object('day', d.day, 'head', d.head, 'leaves', d.leaves) as line
    from public.log_days d where (d.day, 'head' collate "C") > (p_from, p_after)
    order by d.day limit least(greatest(p_limit, 1), 10000)
  ), page as (
    select * from leaves union all select * from heads order by 1, 2 limit least(greatest(p_limit, 1), 10000)
  )
  select coalesce(string_agg(p.line::text, E'\n' order by p.day, p.place), '') from page p
$$;

grant execute on function public.log_heads, public.log_lines to anon, authenticated, service_role;

grant execute on function public.close_days, public.erase_camera to service_role;
