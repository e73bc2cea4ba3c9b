-- The ground that cameras could see, by the levels of IEC 62676-4 (the same as src/lib/camera/levels.ts and optics.ts).
-- It is measured in the cells of a grid in EPSG:32634 and kept current: every public change takes a version
-- (private.record_event), a camera with a new version is put on a list, and refresh_coverage measures the cells that
-- its views touch anew. docs/method.md explains the figures.

create type public.view_reading as enum ('glance', 'zoomed');
create type public.view_bound as enum ('least', 'most');

-- The levels of an edition of the standard, from the least pixels per metre to the most; `place` from 0. That of 2025 is
-- in force and has seven; that of 2014, which was withdrawn on 9 October 2025, had four.
create function private.view_levels(p_edition numeric)
returns table (place integer, level text, density_px_m double precision)
language sql immutable set search_path = '' as $$
  select (l.place - 1)::integer, l.level, l.density_px_m
  from (values
    (2025, array['overview', 'outline', 'discern', 'perceive', 'characterise', 'validate', 'scrutinise'],
      array[20, 40, 80, 125, 250, 500, 1500]::double precision[]),
    (2014, array['detect', 'observe', 'recognise', 'identify'], array[25, 62.5, 125, 250]::double precision[])
  ) as e (edition, levels, densities)
  cross join lateral unnest(e.levels, e.densities) with ordinality as l (level, density_px_m, place)
  where e.edition = p_edition
$$;

-- The views of each type, numbered from 0 in the order of level, reading and bound, 28 of them with seven levels: how far
-- it reaches, how wide it is, and whether the camera turns. An unknown type is taken for a fixed camera at least, for a
-- PTZ camera at most.
create view private.type_views with (security_invoker = true) as
  select t.type, v.place, v.level, v.reading, v.bound, v.turns,
    case when v.turns then 360 else fov.value::float8 end as angle_deg,
    least(range.value::float8, px.value::float8 / (2 * v.density_px_m * tand(lens_fov.value::float8 / 2))) as reach_m
  from unnest(enum_range(null::public.camera_type)) as t (type)
  cross join lateral (
    select (row_number() over (order by l.place, r.reading, b.bound) - 1)::integer as place,
      l.level, l.density_px_m, r.reading, b.bound,
      case when t.type <> 'unknown' then t.type when b.bound = 'least' then 'fixed' else 'ptz' end as lens,
      t.type in ('dome', 'ptz') or t.type = 'unknown' and b.bound = 'most' as turns
    from private.view_levels(private.setting('coverage_edition')) l,
      unnest(enum_range(null::public.view_reading)) as r (reading),
      unnest(enum_range(null::public.view_bound)) as b (bound)
  ) v
  join public.settings range on range.key = 'view_range_max_m'
  join public.settings px on px.key = 'optics_' || v.lens || '_px'
  join public.settings fov on fov.key = 'optics_' || v.lens || '_fov_deg'
  join public.settings lens_fov on lens_fov.key = 'optics_' || v.lens
    || case when v.turns and v.reading = 'zoomed' then '_zoomed' else '' end || '_fov_deg';

-- The shape of all views that are so wide: a sector that looks north, or a circle of 360 degrees, of radius 1 around the
-- origin of EPSG:32634. Its corners lie a little outside the arc, so that its area is the arc's.
create function private.view_shape(p_angle_deg double precision) returns extensions.geometry
language plpgsql immutable set search_path = '' as $$
declare
  v_corners integer := ceil(p_angle_deg / 11.25);
  v_step_deg double precision := p_angle_deg / v_corners;
  v_radius double precision := sqrt(radians(v_step_deg) / sind(v_step_deg));
  v_origin extensions.geometry := extensions.st_point(0, 0, 32634);
  v_ring extensions.geometry[];
begin
  v_ring := array(
    select extensions.st_point(v_radius * sind(i * v_step_deg - p_angle_deg / 2),
      v_radius * cosd(i * v_step_deg - p_angle_deg / 2), 32634)
    from generate_series(0, case when p_angle_deg < 360 then v_corners else v_corners - 1 end) i order by i);
  v_ring := case when p_angle_deg < 360 then array[v_origin] || v_ring || v_origin else v_ring || v_ring[1] end;
  return extensions.st_makepolygon(extensions.st_makeline(v_ring));
