-- What the clock's duties (tick, close_days) are decided by: a day that is closed stays closed, and what has expired is
-- gone, so a clock that is wrong for one moment must not be believed.

-- Answers {now_ms, today, newest_day}: the database's time in ms since 1970, its day, and the day of the newest event;
-- that is null while there is none. Whoever answers that today is before newest_day says that the clock is wrong.
create function public.clock() returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'now_ms', floor(extract(epoch from now()) * 1000)::bigint,
    'today', private.day(now()),
    'newest_day', (select e.day from public.camera_events e order by e.version desc limit 1))
$$;
revoke execute on function public.clock from public, anon, authenticated, service_role;
grant execute on function public.clock to service_role;
