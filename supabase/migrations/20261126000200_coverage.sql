-- The ground that cameras could see, measured in the cells of a grid in EPSG:32634 and kept current: whatever changes
-- a camera puts it on a list, and refresh_coverage measures the cells that its views touch anew. docs/method.md
-- explains the figures.

insert into public.settings (key, value, unit, meaning) values
  ('coverage_cell_m', 250, 'metres', 'side of the smallest cells in which watched ground is measured'),
  ('coverage_batch_cells', 16, 'cells', 'cells that are measured in one go');

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

create table private.camera_views (
  camera_number bigint not null references private.coverage_cameras on delete cascade,
  -- which of the sixteen views have this ground, a bit each (private.type_views)
  views integer not null check (views between 1 and 65535),
  is_verified boolean not null,
  ground extensions.geometry(polygon, 32634) not null,
  primary key (camera_number, views)
);
create index camera_views_ground on private.camera_views using gist (ground);

-- A cell, or the part of it that lies in one municipality (area_id; '' where there is none). Everything is a whole number,
-- so that sums over cells are exact.
create table private.coverage (
  cell_x integer not null,
  cell_y integer not null,
  area_id text not null,
  ground_dm2 integer not null,
  -- by state: reported, verified, disputed, removed
  cameras integer[] not null,
  -- square decimetres of each of the sixteen views, of all cameras and then of verified ones: 32 numbers
  watched_dm2 integer[] not null,
  -- where somebody looked and found no other camera (20261126000300_surveys.sql)
  looked_dm2 integer not null,
  version bigint not null unique,
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

-- One row: whoever measures holds it, and versions become visible in their order.
create table private.coverage_version (
  only_row boolean primary key default true check (only_row),
  value bigint not null default 0
);
insert into private.coverage_version default values;

create function private.note_coverage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.coverage_due_cameras (camera_number) values (new.number) on conflict do nothing;
  return null;
end $$;
-- Every public change takes a version (private.record_event), so nothing else has to be listened to.
create trigger cameras_note_coverage after update of version on public.cameras
  for each row execute function private.note_coverage();

create function private.cell_ground(p_x integer, p_y integer) returns extensions.geometry
language sql stable set search_path = '' as $$
  select extensions.st_makeenvelope(p_x * m, p_y * m, (p_x + 1) * m, (p_y + 1) * m, 32634)
  from (select private.setting('coverage_cell_m')::float8 as m) s
$$;

-- Puts the cells that some ground touches, by its box, on the list.
create function private.note_cells(p_ground extensions.geometry) returns void
language sql volatile set search_path = '' as $$
  insert into private.coverage_due_cells (cell_x, cell_y)
  select x, y
  from (select private.setting('coverage_cell_m')::float8 as m) s,
    generate_series(floor(extensions.st_xmin(p_ground) / m)::integer, floor(extensions.st_xmax(p_ground) / m)::integer) x,
    generate_series(floor(extensions.st_ymin(p_ground) / m)::integer, floor(extensions.st_ymax(p_ground) / m)::integer) y
  where p_ground is not null
  on conflict do nothing
$$;

-- Brings a camera's views up to date, and lists the cells where that changes something.
create function private.place_views(p_number bigint) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_cell_m double precision := private.setting('coverage_cell_m');
  v_camera public.cameras;
  v_was private.coverage_cameras;
  v_at extensions.geometry;
  v_is private.coverage_cameras;
begin
  select * into v_camera from public.cameras where number = p_number;
  select * into v_was from private.coverage_cameras where camera_number = p_number;
  v_at := extensions.st_transform(v_camera.position::extensions.geometry, 32634);
  if private.is_visible(v_camera) then
    v_is := row(p_number, floor(extensions.st_x(v_at) / v_cell_m), floor(extensions.st_y(v_at) / v_cell_m), v_at,
      v_camera.state, concat_ws(' ', v_camera.type, v_camera.heading_deg, extensions.st_asewkb(v_at)));
  end if;
  if v_is is not distinct from v_was then
    return;
  end if;
  perform private.note_cells(extensions.st_extent(v.ground)::extensions.geometry)
  from private.camera_views v where v.camera_number = p_number;
  -- Where it stands, and where surveys count for nothing because it does.
  perform private.note_cells(extensions.st_expand(p.at, private.setting('survey_camera_m')::float8))
  from (values (v_was.at), (v_is.at)) as p (at);
  delete from private.coverage_cameras c where c.camera_number = p_number;
  if v_is.camera_number is null then
    return;
  end if;
  insert into private.coverage_cameras select v_is.*;
  if v_camera.state <> 'removed' then
    insert into private.camera_views (camera_number, views, is_verified, ground)
    select p_number, v.views, v_camera.state = 'verified', v.ground from private.views_of(v_camera) v;
    perform private.note_cells(extensions.st_extent(v.ground)::extensions.geometry)
    from private.camera_views v where v.camera_number = p_number;
  end if;
end $$;

-- The 32 areas of a cell's ground, or of some pieces of it, in square decimetres. Views that overlap count once; cameras
-- with the same views there are put together once, however many of the 32 ask for them. On a grid of millimetres, because
-- GEOS then never has to try twice: on the embedded engine its exceptions break the session (decision 013).
create function private.measure(p_cell extensions.geometry, p_pieces extensions.geometry[])
returns table (piece bigint, watched_dm2 integer[])
language plpgsql stable set search_path = '' as $$
declare
  v_box extensions.box2d := extensions.box2d(p_cell);
begin
  return query
  with touching as materialized (
    select row_number() over (order by c.camera_number, c.views) as place, c.views, c.is_verified, c.ground,
      extensions.st_area(c.ground) > extensions.st_area(p_cell) - 0.001 as is_whole
    from (
      select v.camera_number, v.views, v.is_verified, extensions.st_clipbybox2d(v.ground, v_box) as ground
      from private.camera_views v where v.ground operator(extensions.&&) p_cell
    ) c
    where not extensions.st_isempty(c.ground)
  ), meeting as materialized (
    select a.place, array_agg(b.place) as others
    from touching a join touching b on b.place > a.place and a.ground operator(extensions.&&) b.ground
    group by a.place
  ), asked as (
    select s.slot, array_agg(t.place order by t.place) as places
    from generate_series(0, 31) as s (slot)
    join touching t on t.views & (1 << s.slot % 16) <> 0 and (s.slot < 16 or t.is_verified)
    group by s.slot
  ), grounds as materialized (
    -- Union costs a hundred times the rest, and mostly there is nothing to unite.
    select d.places, case
      when exists (select from touching t where t.place = any (d.places) and t.is_whole) then p_cell
      when exists (select from meeting m where m.place = any (d.places) and m.others && d.places)
        then (select extensions.st_union(t.ground, 0.001 order by t.place) from touching t where t.place = any (d.places))
      else (select extensions.st_collect(t.ground order by t.place) from touching t where t.place = any (d.places))
      end as ground
    from (select distinct a.places from asked a) d
  ), areas as materialized (
    select q.piece, g.places, round(100 * extensions.st_area(case when q.ground is null then g.ground
      else extensions.st_intersection(g.ground, q.ground, 0.001) end))::integer as dm2
    from grounds g cross join unnest(p_pieces) with ordinality as q (ground, piece)
  )
  select p.piece, array(
    -- The corners of a sector may stand out of those of its circle: most is never less than least.
    select case when s.slot % 2 = 0 then coalesce(r.dm2, 0)
      else greatest(r.dm2, lag(r.dm2) over (order by s.slot), 0) end
    from generate_series(0, 31) as s (slot)
    left join asked a on a.slot = s.slot
    left join areas r on r.places = a.places and r.piece = p.piece
    order by s.slot)
  from generate_series(1, cardinality(p_pieces)::bigint) as p (piece);
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

-- Measures a cell and writes what differs.
create function private.measure_cell(p_x integer, p_y integer) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_cell extensions.geometry := private.cell_ground(p_x, p_y);
  v_looked extensions.geometry := private.looked_ground(p_x, p_y);
begin
  if not exists (select from private.coverage_pieces p where p.cell_x = p_x and p.cell_y = p_y) then
    perform private.cut_cell(p_x, p_y, v_cell);
  end if;
  with pieces as materialized (
    select p.area_id, p.ground, row_number() over (order by p.area_id) as piece
    from private.coverage_pieces p where p.cell_x = p_x and p.cell_y = p_y
  ), measured as (
    select p.area_id, round(100 * extensions.st_area(coalesce(p.ground, v_cell)))::integer as ground_dm2,
      -- The cameras of a cell are counted once, whichever piece they stand in.
      case when p.piece = 1 then array(
        select count(c.camera_number)::integer
        from unnest(enum_range('reported'::public.camera_state, 'removed')) with ordinality as s (state, place)
        left join private.coverage_cameras c on c.cell_x = p_x and c.cell_y = p_y and c.state = s.state
        group by s.place order by s.place) else array[0, 0, 0, 0] end as cameras,
      m.watched_dm2,
      coalesce(round(100 * extensions.st_area(case when p.ground is null then v_looked
        else extensions.st_intersection(v_looked, p.ground, 0.001) end))::integer, 0) as looked_dm2
    from private.measure(v_cell, array(select o.ground from pieces o order by o.piece)) m
    join pieces p on p.piece = m.piece
    union all
    -- What there is no piece for any more.
    select c.area_id, 0, array[0, 0, 0, 0], array_fill(0, array[32]), 0
    from private.coverage c
    where c.cell_x = p_x and c.cell_y = p_y and c.area_id not in (select p.area_id from pieces p)
  ), changed as (
    select m.*, row_number() over (order by m.area_id) as place
    from measured m
    left join private.coverage c on c.cell_x = p_x and c.cell_y = p_y and c.area_id = m.area_id
    where c.ground_dm2 is distinct from m.ground_dm2 or c.cameras is distinct from m.cameras
      or c.watched_dm2 is distinct from m.watched_dm2 or c.looked_dm2 is distinct from m.looked_dm2
  ), version as (
    update private.coverage_version v set value = value + (select count(*) from changed)
    where exists (select from changed)
    returning value
  )
  insert into private.coverage (cell_x, cell_y, area_id, ground_dm2, cameras, watched_dm2, looked_dm2,
    version)
  select p_x, p_y, c.area_id, c.ground_dm2, c.cameras, c.watched_dm2, c.looked_dm2, v.value + 1 - c.place
  from changed c, version v
  on conflict (cell_x, cell_y, area_id) do update set ground_dm2 = excluded.ground_dm2, cameras = excluded.cameras,
    watched_dm2 = excluded.watched_dm2, looked_dm2 = excluded.looked_dm2, version = excluded.version;
end $$;

-- Measures some of what is due. Answers {left, version}: how many cameras and cells are still due. Does nothing while
-- another process is at it.
create function public.refresh_coverage() returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_batch integer := private.setting('coverage_batch_cells')::integer;
  v_due record;
begin
  perform from private.coverage_version for update skip locked;
  if found then
    for v_due in
      delete from private.coverage_due_cameras d where d.camera_number in (
        select o.camera_number from private.coverage_due_cameras o order by o.camera_number limit v_batch)
      returning d.camera_number
    loop
      perform private.place_views(v_due.camera_number);
    end loop;
    -- While more cameras wait than fit in one go, a cell would be measured for each of those that touch it.
    v_batch := case when exists (select from private.coverage_due_cameras) then 0 else v_batch end;
    for v_due in
      delete from private.coverage_due_cells d where (d.cell_x, d.cell_y) in (
        select o.cell_x, o.cell_y from private.coverage_due_cells o order by o.cell_x, o.cell_y limit v_batch)
      returning d.cell_x, d.cell_y
    loop
      perform private.measure_cell(v_due.cell_x, v_due.cell_y);
    end loop;
  end if;
  return json_build_object(
    'left', (select count(*) from private.coverage_due_cameras) + (select count(*) from private.coverage_due_cells),
    'version', (select v.value from private.coverage_version v));
end $$;

-- Puts every camera and every cell on the list, to be measured as if nothing had been before.
create function public.rebuild_coverage() returns void
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
end $$;

-- New boundaries cut the cells anew.
create function private.recut_cells() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.coverage_pieces;
  insert into private.coverage_due_cells (cell_x, cell_y)
  select distinct c.cell_x, c.cell_y from private.coverage c on conflict do nothing;
  return null;
end $$;
create trigger areas_recut_cells after insert or delete on public.areas
  for each statement execute function private.recut_cells();

-- The cells that changed after a version, a line each, oldest change first; '' when none did: cell_x, cell_y, area,
-- ground, cameras by state, watched ground, ground looked at, in fields between commas and numbers between spaces.
create function public.coverage_since(p_version bigint, p_limit integer default 5000) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(string_agg(concat_ws(',', c.version, c.cell_x, c.cell_y, c.area_id, c.ground_dm2,
    array_to_string(c.cameras, ' '), array_to_string(c.watched_dm2, ' '), c.looked_dm2), E'\n' order by c.version), '')
  from (select * from private.coverage r where r.version > p_version order by r.version
    limit least(greatest(p_limit, 1), 20000)) c
$$;

-- Watched ground of any area in EPSG:32634, in square metres, as private.measure orders it: whole cells as they are stored,
-- and what lies in cut ones measured for the occasion.
create function private.watched_m2(p_area extensions.geometry) returns numeric[]
language sql stable set search_path = '' as $$
  with cells as materialized (
    select c.cell_x, c.cell_y, private.cell_ground(c.cell_x, c.cell_y) as ground
    from (select distinct r.cell_x, r.cell_y from private.coverage r, private.setting('coverage_cell_m') m
      where r.cell_x between floor(extensions.st_xmin(p_area) / m) and floor(extensions.st_xmax(p_area) / m)
        and r.cell_y between floor(extensions.st_ymin(p_area) / m) and floor(extensions.st_ymax(p_area) / m)) c
  ), parts as (
    select w.slot, w.dm2
    from cells c join private.coverage r on r.cell_x = c.cell_x and r.cell_y = c.cell_y,
      unnest(r.watched_dm2) with ordinality as w (dm2, slot)
    where extensions.st_covers(p_area, c.ground)
    union all
    select w.slot, w.dm2
    from cells c, private.measure(c.ground, array[extensions.st_intersection(c.ground, p_area, 0.001)]) m,
      unnest(m.watched_dm2) with ordinality as w (dm2, slot)
    where extensions.st_intersects(p_area, c.ground) and not extensions.st_covers(p_area, c.ground)
  )
  select array(select coalesce(sum(p.dm2), 0) / 100.0
    from generate_series(1, 32) as s (slot) left join parts p on p.slot = s.slot group by s.slot order by s.slot)
$$;

insert into private.coverage_due_cameras (camera_number) select c.number from public.cameras c where c.version is not null;

revoke execute on function public.refresh_coverage, public.rebuild_coverage, public.coverage_since
  from public, anon, authenticated, service_role;
grant execute on function public.refresh_coverage, public.rebuild_coverage, public.coverage_since to service_role;