end $$;

-- The same shape around a point, that far, around an azimuth from the north of the grid.
create function private.view_ground(
  p_at extensions.geometry, p_reach_m double precision, p_angle_deg double precision, p_azimuth_deg double precision
) returns extensions.geometry
language sql immutable set search_path = '' as $$
  select extensions.st_affine(private.view_shape(p_angle_deg), p_reach_m * cosd(p_azimuth_deg),
    p_reach_m * sind(p_azimuth_deg), -p_reach_m * sind(p_azimuth_deg), p_reach_m * cosd(p_azimuth_deg),
    extensions.st_x(p_at), extensions.st_y(p_at))
$$;

-- The ground of cameras, once for all views of one that are the same: `views` has the bit of each. A camera that does not
-- turn, and looks nobody knows where, has none of the views at least, and a circle at most. The north of the grid is not
-- north: it differs by the convergence of the meridians, (longitude - 21°) sin(latitude). Where something stands around a
-- camera, its views lie around the place of its lens, and those at least, which have the even places, are cut to what it
-- sees from there.
create function private.views_of(p_cameras public.cameras[])
returns table (camera_number bigint, views integer, reach_m double precision, ground extensions.geometry)
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return query
  with lenses as materialized (
    select v.type, k.is_known, v.reach_m, case when k.is_known then v.angle_deg else 360 end as angle_deg,
      sum(1 << v.place)::integer as views
    from private.type_views v cross join (values (true), (false)) as k (is_known)
    where v.turns or k.is_known or v.bound = 'most'
    group by v.type, k.is_known, v.reach_m, 4
  ), shapes as materialized (
    select l.angle_deg, private.view_shape(l.angle_deg) as shape from lenses l group by l.angle_deg
  ), stands as materialized (
    select c.number, c.type, c.heading_deg is not null as is_known,
      coalesce(w.at, extensions.st_transform(p.at, 32634)) as at, w.ground as sight,
      radians(coalesce(c.heading_deg, 0) - (extensions.st_x(p.at) - 21) * sind(extensions.st_y(p.at))) as azimuth
    from unnest(p_cameras) c cross join lateral (select c.position::extensions.geometry as at offset 0) p
    left join private.sights w on w.camera_number = c.number
  ), whole as materialized (
    select s.number, l.views, l.reach_m, s.sight, extensions.st_affine(h.shape, l.reach_m * cos(s.azimuth),
      l.reach_m * sin(s.azimuth), -l.reach_m * sin(s.azimuth), l.reach_m * cos(s.azimuth),
      extensions.st_x(s.at), extensions.st_y(s.at)) as ground
    from stands s
    join lenses l on l.type = s.type and l.is_known = s.is_known
    join shapes h on h.angle_deg = l.angle_deg
  ), cut as materialized (
    select w.* from whole w where w.views & 89478485 <> 0 and not extensions.st_covers(w.sight, w.ground)
  )
  select w.number, w.views & case when c.number is null then 268435455 else 178956970 end, w.reach_m, w.ground
  from whole w left join cut c on c.number = w.number and c.views = w.views
  where c.number is null or w.views & 178956970 <> 0
  union all
  select c.number, c.views & 89478485, c.reach_m, g.ground
  from cut c cross join lateral (
    select extensions.st_collectionextract(extensions.st_intersection(c.ground, c.sight, 0.001), 3) as ground offset 0) g
  where not extensions.st_isempty(g.ground);
end $$;

-- A published camera that stands or stood, as it was when it was last measured.
create table private.coverage_cameras (
  camera_number bigint primary key references public.cameras,
  cell_x integer not null,
  cell_y integer not null,
  at extensions.geometry(point, 32634) not null,
  state public.camera_state not null,
  -- what its views depend on
  optics text not null
);
create index coverage_cameras_cell on private.coverage_cameras (cell_x, cell_y);

-- The ground of the views of each camera.
create table private.camera_views (
  camera_number bigint not null references private.coverage_cameras on delete cascade,
  -- which of the 28 views have this ground, a bit each (private.type_views)
  views integer not null check (views between 1 and 268435455),
  is_verified boolean not null,
  ground extensions.geometry(geometry, 32634) not null,
  primary key (camera_number, views)
);
create index camera_views_ground on private.camera_views using gist (ground);

