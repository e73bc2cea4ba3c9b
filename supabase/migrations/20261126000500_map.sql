-- What the map and its files need beside the cameras.

-- The boundaries as they were loaded: [{id, boundary}], GeoJSON geometries of six decimals; empty while there are none.
create function public.area_boundaries() returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('id', a.id, 'boundary', extensions.st_asgeojson(a.boundary, 6)::json)
    order by a.id), '[]')
  from public.areas a where a.kind = 'municipality'
$$;

revoke execute on function public.area_boundaries from public, anon, authenticated, service_role;
grant execute on function public.area_boundaries to anon, authenticated, service_role;
