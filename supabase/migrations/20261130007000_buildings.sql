-- Buildings in the way: the footprints by which views at least are cut, and what each camera sees among them. The
-- application has the footprints and makes the sights (src/lib/server/buildings, src/lib/camera/sight.ts). Views are cut
-- to them in private.views_of. docs/method.md explains it.

-- One row: the buildings in force. Without a version none are, and every view is whole.
create table private.buildings (
  only_row boolean primary key default true check (only_row),
  -- the same for the same footprints, on every machine
  version text check (version ~ '^[0-9a-z]{8,64}$'),
  source text check (length(source) <= 500),
  licence text check (length(licence) <= 500),
  day date,
  -- grows whenever sights are stored
  sights_version bigint not null default 0,
  check ((version is null) = (source is null) and (version is null) = (licence is null))
);

insert into private.buildings default values;

-- What a camera sees all around, up to view_range_max_m.
create table private.sights (
  camera_number bigint primary key references public.cameras on delete cascade,
  -- what it was made for (private.sight_basis)
  basis text not null,
  -- the place of the lens, and what it sees from there; null where nothing stands around it
  at extensions.geometry(point, 32634),
  ground extensions.geometry(geometry, 32634),
  check ((at is null) = (ground is null))
);

-- What the sight of a camera depends on; null while no buildings are in force.
create function private.sight_basis(p_camera public.cameras) returns text
language plpgsql stable set search_path = '' as $$
begin
  return (select b.version || ' ' || concat_ws(' ', extensions.st_asewkb(p_camera.position::extensions.geometry), p_camera.height_m)
    from private.buildings b);
end $$;

-- Whether the views of a camera cannot be drawn before somebody makes its sight.
create function private.lacks_sight(p_number bigint) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (
    select from public.cameras c
    where c.number = p_number and private.is_visible(c) and c.state <> 'removed'
      and private.sight_basis(c) <> coalesce((select s.basis from private.sights s where s.camera_number = p_number), ''));
end $$;

-- The buildings in force, {version, source, licence, day, sights_version}; null while there are none.
create function public.buildings() returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object('version', b.version, 'source', b.source, 'licence', b.licence, 'day', b.day,
    'sights_version', b.sights_version)
  from private.buildings b where b.version is not null
$$;

-- What cameras see among the buildings in force, [{number, at, rings}] in metres of EPSG:32634, of each part of the ground
-- its outer ring. Without those around which nothing stands, and those whose sights are not made yet.
create function public.camera_sights(p_numbers bigint[]) returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('number', c.number, 'at', extensions.st_asgeojson(s.at, 3)::json -> 'coordinates',
    'rings', (select json_agg(extensions.st_asgeojson(extensions.st_exteriorring(d.geom), 3)::json -> 'coordinates')
      from extensions.st_dump(s.ground) d)) order by c.number), '[]')
  from private.sights s join public.cameras c on c.number = s.camera_number
  where s.camera_number = any (p_numbers[:1000]) and private.is_visible(c) and s.basis = private.sight_basis(c)
    and s.ground is not null
$$;

-- Puts other buildings in force, with the JSON {source, licence, day} of theirs, or none; then all ground is measured
-- anew. Answers how many cameras and cells are due for it.
create function public.use_buildings(p_version text default null, p_origin text default null) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
  v_origin jsonb := p_origin::jsonb;
  v_is_other boolean;
begin
  if p_version is not null and (p_version !~ '^[0-9a-z]{8,64}$'
    or coalesce(length(v_origin ->> 'source'), 501) > 500 or coalesce(length(v_origin ->> 'licence'), 501) > 500
    or coalesce(v_origin ->> 'day', '2000-01-01') !~ '^\d{4}-\d\d-\d\d$') then
    raise exception using errcode = 'PT422', message = 'bad_buildings';
  end if;
  -- Each process says this when it starts: nobody waits for it.
  if exists (select from private.buildings b where b.version is not distinct from p_version
    and (b.version is null or b.source = v_origin ->> 'source' and b.licence = v_origin ->> 'licence'
      and b.day is not distinct from (v_origin ->> 'day')::date)) then
    return to_json(0);
  end if;
  perform private.lock_version();
  perform from private.coverage_version for update;
  select b.version is distinct from p_version into v_is_other from private.buildings b;
  update private.buildings b set version = p_version, source = case when p_version is not null then v_origin ->> 'source' end,
    licence = case when p_version is not null then v_origin ->> 'licence' end,
    day = case when p_version is not null then (v_origin ->> 'day')::date end
  where b.only_row;
  if not v_is_other then
    return to_json(0);
  end if;
  return public.rebuild_coverage();
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Of the cameras that are measured next those that lack a sight, [{number, lng, lat, height_m, basis, reach_m}]: the
-- sight is to reach as far as any view.
create function public.sights_due(p_limit integer default 64) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce(json_agg(json_build_object('number', c.number, 'lng', extensions.st_x(c.position::extensions.geometry),
      'lat', extensions.st_y(c.position::extensions.geometry), 'height_m', c.height_m, 'basis', private.sight_basis(c),
      'reach_m', private.setting('view_range_max_m'))
      order by c.number), '[]')
    from (select o.camera_number from private.coverage_due_cameras o order by o.camera_number
      limit least(greatest(p_limit, 1), 1000)) d
    join public.cameras c on c.number = d.camera_number
    where private.lacks_sight(d.camera_number));