-- A cell, or the part of it that lies in one municipality (area_id; '' where there is none). Everything is a whole
-- number, so that sums over cells are exact.
create table private.coverage (
  cell_x integer not null,
  cell_y integer not null,
  area_id text not null,
  ground_dm2 integer not null,
  -- by state: reported, verified, disputed, removed
  cameras integer[] not null,
  -- square decimetres of each of the 28 views, of all cameras and then of verified ones: 56 numbers
  watched_dm2 integer[] not null,
  -- where somebody looked and found no other camera (13_surveys.sql)
  looked_dm2 integer not null,
  version bigint not null unique,
  -- the newest month in which somebody looked there, 202611 for November 2026; 0 where nobody did. Never the day.
  looked_month integer not null default 0,
  primary key (cell_x, cell_y, area_id)
);

-- Cells on the border of municipalities are cut once.
create table private.coverage_pieces (
  cell_x integer not null,
  cell_y integer not null,
  area_id text not null,
  -- null: the whole cell
  ground extensions.geometry,
  primary key (cell_x, cell_y, area_id)
);

-- What is to be measured anew.
create table private.coverage_due_cameras (camera_number bigint primary key references public.cameras);
create table private.coverage_due_cells (cell_x integer, cell_y integer, primary key (cell_x, cell_y));

-- One row: whoever measures cells, or puts some on the list, holds it; and versions become visible in their order.
create table private.coverage_version (
  only_row boolean primary key default true check (only_row),
  value bigint not null default 0
);

insert into private.coverage_version default values;

-- Geometry is put together on a grid of this many metres; -1: without one, which is five times as fast. On the embedded
-- engine the exceptions with which GEOS tries twice break the session (decision 013).
create function private.overlay_grid_m() returns double precision
language plpgsql immutable set search_path = '' as $$
begin
  return case when version() like '%emscripten%' then 0.001 else -1 end;
end $$;

-- Lists the cameras whose version a statement changed. Without a join: one row and ten thousand would get the same kept
-- plan.
create function private.note_coverage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.coverage_due_cameras (camera_number)
  select d.number from (select i.number, i.version from is_now i except select w.number, w.version from was w) d
  on conflict do nothing;
  return null;
end $$;
create trigger cameras_note_coverage after update on public.cameras
  referencing old table as was new table as is_now for each statement execute function private.note_coverage();

-- A cell of the grid. In PL/pgSQL, because a function in SQL is planned again by each statement that calls it.
create function private.cell_ground(p_x integer, p_y integer) returns extensions.geometry
language plpgsql stable set search_path = '' as $$
declare
  m double precision := private.setting('coverage_cell_m');
begin
  return extensions.st_makeenvelope(p_x * m, p_y * m, (p_x + 1) * m, (p_y + 1) * m, 32634);
end $$;

-- Puts the cells that some ground touches, by its box, on the list. The caller holds the coverage version.
create function private.note_cells(variadic p_grounds extensions.geometry[]) returns void
language plpgsql volatile set search_path = '' as $$
declare
  m double precision := private.setting('coverage_cell_m');
begin
  insert into private.coverage_due_cells (cell_x, cell_y)
  select distinct x, y
  from unnest(p_grounds) as g (ground)
  cross join generate_series(floor(extensions.st_xmin(g.ground) / m)::integer, floor(extensions.st_xmax(g.ground) / m)::integer) x
  cross join generate_series(floor(extensions.st_ymin(g.ground) / m)::integer, floor(extensions.st_ymax(g.ground) / m)::integer) y
  on conflict do nothing;
end $$;

-- A box around all views of each camera.
create function private.view_boxes(p_numbers bigint[]) returns extensions.geometry[]
language sql stable set search_path = '' as $$
  select array(select extensions.st_extent(v.ground)::extensions.geometry from private.camera_views v
    where v.camera_number = any (p_numbers) group by v.camera_number)
$$;

