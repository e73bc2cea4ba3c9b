-- Ground is measured by the levels of IEC 62676-4:2025, edition 2, in the place of the four of the edition of 2014, which
-- was withdrawn on 9 October 2025. How dense a picture is at a level is the standard's, no rule of ours: it stands beside
-- the views. Everything is measured anew; until then the map says that reports wait to be measured.

delete from public.settings
where key in ('density_detect_px_m', 'density_observe_px_m', 'density_recognise_px_m', 'density_identify_px_m');

insert into public.settings (key, value, unit, meaning) values
  ('coverage_edition', 2025, 'edition', 'of IEC 62676-4, by whose levels watched ground is measured');

drop view private.type_views;
drop type public.view_level;

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

delete from private.camera_views where true;
alter table private.camera_views drop constraint camera_views_views_check,
  add constraint camera_views_views_check check (views between 1 and 268435455);

-- The 56 areas, in square decimetres, of each piece of ground: a whole cell, where p_pieces has null, or the part of it
-- that p_pieces has. Views that overlap count once; cameras with the same views in a cell are put together once,
-- however many of the 56 ask for them, and only those that meet.
create or replace function private.measure(p_cells extensions.geometry[], p_pieces extensions.geometry[])
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
    from generate_series(0, 55) as s (slot)
    join touching t on t.views & (1 << s.slot % 28) <> 0 and (s.slot < 28 or t.is_verified)
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
    from pieces p cross join generate_series(0, 55) as s (slot)
    left join asked a on a.cell_place = p.cell_place and a.slot = s.slot
    left join areas r on r.piece = p.piece and r.places = a.places
  )
  -- The corners of a sector may stand out of those of its circle: most is never less than least.
  select n.piece,
    array_agg(case when n.slot % 2 = 0 then n.dm2 else greatest(n.dm2, n.before_dm2) end order by n.slot)
  from numbers n group by n.piece;
end $$;

-- Measures cells and writes what differs.
create or replace function private.measure_cells(p_xs integer[], p_ys integer[]) returns void
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
    select c.cell_x, c.cell_y, c.area_id, 0, array[0, 0, 0, 0], array_fill(0, array[56]), 0
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

drop function public.rebuild_coverage();

-- Puts every camera and every cell on the list, to be measured as if nothing had been before, and by another edition of
-- the standard where one is given. Answers how many are on it.
create function public.rebuild_coverage(p_edition integer default null) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_edition is not null and not exists (select from private.view_levels(p_edition)) then
    raise exception using errcode = 'PT422', message = 'unknown_edition';
  end if;
  update public.settings set value = p_edition where key = 'coverage_edition' and value <> p_edition;
  perform private.lock_version();
  perform from private.coverage_version for update;
  delete from private.coverage_pieces where true;
  insert into private.coverage_due_cells (cell_x, cell_y)
  select distinct c.cell_x, c.cell_y from private.coverage c on conflict do nothing;
  perform private.note_surveys();
  -- What is on the map stays there until it is measured.
  update private.coverage_cameras set optics = '' where optics <> '';
  insert into private.coverage_due_cameras (camera_number)
  select c.number from public.cameras c where c.version is not null on conflict do nothing;
  return (select count(*) from private.coverage_due_cameras) + (select count(*) from private.coverage_due_cells);
end $$;

grant execute on function public.rebuild_coverage to service_role;

-- Watched ground of any area in EPSG:32634, in square metres, as private.measure orders it: whole cells as they are
-- stored, and what lies in cut ones measured for the occasion.
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
    from generate_series(1, 56) as s (slot) left join parts p on true group by s.slot order by s.slot)
$$;

-- Ends a restore: everybody may write again. Answers the version.
create or replace function public.restore_finish() returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
  v_name regclass;
begin
  delete from private.restoration where only_row;
  if not found then
    raise exception using errcode = 'PT409', message = 'not_restoring';
  end if;
  foreach v_name in array private.restored_tables() loop
    execute format('drop trigger restoring on %s', v_name);
    -- Until somebody counts, a plan takes the tables for empty.
    execute format('analyze %s', v_name);
  end loop;
  -- Ground in a backup from before seven levels was measured by four: it is measured anew.
  update private.coverage set watched_dm2 = array_fill(0, array[56]) where cardinality(watched_dm2) <> 56;
  if found then
    perform public.rebuild_coverage();
  end if;
  return to_json((select v.value from private.version v));
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

update private.coverage set watched_dm2 = array_fill(0, array[56]) where true;
select public.rebuild_coverage();