end $$;

-- Takes sights in that were made among the buildings of this version, as JSON [{number, basis, at, ring}] with `basis` as
-- sights_due gave it: `at` [x, y] and `ring` [[x, y], …] in metres of EPSG:32634, both null where nothing stands around.
-- Answers how many it took. Raises PT409 other_buildings where that version is not in force, PT422 bad_sight.
create function public.store_sights(p_version text, p_sights text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
  v_most_m double precision := 1.5 * private.setting('view_range_max_m');
  v_sight record;
  v_at extensions.geometry;
  v_ground extensions.geometry;
  v_count integer := 0;
begin
  perform from private.coverage_version for update;
  if not exists (select from private.buildings b where b.version = p_version) then
    raise exception using errcode = 'PT409', message = 'other_buildings';
  end if;
  for v_sight in
    select s.number, s.basis, s.at, s.ring, extensions.st_transform(c.position::extensions.geometry, 32634) as place
    from json_to_recordset(p_sights::json) as s (number bigint, basis text, at json, ring json)
    join public.cameras c on c.number = s.number order by s.number
  loop
    v_at := null;
    v_ground := null;
    if coalesce(json_typeof(v_sight.ring), 'null') <> 'null' then
      v_at := extensions.st_point((v_sight.at ->> 0)::double precision, (v_sight.at ->> 1)::double precision, 32634);
      v_ground := extensions.st_setsrid(extensions.st_geomfromgeojson(
        json_build_object('type', 'Polygon', 'coordinates', json_build_array(v_sight.ring))::text), 32634);
      if not extensions.st_isvalid(v_ground) then
        v_ground := extensions.st_collectionextract(extensions.st_makevalid(v_ground), 3);
      end if;
    end if;
    if v_sight.basis is null or v_ground is not null and (extensions.st_isempty(v_ground)
      or coalesce(extensions.st_distance(v_at, v_sight.place), 'infinity') > 10
      or extensions.st_maxdistance(v_at, v_ground) > v_most_m) then
      raise exception using errcode = 'PT422', message = 'bad_sight', detail = to_json(v_sight.number)::text;
    end if;
    insert into private.sights as s (camera_number, basis, at, ground)
    values (v_sight.number, v_sight.basis, v_at, v_ground)
    on conflict (camera_number) do update set basis = excluded.basis, at = excluded.at, ground = excluded.ground;
    v_count := v_count + 1;
  end loop;
  update private.buildings b set sights_version = b.sights_version + 1 where b.only_row;
  return to_json(v_count);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

grant execute on function public.buildings, public.camera_sights to anon, authenticated, service_role;
grant execute on function public.use_buildings, public.sights_due, public.store_sights to service_role;

alter table private.camera_views alter column ground type extensions.geometry(geometry, 32634);

-- The ground of cameras, once for all views of one that are the same: `views` has the bit of each. A camera that does not
-- turn, and looks nobody knows where, has none of the views at least, and a circle at most. The north of the grid is not
-- north: it differs by the convergence of the meridians, (longitude - 21°) sin(latitude). Where something stands around a
-- camera, its views at least, which have the even places, are cut to what it sees from the place of its lens.
create or replace function private.views_of(p_cameras public.cameras[])
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

-- Cameras that are published and stand or stood, as they are now.
create or replace function private.stands_now(p_numbers bigint[]) returns setof private.coverage_cameras
language sql stable set search_path = '' as $$
  select c.number, floor(extensions.st_x(p.at) / m)::integer, floor(extensions.st_y(p.at) / m)::integer, p.at, c.state,
    concat_ws(' ', c.type, c.heading_deg, extensions.st_asewkb(p.at), private.sight_basis(c))
  from public.cameras c
  cross join lateral (select extensions.st_transform(c.position::extensions.geometry, 32634) as at offset 0) p
  cross join private.setting('coverage_cell_m') m
  where c.number = any (p_numbers) and private.is_visible(c)
$$;

-- Measures some of what is due. Answers {done, left, version, sights_wanted}: how many cameras and cells it measured, how
-- many are still due, counted to 10,000, because to count all takes longer than the work, the newest version, and that of
-- the buildings among which cameras wait for their sights (public.sights_due), null while none does. Does nothing while
-- another process is at it, and nothing at all while nothing is due: a lock is a number of a transaction too.
create or replace function public.refresh_coverage() returns json
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
create or replace function public.rebuild_coverage(p_edition integer default null) returns json
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

insert into private.backup_tables (name, part) values ('private.sights', 'derived');
insert into private.backup_tables
  (place, name, part, columns, columns_left_out, only_where, page_rows, is_prefilled) values
  (285, 'private.buildings', 'record', '{only_row,version,source,licence,day,sights_version}', '{}', null, 1000, true);

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
  -- Among buildings views are cut to sights, which are made anew.
  if found or exists (select from private.buildings b where b.version is not null) then
    perform public.rebuild_coverage();
  end if;
  -- In a backup from before months, no cell says when it was looked at.
  if exists (select from private.coverage c where c.looked_dm2 > 0 and c.looked_month = 0) then
    perform private.note_surveys();
  end if;
  return to_json((select v.value from private.version v));
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;