-- Cameras that are published and stand or stood, as they are now.
create function private.stands_now(p_numbers bigint[]) returns setof private.coverage_cameras
language sql stable set search_path = '' as $$
  select c.number, floor(extensions.st_x(p.at) / m)::integer, floor(extensions.st_y(p.at) / m)::integer, p.at, c.state,
    concat_ws(' ', c.type, c.heading_deg, extensions.st_asewkb(p.at), private.sight_basis(c))
  from public.cameras c
  cross join lateral (select extensions.st_transform(c.position::extensions.geometry, 32634) as at offset 0) p
  cross join private.setting('coverage_cell_m') m
  where c.number = any (p_numbers) and private.is_visible(c)
$$;

-- Stores how cameras stand now, and their views. Nothing is stored of them before.
create function private.store_views(p_now private.coverage_cameras[]) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into private.coverage_cameras select n.* from unnest(p_now) n;
  insert into private.camera_views (camera_number, views, is_verified, ground)
  select v.camera_number, v.views, n.state = 'verified', v.ground
  from private.views_of(array(
    select c from public.cameras c join unnest(p_now) n on n.camera_number = c.number where n.state <> 'removed')) v
  join unnest(p_now) n on n.camera_number = v.camera_number;
end $$;

-- Brings the views of cameras up to date, and lists the cells where that changes something.
create function private.place_views(p_numbers bigint[]) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_camera_m double precision := private.setting('survey_camera_m');
  v_now private.coverage_cameras[] := array(select n from private.stands_now(p_numbers) n);
  v_changed bigint[] := array(
    select d.number from unnest(p_numbers) as d (number)
    left join unnest(v_now) n on n.camera_number = d.number
    left join private.coverage_cameras w on w.camera_number = d.number
    where n is distinct from w);
begin
  if v_changed = '{}' then
    return;
  end if;
  v_now := array(select n from unnest(v_now) n where n.camera_number = any (v_changed));
  -- What they saw and see; and where they stand, where surveys count for nothing because they do.
  perform private.note_cells(variadic private.view_boxes(v_changed));
  perform private.note_cells(variadic array(
    select extensions.st_expand(p.at, v_camera_m) from (
      select w.at from private.coverage_cameras w where w.camera_number = any (v_changed)
      union all select n.at from unnest(v_now) n) p));
  delete from private.coverage_cameras c where c.camera_number = any (v_changed);
  perform private.store_views(v_now);
  perform private.note_cells(variadic private.view_boxes(v_changed));
end $$;

-- The 56 areas, in square decimetres, of each piece of ground: a whole cell, where p_pieces has null, or the part of it
-- that p_pieces has. Views that overlap count once; the same views in a cell are put together once, however many of the
-- 56 ask for them.
create function private.measure(p_cells extensions.geometry[], p_pieces extensions.geometry[])
returns table (piece bigint, watched_dm2 integer[])
language plpgsql stable set search_path = ''
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as $$
declare
  v_grid double precision := private.overlay_grid_m();
