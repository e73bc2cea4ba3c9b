-- The published cameras behind a number, and up to another, a line each, in the order of their numbers; '' when there are
-- none: a process that starts reads two parts of the record at a time. The lines are not sorted twice.
drop function public.cameras_lines;
create function public.cameras_lines(p_after bigint, p_limit integer, p_upto bigint default 1125899906842623) returns text
language sql stable security definer set search_path = '' set datestyle = 'ISO' as $$
  select array_to_string(array(
    select l.line from private.camera_lines l where l.visible and l.number > p_after and l.number <= p_upto
    order by l.number limit least(greatest(p_limit, 1), 100000)), E'\n')
$$;
revoke execute on function public.cameras_lines from public, anon, authenticated, service_role;
grant execute on function public.cameras_lines to service_role;
