-- Watched ground, measured for all due cells in one statement, on a grid only where GEOS needs it, and by functions that
-- keep their plans: a change costs a third of what it did. The figures stay what they were, to the millimetre.

-- Geometry is put together on a grid of this many metres; -1: without one, which is five times as fast. On the embedded
-- engine the exceptions with which GEOS tries twice break the session (decision 013).
create function private.overlay_grid_m() returns double precision
language plpgsql immutable set search_path = '' as $$
begin
  return case when version() like '%emscripten%' then 0.001 else -1 end;
end $$;

-- In PL/pgSQL, because a function in SQL is planned again by each statement that calls it.
create or replace function private.cell_ground(p_x integer, p_y integer) returns extensions.geometry
language plpgsql stable set search_path = '' as $$
declare
  m double precision := private.setting('coverage_cell_m');
begin
  return extensions.st_makeenvelope(p_x * m, p_y * m, (p_x + 1) * m, (p_y + 1) * m, 32634);
end $$;

create or replace function private.note_cells(p_ground extensions.geometry) returns void
language plpgsql volatile set search_path = '' as $$
declare
  m double precision := private.setting('coverage_cell_m');
begin
  insert into private.coverage_due_cells (cell_x, cell_y)
  select x, y
  from generate_series(floor(extensions.st_xmin(p_ground) / m)::integer, floor(extensions.st_xmax(p_ground) / m)::integer) x,
    generate_series(floor(extensions.st_ymin(p_ground) / m)::integer, floor(extensions.st_ymax(p_ground) / m)::integer) y
  where p_ground is not null
  on conflict do nothing;
end $$;

create or replace function private.views_of(p_camera public.cameras)
returns table (views integer, reach_m double precision, ground extensions.geometry)
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  v_at extensions.geometry := p_camera.position::extensions.geometry;
  v_at_m extensions.geometry := extensions.st_transform(v_at, 32634);
  v_azimuth_deg double precision :=
    p_camera.heading_deg - (extensions.st_x(v_at) - 21) * sind(extensions.st_y(v_at));
begin
  return query
  select v.views, v.reach_m, private.view_ground(v_at_m, v.reach_m, v.angle_deg, v_azimuth_deg)
  from (
    select sum(1 << t.place)::integer as views, t.reach_m,
      case when p_camera.heading_deg is null then 360 else t.angle_deg end as angle_deg
    from private.type_views t
    where t.type = p_camera.type and (t.turns or p_camera.heading_deg is not null or t.bound = 'most')
    group by t.reach_m, 3
  ) v;
end $$;

drop function private.measure(extensions.geometry, extensions.geometry[]);
drop function private.measure_cell(integer, integer);

-- The 32 areas, in square decimetres, of each piece of ground: a whole cell, where p_pieces has null, or the part of it
-- that p_pieces has. Views that overlap count once; cameras with the same views in a cell are put together once, however
-- many of the 32 ask for them, and only those that meet.
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
    select row_number() over (order by c.cell_place, v.camera_number, v.views) as place, c.cell_place, c.cell,
      v.views, v.is_verified, extensions.st_clipbybox2d(v.ground, extensions.box2d(c.cell)) as ground
    from (select distinct p.cell_place, p.cell from pieces p) c
    join private.camera_views v on v.ground operator(extensions.&&) c.cell
  ), touching as materialized (
    select c.*, extensions.st_area(c.ground) > extensions.st_area(c.cell) - 0.001 as is_whole, array(
      select o.place from clipped o
      where o.cell_place = c.cell_place and o.place <> c.place and o.ground operator(extensions.&&) c.ground) as others
    from clipped c
    where not extensions.st_isempty(c.ground)
  ), asked as materialized (
    select t.cell_place, s.slot, array_agg(t.place order by t.place) as places
    from generate_series(0, 31) as s (slot)
    join touching t on t.views & (1 << s.slot % 16) <> 0 and (s.slot < 16 or t.is_verified)
    group by t.cell_place, s.slot
  ), grounds as materialized (
    select d.places, d.cell_place,
      case when bool_or(t.is_whole) then (array_agg(t.cell))[1]
      else extensions.st_unaryunion(extensions.st_collect(
        array_agg(t.ground order by t.place) filter (where t.others && d.places)), v_grid) end as together,
      case when not bool_or(t.is_whole) then extensions.st_collect(
        array_agg(t.ground order by t.place) filter (where not t.others && d.places)) end as apart
    from (select distinct a.cell_place, a.places from asked a) d
    cross join unnest(d.places) as n (place)
    join touching t on t.place = n.place
    group by d.cell_place, d.places
  ), areas as materialized (
    select p.piece, g.places, round(100 * (coalesce(extensions.st_area(case when p.ground is null then g.together
        else extensions.st_intersection(g.together, p.ground, v_grid) end), 0)
      + coalesce(extensions.st_area(case when p.ground is null then g.apart
        else extensions.st_intersection(g.apart, p.ground, v_grid) end), 0)))::integer as dm2
    from grounds g join pieces p on p.cell_place = g.cell_place
  ), numbers as (
    select p.piece, s.slot, coalesce(r.dm2, 0) as dm2,
      lag(r.dm2) over (partition by p.piece order by s.slot) as before_dm2
    from pieces p cross join generate_series(0, 31) as s (slot)
    left join asked a on a.cell_place = p.cell_place and a.slot = s.slot
    left join areas r on r.piece = p.piece and r.places = a.places
  )
  -- The corners of a sector may stand out of those of its circle: most is never less than least.
  select n.piece,
    array_agg(case when n.slot % 2 = 0 then n.dm2 else greatest(n.dm2, n.before_dm2) end order by n.slot)
  from numbers n group by n.piece;
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
    select d.x, d.y, private.cell_ground(d.x, d.y) as ground, private.looked_ground(d.x, d.y) as looked
    from unnest(p_xs, p_ys) as d (x, y)
  ), pieces as materialized (
    select c.*, p.area_id, p.ground as part, row_number() over (order by c.x, c.y, p.area_id) as piece,
      row_number() over (partition by c.x, c.y order by p.area_id) = 1 as is_first
    from cells c join private.coverage_pieces p on p.cell_x = c.x and p.cell_y = c.y
  ), measured as (
    select p.x, p.y, p.area_id, round(100 * extensions.st_area(coalesce(p.part, p.ground)))::integer as ground_dm2,
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
    select c.cell_x, c.cell_y, c.area_id, 0, array[0, 0, 0, 0], array_fill(0, array[32]), 0
    from cells d join private.coverage c on c.cell_x = d.x and c.cell_y = d.y
    where not exists (select from pieces p where p.x = d.x and p.y = d.y and p.area_id = c.area_id)
  ), changed as (
    select m.*, row_number() over (order by m.x, m.y, m.area_id) as place
    from measured m
    left join private.coverage c on c.cell_x = m.x and c.cell_y = m.y and c.area_id = m.area_id
    where c.ground_dm2 is distinct from m.ground_dm2 or c.cameras is distinct from m.cameras
      or c.watched_dm2 is distinct from m.watched_dm2 or c.looked_dm2 is distinct from m.looked_dm2
  ), version as (
    update private.coverage_version v set value = value + (select count(*) from changed)
    where exists (select from changed)
    returning value
  )
  insert into private.coverage (cell_x, cell_y, area_id, ground_dm2, cameras, watched_dm2, looked_dm2, version)
  select c.x, c.y, c.area_id, c.ground_dm2, c.cameras, c.watched_dm2, c.looked_dm2, v.value + 1 - c.place
  from changed c, version v
  on conflict (cell_x, cell_y, area_id) do update set ground_dm2 = excluded.ground_dm2, cameras = excluded.cameras,
    watched_dm2 = excluded.watched_dm2, looked_dm2 = excluded.looked_dm2, version = excluded.version;