begin
  return query
  with pieces as materialized (
    select p.piece, p.ground, p.cell, dense_rank() over (order by p.cell) as cell_place
    from unnest(p_cells, p_pieces) with ordinality as p (cell, ground, piece)
  ), clipped as materialized (
    select row_number() over (order by c.cell_place, v.camera_number, v.views) as place, c.cell_place,
      v.views, v.is_verified, g.ground,
      extensions.st_area(g.ground) > extensions.st_area(c.cell) - 0.001 as is_whole
    from (select distinct p.cell_place, p.cell from pieces p) c
    join private.camera_views v on v.ground operator(extensions.&&) c.cell
    cross join lateral (
      select extensions.st_clipbybox2d(v.ground, extensions.box2d(c.cell)) as ground offset 0) g
    where not extensions.st_isempty(g.ground)
  ), seen as materialized (
    select t.cell_place, b.bit, t.place, t.is_verified, t.ground, t.is_whole
    from clipped t join generate_series(0, 27) as b (bit) on t.views & (1 << b.bit) <> 0
  ), asked as materialized (
    select s.cell_place, s.slot, array_agg(s.place order by s.place) as places,
      array_agg(s.ground order by s.place) as grounds, bool_or(s.is_whole) as is_whole
    from (
      select a.cell_place, a.bit as slot, a.place, a.ground, a.is_whole from seen a
      union all select v.cell_place, v.bit + 28, v.place, v.ground, v.is_whole from seen v where v.is_verified) s
    group by s.cell_place, s.slot
  ), alike as materialized (
    select a.*, row_number() over (partition by a.cell_place, a.places order by a.slot) = 1 as is_first from asked a
  ), together as materialized (
    select a.cell_place, a.slot, a.places, a.is_first, case
      when not a.is_first then null
      when cardinality(a.places) = 1 then a.grounds[1]
      when a.is_whole then (select p.cell from pieces p where p.cell_place = a.cell_place limit 1)
      when exists (select from unnest(a.grounds) with ordinality as one (ground, n)
        join unnest(a.grounds) with ordinality as other (ground, n)
          on other.n > one.n and other.ground operator(extensions.&&) one.ground)
      then extensions.st_unaryunion(extensions.st_collect(a.grounds), v_grid)
      else extensions.st_collect(a.grounds) end as ground
    from alike a
  ), areas as materialized (
    select p.piece, t.slot, max(round(100 * extensions.st_area(case when p.ground is null then t.ground
        else extensions.st_intersection(t.ground, p.ground, v_grid) end))::integer)
      over (partition by p.piece, t.places) as dm2
    from together t join pieces p on p.cell_place = t.cell_place
  ), numbers as (
    select p.piece, s.slot, coalesce(r.dm2, 0) as dm2,
      lag(r.dm2) over (partition by p.piece order by s.slot) as before_dm2
    from pieces p cross join generate_series(0, 55) as s (slot)
    left join areas r on r.piece = p.piece and r.slot = s.slot
  )
  -- The corners of a sector may stand out of those of its circle: most is never less than least.
  select n.piece,
    array_agg(case when n.slot % 2 = 0 then n.dm2 else greatest(n.dm2, n.before_dm2) end order by n.slot)
  from numbers n group by n.piece;
end $$;

-- Cuts a cell along the borders of municipalities, once. Where boundaries overlap, the first has the ground.
create function private.cut_cell(p_x integer, p_y integer, p_cell extensions.geometry) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_rest extensions.geometry := extensions.st_transform(p_cell, 4326);
  v_part extensions.geometry;
  v_area record;
begin
  for v_area in
    select a.id, a.boundary from public.areas a where extensions.st_intersects(a.boundary, v_rest) order by a.id
  loop
    if extensions.st_covers(v_area.boundary, v_rest) then
      v_part := v_rest;
    else
      v_part := extensions.st_collectionextract(extensions.st_intersection(v_rest, v_area.boundary, 1e-9), 3);
    end if;
    continue when extensions.st_isempty(v_part);
    insert into private.coverage_pieces (cell_x, cell_y, area_id, ground)
    values (p_x, p_y, v_area.id, extensions.st_transform(v_part, 32634));
    v_rest := extensions.st_collectionextract(extensions.st_difference(v_rest, v_part, 1e-9), 3);
    exit when extensions.st_isempty(v_rest);
  end loop;
  if not extensions.st_isempty(v_rest) then
    insert into private.coverage_pieces (cell_x, cell_y, area_id, ground)
    values (p_x, p_y, '', extensions.st_transform(v_rest, 32634));
  end if;
  update private.coverage_pieces p set ground = null
  where p.cell_x = p_x and p.cell_y = p_y
    and not exists (select from private.coverage_pieces o where o.cell_x = p_x and o.cell_y = p_y and o.area_id <> p.area_id);
end $$;

