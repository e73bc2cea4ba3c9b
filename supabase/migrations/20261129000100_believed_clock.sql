-- Where Oko once ran under a future clock, events are dated to come, and the clock's duties would rest until that day.
-- An operator who has set the clock right says so: what was written until then is compared with the clock no more.

-- The version of the newest event when an operator said so last.
create table private.believed_clock (
  only_row boolean primary key default true check (only_row),
  until bigint not null
);
insert into private.backup_tables (name, part) values ('private.believed_clock', 'never');

create or replace function public.clock() returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'now_ms', floor(extract(epoch from now()) * 1000)::bigint,
    'today', private.day(now()),
    'newest_day', (
      select e.day from public.camera_events e
      where e.version > coalesce((select b.until from private.believed_clock b), 0)
      order by e.version desc limit 1))
$$;

-- Answers {today, until}: the day that is believed from now on, and the version of the newest event before.
create function public.believe_clock() returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_until bigint;
begin
  select coalesce(max(e.version), 0) into v_until from public.camera_events e;
  insert into private.believed_clock (until) values (v_until)
  on conflict (only_row) do update set until = excluded.until;
  return json_build_object('today', private.day(now()), 'until', v_until);
end $$;
revoke execute on function public.believe_clock from public, anon, authenticated, service_role;
grant execute on function public.believe_clock to service_role;