end $$;

-- Measures some of what is due. Answers {done, left, version}: how many cameras and cells it measured, how many are still
-- due, counted to 10,000, because to count all takes longer than the work, and the newest version. Does nothing while
-- another process is at it.
create or replace function public.refresh_coverage() returns json
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  v_batch integer := private.setting('coverage_batch_cells');
  v_due bigint;
  v_done integer := 0;
  v_xs integer[];
  v_ys integer[];
begin
  perform from private.coverage_version for update skip locked;
  if found then
    for v_due in
      delete from private.coverage_due_cameras d where d.camera_number in (
        select o.camera_number from private.coverage_due_cameras o order by o.camera_number limit v_batch)
      returning d.camera_number
    loop
      perform private.place_views(v_due);
      v_done := v_done + 1;
    end loop;
    -- While more cameras wait than fit in one go, a cell would be measured for each of those that touch it.
    v_batch := case when exists (select from private.coverage_due_cameras) then 0 else v_batch end;
    with taken as (
      delete from private.coverage_due_cells d where (d.cell_x, d.cell_y) in (
        select o.cell_x, o.cell_y from private.coverage_due_cells o order by o.cell_x, o.cell_y limit v_batch)
      returning d.cell_x, d.cell_y
    )
    select array_agg(t.cell_x order by t.cell_x, t.cell_y), array_agg(t.cell_y order by t.cell_x, t.cell_y)
    into v_xs, v_ys from taken t;
    if v_xs is not null then
      perform private.measure_cells(v_xs, v_ys);
      v_done := v_done + cardinality(v_xs);
    end if;
  end if;
  return json_build_object(
    'done', v_done,
    'left', (select count(*) from (
      select from private.coverage_due_cameras union all select from private.coverage_due_cells limit 10000) d),
    'version', (select v.value from private.coverage_version v));
end $$;

drop function public.rebuild_coverage();

-- Puts every camera and every cell on the list, to be measured as if nothing had been before. Answers how many are on it.
create function public.rebuild_coverage() returns bigint
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from private.coverage_version for update;
  delete from private.coverage_pieces;
  insert into private.coverage_due_cells (cell_x, cell_y)
  select distinct c.cell_x, c.cell_y from private.coverage c on conflict do nothing;
  perform private.note_surveys();
  -- What is on the map stays there until it is measured.
  update private.coverage_cameras set optics = '';
  insert into private.coverage_due_cameras (camera_number)
  select c.number from public.cameras c where c.version is not null on conflict do nothing;
  return (select count(*) from private.coverage_due_cameras) + (select count(*) from private.coverage_due_cells);
end $$;
revoke execute on function public.rebuild_coverage from public, anon, authenticated;
grant execute on function public.rebuild_coverage to service_role;

create or replace function private.watched_m2(p_area extensions.geometry) returns numeric[]
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
    from generate_series(1, 32) as s (slot) left join parts p on true group by s.slot order by s.slot)
$$;

-- What is stored is what a full measurement would give, from the first day.
insert into private.coverage_due_cells (cell_x, cell_y)
select distinct c.cell_x, c.cell_y from private.coverage c on conflict do nothing;