-- Measures cells and writes what differs.
create function private.measure_cells(p_xs integer[], p_ys integer[]) returns void
language plpgsql volatile set search_path = ''
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as $$
begin
  perform private.cut_cell(d.x, d.y, private.cell_ground(d.x, d.y))
  from unnest(p_xs, p_ys) as d (x, y)
  where not exists (select from private.coverage_pieces p where p.cell_x = d.x and p.cell_y = d.y);
  with cells as materialized (
    select d.x, d.y, private.cell_ground(d.x, d.y) as ground, private.looked_ground(d.x, d.y) as looked,
      private.looked_month(d.x, d.y) as looked_month
    from unnest(p_xs, p_ys) as d (x, y)
  ), pieces as materialized (
    select c.*, p.area_id, p.ground as part, row_number() over (order by c.x, c.y, p.area_id) as piece,
      row_number() over (partition by c.x, c.y order by p.area_id) = 1 as is_first
    from cells c join private.coverage_pieces p on p.cell_x = c.x and p.cell_y = c.y
  ), measured as (
    select p.x, p.y, p.area_id, p.looked_month,
      round(100 * extensions.st_area(coalesce(p.part, p.ground)))::integer as ground_dm2,
      -- The cameras of a cell are counted once, whichever piece they stand in.
      case when p.is_first then array(
        select count(c.camera_number)::integer
        from unnest(enum_range('reported'::public.camera_state, 'removed')) with ordinality as s (state, place)
        left join private.coverage_cameras c on c.cell_x = p.x and c.cell_y = p.y and c.state = s.state
        group by s.place order by s.place) else array[0, 0, 0, 0] end as cameras,
      m.watched_dm2,
      coalesce(round(100 * extensions.st_area(case when p.part is null then p.looked
        else extensions.st_intersection(p.looked, p.part, private.overlay_grid_m()) end))::integer, 0) as looked_dm2
    from private.measure(array(select o.ground from pieces o order by o.piece),
      array(select o.part from pieces o order by o.piece)) m
    join pieces p on p.piece = m.piece
    union all
    -- What there is no piece for any more.
    select c.cell_x, c.cell_y, c.area_id, 0, 0, array[0, 0, 0, 0], array_fill(0, array[56]), 0
    from cells d join private.coverage c on c.cell_x = d.x and c.cell_y = d.y
    where not exists (select from pieces p where p.x = d.x and p.y = d.y and p.area_id = c.area_id)
  ), changed as (
    select m.*, w.month, row_number() over (order by m.x, m.y, m.area_id) as place
    from measured m
    cross join lateral (select case when m.looked_dm2 > 0 then m.looked_month else 0 end as month) w
    left join private.coverage c on c.cell_x = m.x and c.cell_y = m.y and c.area_id = m.area_id
    where c.ground_dm2 is distinct from m.ground_dm2 or c.cameras is distinct from m.cameras
      or c.watched_dm2 is distinct from m.watched_dm2 or c.looked_dm2 is distinct from m.looked_dm2
      or c.looked_month is distinct from w.month
  ), version as (
    update private.coverage_version v set value = value + (select count(*) from changed)
    where exists (select from changed)
    returning value
  )
  insert into private.coverage
    (cell_x, cell_y, area_id, ground_dm2, cameras, watched_dm2, looked_dm2, looked_month, version)
  select c.x, c.y, c.area_id, c.ground_dm2, c.cameras, c.watched_dm2, c.looked_dm2, c.month, v.value + 1 - c.place
  from changed c, version v
  on conflict (cell_x, cell_y, area_id) do update set ground_dm2 = excluded.ground_dm2, cameras = excluded.cameras,
    watched_dm2 = excluded.watched_dm2, looked_dm2 = excluded.looked_dm2, looked_month = excluded.looked_month,
    version = excluded.version;
end $$;

-- Measures some of what is due. Answers {done, left, version, sights_wanted}: how many cameras and cells it measured, how
-- many are still due, counted to 10,000, because to count all takes longer than the work, the newest version, and that of
-- the buildings among which cameras wait for their sights (public.sights_due), null while none does. Does nothing while
-- another process is at it, and nothing at all while nothing is due: a lock is a number of a transaction too.
create function public.refresh_coverage() returns json
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  v_began timestamptz := clock_timestamp();
  -- cameras, and cells, that are measured in one go; further goes follow while there is time
  v_batch integer;
  v_before integer;
  v_is_mine boolean := false;
  v_are_cut boolean := exists (select from private.buildings b where b.version is not null);
  v_due bigint[];
  v_done integer := 0;
  -- the column of cells from which some are taken
  v_from integer;
  v_xs integer[];
  v_ys integer[];
