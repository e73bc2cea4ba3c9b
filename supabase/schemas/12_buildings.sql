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
