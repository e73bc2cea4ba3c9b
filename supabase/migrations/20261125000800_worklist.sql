-- The worklist is ranked in the application's memory (src/lib/server/worklist.ts), which knows no municipalities.

insert into public.settings (key, value, unit, meaning) values
  ('worklist_near_rows', 3000, 'cameras', 'a browser sorts so many by distance, the most urgent ones of the city');

-- The numbers of the cameras in an area, separated by commas.
create function public.area_cameras(p_area text) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(string_agg(p.camera_number::text, ','), '') from private.camera_areas p where p.area_id = p_area
$$;

revoke execute on function public.area_cameras from public, anon, authenticated, service_role;
grant execute on function public.area_cameras to service_role;
