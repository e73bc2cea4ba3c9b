-- What a camera could see of a person, by the pixel densities of IEC 62676-4: the same as src/lib/camera/optics.ts.

insert into public.settings (key, value, unit, meaning) values
  ('density_detect_px_m', 25, 'pixels per metre', 'a person can be detected (IEC 62676-4)'),
  ('density_observe_px_m', 62.5, 'pixels per metre', 'a person can be observed (IEC 62676-4)'),
  ('density_recognise_px_m', 125, 'pixels per metre', 'a known person can be recognised (IEC 62676-4)'),
  ('density_identify_px_m', 250, 'pixels per metre', 'a person can be identified (IEC 62676-4)'),
  ('optics_fixed_px', 1920, 'pixels', 'assumed width of the picture of a fixed camera'),
  ('optics_fixed_fov_deg', 60, 'degrees', 'assumed horizontal field of view of a fixed camera'),
  ('optics_plate_reader_px', 1920, 'pixels', 'assumed width of the picture of a plate reader'),
  ('optics_plate_reader_fov_deg', 25, 'degrees', 'assumed horizontal field of view of a plate reader'),
  ('optics_dome_px', 1920, 'pixels', 'assumed width of the picture of a dome camera'),
  ('optics_dome_fov_deg', 60, 'degrees', 'assumed horizontal field of view of a dome camera at a glance'),
  ('optics_dome_zoomed_fov_deg', 2.3, 'degrees', 'assumed horizontal field of view of a dome camera fully zoomed in'),
  ('optics_ptz_px', 1920, 'pixels', 'assumed width of the picture of a PTZ camera'),
  ('optics_ptz_fov_deg', 60, 'degrees', 'assumed horizontal field of view of a PTZ camera at a glance'),
  ('optics_ptz_zoomed_fov_deg', 2.3, 'degrees', 'assumed horizontal field of view of a PTZ camera fully zoomed in'),
  ('view_range_max_m', 250, 'metres', 'no view is taken to reach farther than this');

create type public.view_level as enum ('detect', 'observe', 'recognise', 'identify');
create type public.view_reading as enum ('glance', 'zoomed');
create type public.view_bound as enum ('least', 'most');

-- The sixteen views of each type, numbered 0 to 15 in the order of level, reading and bound: how far it reaches, how wide
-- it is, and whether the camera turns. An unknown type is taken for a fixed camera at least, for a PTZ camera at most.
create view private.type_views with (security_invoker = true) as
  select t.type, v.place, v.level, v.reading, v.bound, v.turns,
    case when v.turns then 360 else fov.value::float8 end as angle_deg,
    least(range.value::float8, px.value::float8 / (2 * density.value::float8 * tand(lens_fov.value::float8 / 2))) as reach_m
  from unnest(enum_range(null::public.camera_type)) as t (type)
  cross join lateral (
    select (row_number() over (order by l.level, r.reading, b.bound) - 1)::integer as place, l.level, r.reading, b.bound,
      case when t.type <> 'unknown' then t.type when b.bound = 'least' then 'fixed' else 'ptz' end as lens,
      t.type in ('dome', 'ptz') or t.type = 'unknown' and b.bound = 'most' as turns
    from unnest(enum_range(null::public.view_level)) as l (level),
      unnest(enum_range(null::public.view_reading)) as r (reading),
      unnest(enum_range(null::public.view_bound)) as b (bound)
  ) v
  join public.settings range on range.key = 'view_range_max_m'
  join public.settings density on density.key = 'density_' || v.level || '_px_m'
  join public.settings px on px.key = 'optics_' || v.lens || '_px'
  join public.settings fov on fov.key = 'optics_' || v.lens || '_fov_deg'
  join public.settings lens_fov on lens_fov.key = 'optics_' || v.lens
    || case when v.turns and v.reading = 'zoomed' then '_zoomed' else '' end || '_fov_deg';

-- Ground in EPSG:32634 around a point: a sector around an azimuth from the north of the grid, or a circle of 360 degrees.
-- Its corners lie a little outside the arc, so that its area is the arc's.
create function private.view_ground(
  p_at extensions.geometry, p_reach_m double precision, p_angle_deg double precision, p_azimuth_deg double precision
) returns extensions.geometry
language plpgsql immutable set search_path = '' as $$
declare
  v_corners integer := ceil(p_angle_deg / 11.25);
  v_step_deg double precision := p_angle_deg / v_corners;
  v_radius_m double precision := p_reach_m * sqrt(radians(v_step_deg) / sind(v_step_deg));
  v_from_deg double precision := coalesce(p_azimuth_deg, 0) - p_angle_deg / 2;
  v_ring extensions.geometry[];
begin
  v_ring := array(
    select extensions.st_translate(p_at, v_radius_m * sind(v_from_deg + i * v_step_deg),
      v_radius_m * cosd(v_from_deg + i * v_step_deg))
    from generate_series(0, case when p_angle_deg < 360 then v_corners else v_corners - 1 end) i order by i);
  v_ring := case when p_angle_deg < 360 then array[p_at] || v_ring || p_at else v_ring || v_ring[1] end;
  return extensions.st_makepolygon(extensions.st_makeline(v_ring));
end $$;

-- A camera's ground, once for all views that are the same: `views` has the bit of each. A camera that does not turn,
-- and looks nobody knows where, has none of the views at least, and a circle at most. The north of the grid is not
-- north: it differs by the convergence of the meridians, (longitude - 21°) sin(latitude).
create function private.views_of(p_camera public.cameras)
returns table (views integer, reach_m double precision, ground extensions.geometry)
language sql stable set search_path = '' as $$
  select v.views, v.reach_m, private.view_ground(extensions.st_transform(p.at, 32634), v.reach_m, v.angle_deg,
    p_camera.heading_deg - (extensions.st_x(p.at) - 21) * sind(extensions.st_y(p.at)))
  from (select p_camera.position::extensions.geometry as at) p, (
    select sum(1 << t.place)::integer as views, t.reach_m,
      case when p_camera.heading_deg is null then 360 else t.angle_deg end as angle_deg
    from private.type_views t
    where t.type = p_camera.type and (t.turns or p_camera.heading_deg is not null or t.bound = 'most')
    group by t.reach_m, 3
  ) v
$$;