begin
  if exists (select from private.coverage_due_cameras) or exists (select from private.coverage_due_cells) then
    perform from private.coverage_version for update skip locked;
    v_is_mine := found;
  end if;
  while v_is_mine loop
    v_batch := 16;
    v_before := v_done;
    with taken as (
      delete from private.coverage_due_cameras d where d.camera_number in (
        select o.camera_number
        from (select n.camera_number from private.coverage_due_cameras n order by n.camera_number limit v_batch) o
        where not v_are_cut or not private.lacks_sight(o.camera_number))
      returning d.camera_number
    )
    select array_agg(t.camera_number order by t.camera_number) into v_due from taken t;
    if v_due is not null then
      perform private.place_views(v_due);
      v_done := v_done + cardinality(v_due);
    end if;
    select min(o.cell_x) into v_from from private.coverage_due_cells o;
    -- While more cameras wait than fit in one go, a cell would be measured for each of those that touch it: then it is one
    -- cell a go, anywhere, so that each has its turn however long reports keep coming in.
    if exists (select from private.coverage_due_cameras) then
      v_batch := 1;
      select v_from + floor(random() * (max(o.cell_x) - v_from + 1)) into v_from from private.coverage_due_cells o;
    end if;
    -- Sixteen surveys are as much work as a cell without any. What lies under many is taken a few cells at a time, one at
    -- least, so that no go takes too long, however often somebody looked there.
    with due as (
      select o.cell_x, o.cell_y from private.coverage_due_cells o where o.cell_x >= v_from
      order by o.cell_x, o.cell_y limit v_batch
    ), weighed as (
      select d.cell_x, d.cell_y, sum(1 + n.surveys / 16)
        over (order by d.cell_x, d.cell_y rows between unbounded preceding and 1 preceding) as before
      from due d cross join lateral (
        select count(*) as surveys from public.surveys s
        where s.is_published and s.removed_on is null
          and s.ground operator(extensions.&&) private.cell_ground(d.cell_x, d.cell_y)) n
    ), taken as (
      delete from private.coverage_due_cells d using weighed w
      where d.cell_x = w.cell_x and d.cell_y = w.cell_y and coalesce(w.before, 0) < v_batch
      returning d.cell_x, d.cell_y
    )
    select array_agg(t.cell_x order by t.cell_x, t.cell_y), array_agg(t.cell_y order by t.cell_x, t.cell_y)
    into v_xs, v_ys from taken t;
    if v_xs is not null then
      perform private.measure_cells(v_xs, v_ys);
      v_done := v_done + cardinality(v_xs);
    end if;
    exit when v_done = v_before or clock_timestamp() > v_began + interval '40 ms';
  end loop;
  return json_build_object(
    'done', v_done,
    'left', (select count(*) from (
      select from private.coverage_due_cameras union all select from private.coverage_due_cells limit 10000) d),
    'version', (select v.value from private.coverage_version v),
    'sights_wanted', (select b.version from private.buildings b where v_are_cut and exists (
      select from (select n.camera_number from private.coverage_due_cameras n order by n.camera_number limit 16) o
      where private.lacks_sight(o.camera_number))));
end $$;

-- Puts every camera and every cell on the list, to be measured as if nothing had been before, and by another edition of
-- the standard where one is given. Answers how many are on it.
create function public.rebuild_coverage(p_edition integer default null) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  if p_edition is not null and not exists (select from private.view_levels(p_edition)) then
    raise exception using errcode = 'PT422', message = 'unknown_edition';
  end if;
  perform private.lock_version();
  perform from private.coverage_version for update;
  update public.settings set value = p_edition where key = 'coverage_edition' and value <> p_edition;
  if found then
    -- No figure of one edition stands under a level of another.
    delete from private.camera_views where true;
    update private.coverage set watched_dm2 = array_fill(0, array[56]) where true;
  end if;
  delete from private.sights where true;
  delete from private.coverage_pieces where true;
  insert into private.coverage_due_cells (cell_x, cell_y)
  select distinct c.cell_x, c.cell_y from private.coverage c on conflict do nothing;
  perform private.note_surveys();
  -- What is on the map stays there until it is measured.
  update private.coverage_cameras set optics = '' where optics <> '';
  insert into private.coverage_due_cameras (camera_number)
  select c.number from public.cameras c where c.version is not null on conflict do nothing;
  return to_json((select count(*) from private.coverage_due_cameras) + (select count(*) from private.coverage_due_cells));
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- New boundaries cut the cells anew.
create function private.recut_cells() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from private.coverage_version for update;
  delete from private.coverage_pieces where true;
  insert into private.coverage_due_cells (cell_x, cell_y)
  select distinct c.cell_x, c.cell_y from private.coverage c on conflict do nothing;
  return null;
end $$;
create trigger areas_recut_cells after insert or delete on public.areas
  for each statement execute function private.recut_cells();

-- The cells that changed after a version, a line each, oldest change first; '' when none did: cell_x, cell_y, area,
-- ground, cameras by state, watched ground, ground looked at, its month, in fields between commas and numbers between
-- spaces.
create function public.coverage_since(p_version bigint, p_limit integer default 5000) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(string_agg(concat_ws(',', c.version, c.cell_x, c.cell_y, c.area_id, c.ground_dm2,
    array_to_string(c.cameras, ' '), array_to_string(c.watched_dm2, ' '), c.looked_dm2, c.looked_month), E'\n'
    order by c.version), '')
  from (select * from private.coverage r where r.version > p_version order by r.version
    limit least(greatest(p_limit, 1), 20000)) c
$$;

-- Watched ground of any area in EPSG:32634, in square metres, as private.measure orders it: whole cells as they are
-- stored, and what lies in cut ones measured for the occasion.
create function private.watched_m2(p_area extensions.geometry) returns numeric[]
language sql stable set search_path = '' as $$
  with cells as materialized (
    select c.cell_x, c.cell_y, private.cell_ground(c.cell_x, c.cell_y) as ground
    from (select distinct r.cell_x, r.cell_y from private.coverage r, private.setting('coverage_cell_m') m
      where r.cell_x between floor(extensions.st_xmin(p_area) / m) and floor(extensions.st_xmax(p_area) / m)
        and r.cell_y between floor(extensions.st_ymin(p_area) / m) and floor(extensions.st_ymax(p_area) / m)) c
  ), cut as (
    select array_agg(c.ground) as cells, array_agg(extensions.st_intersection(c.ground, p_area, 0.001)) as pieces
    from cells c where extensions.st_intersects(p_area, c.ground) and not extensions.st_covers(p_area, c.ground)
  ), parts as (
    select r.watched_dm2
    from cells c join private.coverage r on r.cell_x = c.cell_x and r.cell_y = c.cell_y
    where extensions.st_covers(p_area, c.ground)
    union all
    select m.watched_dm2 from cut c, private.measure(c.cells, c.pieces) m
  )
  select array(select coalesce(sum(p.watched_dm2[s.slot]), 0) / 100.0
    from generate_series(1, 56) as s (slot) left join parts p on true group by s.slot order by s.slot)
$$;

-- Reported cameras by municipality and state: {set, areas, city}. `set` is null and `areas` empty while no boundaries
-- are loaded; `city` counts every camera, also one that lies in no municipality. `confirmed_day` is the median of the
-- days, since 1970-01-01, on which the cameras that stand in a municipality were last confirmed (before any
-- confirmation, seen; before that, reported); null where none stands.
create function public.stats() returns json
language sql stable security definer set search_path = '' as $$
  with visible as materialized (
    select p.area_id, c.state, private.days_since_1970(coalesce(c.last_confirmed_on, c.observed_on, c.first_reported_on)) as day
    from private.camera_areas p join public.cameras c on c.number = p.camera_number
    where c.version is not null and not c.withdrawn and c.state <> 'hidden'
  ), counted as (
    select v.area_id, v.state, count(*) as cameras from visible v group by v.area_id, v.state
  ), confirmed as (
    select v.area_id, percentile_cont(0.5) within group (order by v.day) as day
    from visible v where v.state <> 'removed' group by v.area_id
  )
  select json_build_object(
    'set', (select to_jsonb(s) - 'kind' || jsonb_build_object('tolerance_m', private.area_tolerance_m())
      from public.area_sets s where s.kind = 'municipality'),
    'areas', (select coalesce(json_agg(json_build_object('id', a.id, 'names', a.names, 'area_km2', a.area_km2,
        'published_km2', a.published_km2, 'population', a.population,
        'counts', (select coalesce(json_object_agg(n.state, n.cameras), '{}') from counted n where n.area_id = a.id),
        'confirmed_day', (select m.day from confirmed m where m.area_id = a.id))
        order by a.id), '[]')
      from public.areas a where a.kind = 'municipality'),
    'city', (select json_object_agg(s.state, s.cameras) from private.state_counts s where s.state <> 'hidden'))
$$;

grant execute on function public.stats to anon, authenticated, service_role;

grant execute on function public.refresh_coverage, public.rebuild_coverage, public.coverage_since
  to service_role;
