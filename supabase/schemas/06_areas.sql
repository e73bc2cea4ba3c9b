-- The city municipalities: their boundaries, and which cameras lie in which. A set of boundaries is loaded by the
-- operator (npm run provision -- areas), replaced as a whole, and says how good it is.

create type public.area_kind as enum ('municipality');

-- What is known of a set of boundaries as a whole.
create table public.area_sets (
  kind public.area_kind primary key,
  -- where the boundaries come from, under which licence, and of which day; null: nobody said
  source text check (length(source) between 1 and 300),
  licence text check (length(licence) between 1 and 100),
  as_of date,
  loaded_on date not null,
  spacing_m numeric not null default 0,
  coarse boolean not null default true,
  -- drawn anew each time all cameras have been placed in it, so that who keeps them in memory reads them again
  placement uuid
);
alter table public.area_sets enable row level security;

-- A municipality with its boundary.
create table public.areas (
  id text primary key check (id ~ '^[a-z]+(-[a-z]+)*$'),
  kind public.area_kind not null references public.area_sets on delete cascade,
  -- by the page's language: sr-Cyrl, sr-Latn, en
  names jsonb not null check (names ?& array['sr-Cyrl', 'sr-Latn', 'en']),
  boundary extensions.geometry(multipolygon, 4326) not null check (extensions.st_isvalid(boundary)),
  area_km2 numeric not null check (area_km2 > 0),
  -- what others say the area is
  published_km2 numeric check (published_km2 > 0),
  population integer check (population > 0)
);
create index areas_boundary on public.areas using gist (boundary);
create index areas_kind on public.areas (kind);
-- Uncompressed: each look at a boundary would unpack all of it.
alter table public.areas alter column boundary set storage external;
alter table public.areas enable row level security;

-- Which area a camera lies in; none for one that lies in no area. Apart from the cameras, so that a new set of
-- boundaries rewrites no camera.
create table private.camera_areas (
  camera_number bigint primary key references public.cameras,
  area_id text not null references public.areas on delete cascade
);
create index camera_areas_area on private.camera_areas (area_id, camera_number);

-- A public record as every read answers it: with the number of the camera first, and its municipality.
create function private.numbered(p_number bigint, p_record jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('number', p_number, 'municipality', (
    select a.area_id from private.camera_areas a where a.camera_number = p_number)) || p_record
$$;

-- How far outside the boundaries a position may lie: more where they are coarse. Null while there are none.
create function private.area_tolerance_m() returns numeric
language sql stable set search_path = '' as $$
  select private.setting(case when s.coarse then 'area_tolerance_coarse_m' else 'area_tolerance_m' end)
  from public.area_sets s where s.kind = 'municipality'
$$;

-- The area that covers a position, or else the nearest within the tolerance; null when there is none. A degree is at
-- least 70 km here, so the first condition leaves nothing out. The distance is that of the point which is nearest in
-- degrees: at most 6 % too long at this latitude, and a hundred times quicker than the exact one.
create function private.area_at(p_point extensions.geometry) returns text
language sql stable set search_path = '' as $$
  select coalesce(
    (select a.id from public.areas a where extensions.st_covers(a.boundary, p_point) order by a.id limit 1),
    (select near.id
      from (select a.id, extensions.st_distance(extensions.st_closestpoint(a.boundary, p_point)::extensions.geography,
            p_point::extensions.geography) as distance_m, tolerance_m
          from public.areas a, private.area_tolerance_m() as tolerance_m
          where extensions.st_dwithin(a.boundary, p_point, tolerance_m::float8 / 70000)) near
      where near.distance_m <= near.tolerance_m
      order by near.distance_m, near.id limit 1))
$$;

-- A camera is placed when its position is written.
create function private.place_camera() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_area_id text;
begin
  if tg_op = 'UPDATE' then
    delete from private.camera_areas p where p.camera_number = new.number;
  end if;
  if exists (select from public.areas) then
    v_area_id := private.area_at(new.position::extensions.geometry);
    if v_area_id is not null then
      -- place_cameras may have placed it at this moment.
      insert into private.camera_areas (camera_number, area_id) values (new.number, v_area_id)
      on conflict (camera_number) do update set area_id = excluded.area_id;
    end if;
  end if;
  return null;
end $$;
create trigger cameras_place after insert or update of position on public.cameras
  for each row execute function private.place_camera();

-- Places the cameras behind a number, one page, after a set was replaced. Answers the number after which the next
-- page begins, or null: so that no statement is long, however many cameras there are. Area by area, because PostGIS
-- keeps the one polygon that it has just prepared.
create function public.place_cameras(p_after bigint, p_limit integer default 5000) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_last bigint := (select c.number from public.cameras c where c.number > p_after order by c.number
    offset least(greatest(p_limit, 1), 100000) - 1 limit 1);
  v_to bigint := coalesce(v_last, 1125899906842623);
  v_area record;
begin
  -- The clock's duties (public.tick) write many of these rows too, in another order.
  perform pg_catalog.pg_advisory_xact_lock(720190122);
  delete from private.camera_areas p where p.camera_number > p_after and p.camera_number <= v_to;
  for v_area in select a.id, a.boundary from public.areas a order by a.id loop
    insert into private.camera_areas (camera_number, area_id)
    select c.number, v_area.id from public.cameras c
    where c.number > p_after and c.number <= v_to
      and extensions.st_covers(v_area.boundary, c.position::extensions.geometry)
    on conflict do nothing;
  end loop;
  -- What lies just outside all of them.
  insert into private.camera_areas (camera_number, area_id)
  select n.number, n.area_id
  from (select c.number, private.area_at(c.position::extensions.geometry) as area_id from public.cameras c
    where c.number > p_after and c.number <= v_to
      and not exists (select from private.camera_areas p where p.camera_number = c.number)) n
  where n.area_id is not null
  on conflict do nothing;
  if v_last is null then
    update public.area_sets set placement = gen_random_uuid() where kind = 'municipality';
  end if;
  return v_last;
end $$;

-- Raises PT422 with a sentence for the operator.
create function private.refuse_areas(p_sentence text) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'PT422', message = p_sentence;
end $$;

-- One boundary made ready: a valid multipolygon of the parts that touch the box around the City. What had to be done
-- to it stands in `notes`. Raises PT422 with a sentence when nothing can be.
create function private.ready_boundary(p_name text, p_geojson text, out boundary extensions.geometry, out notes text[])
language plpgsql stable set search_path = '' as $$
declare
  v_box extensions.geometry := extensions.st_makeenvelope(private.setting('area_west_deg')::float8,
    private.setting('area_south_deg')::float8, private.setting('area_east_deg')::float8,
    private.setting('area_north_deg')::float8, 4326);
  v_reason text;
  v_parts integer;
  v_outside_km2 numeric;
begin
  notes := array[]::text[];
  begin
    boundary := extensions.st_setsrid(extensions.st_force2d(extensions.st_geomfromgeojson(p_geojson)), 4326);
  exception when others then
    perform private.refuse_areas(format('%s: the boundary is no GeoJSON geometry.', p_name));
  end;
  if boundary is null or extensions.geometrytype(boundary) not in ('POLYGON', 'MULTIPOLYGON')
      or extensions.st_isempty(boundary) then
    perform private.refuse_areas(format('%s: the boundary is no polygon.', p_name));
  end if;
  if not extensions.st_isvalid(boundary) then
    v_reason := extensions.st_isvalidreason(boundary);
    boundary := extensions.st_collectionextract(extensions.st_makevalid(boundary), 3);
    if extensions.st_isempty(boundary) then
      perform private.refuse_areas(format('%s: the boundary cannot be repaired (%s).', p_name, v_reason));
    end if;
    notes := notes || format('%s: the boundary was repaired (%s).', p_name, v_reason);
  end if;
  select count(*), round((sum(extensions.st_area(d.geom::extensions.geography)) / 1e6)::numeric, 1)
  into v_parts, v_outside_km2
  from extensions.st_dump(boundary) d where not extensions.st_intersects(d.geom, v_box);
  boundary := (select extensions.st_multi(extensions.st_collect(d.geom))
    from extensions.st_dump(boundary) d where extensions.st_intersects(d.geom, v_box));
  if boundary is null then
    perform private.refuse_areas(format('%s: the boundary lies outside the City of Belgrade.', p_name));
  end if;
  if v_parts > 0 then
    notes := notes || format('%s: left out what lies outside the City of Belgrade (parts: %s, %s km²).',
      p_name, v_parts, v_outside_km2);
  end if;
end $$;

-- Replaces all municipalities, or none: p_areas is JSON, [{id, names, population, published_km2, boundary}] with
-- GeoJSON boundaries; as text, because @supabase/lite encodes a JSON parameter twice on PostgreSQL. Answers {areas,
-- coarse, spacing_m, notes}; the cameras are to be placed next (place_cameras). Raises PT422 with a sentence.
create function private.replace_areas(
  p_areas text, p_source text default null, p_licence text default null, p_as_of date default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_areas jsonb := p_areas::jsonb;
  v_expected integer := private.setting('municipalities')::int;
  v_area record;
  v_ready record;
  v_notes text[] := array[]::text[];
  v_spacing_m numeric;
  v_coarse boolean;
begin
  if jsonb_typeof(v_areas) is distinct from 'array' or jsonb_array_length(v_areas) <> v_expected
      or (select count(distinct a ->> 'id') from jsonb_array_elements(v_areas) a) <> v_expected then
    perform private.refuse_areas(format('A set of boundaries has each of the %s municipalities once.', v_expected));
  end if;
  -- First what a report's transaction takes last, so that the two never wait for each other.
  truncate private.camera_areas;
  delete from public.area_sets where kind = 'municipality';
  insert into public.area_sets (kind, source, licence, as_of, loaded_on)
  values ('municipality', nullif(p_source, ''), nullif(p_licence, ''), p_as_of, private.day(now()));
  for v_area in select * from jsonb_to_recordset(v_areas)
    as a (id text, names jsonb, population integer, published_km2 numeric, boundary jsonb)
  loop
    select * into v_ready
    from private.ready_boundary(coalesce(v_area.names ->> 'sr-Latn', v_area.id), v_area.boundary::text);
    v_notes := v_notes || v_ready.notes;
    insert into public.areas (id, kind, names, boundary, area_km2, published_km2, population)
    values (v_area.id, 'municipality', v_area.names, v_ready.boundary,
      round((extensions.st_area(v_ready.boundary::extensions.geography) / 1e6)::numeric, 3),
      v_area.published_km2, v_area.population);
  end loop;
  select round((sum(extensions.st_perimeter(a.boundary::extensions.geography)) / sum(extensions.st_npoints(a.boundary)))::numeric)
  into v_spacing_m from public.areas a where a.kind = 'municipality';
  v_coarse := v_spacing_m > private.setting('area_coarse_spacing_m') or exists (
    select from public.areas a where a.kind = 'municipality'
      and abs(a.area_km2 / a.published_km2 - 1) * 100 > private.setting('area_coarse_percent'));
  update public.area_sets set spacing_m = v_spacing_m, coarse = v_coarse where kind = 'municipality';
  return json_build_object('areas', v_expected, 'coarse', v_coarse, 'spacing_m', v_spacing_m, 'notes', to_json(v_notes));
end $$;

create function public.replace_areas(
  p_areas text, p_source text default null, p_licence text default null, p_as_of date default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.replace_areas(p_areas, p_source, p_licence, p_as_of);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- The boundaries as they were loaded: [{id, boundary}], GeoJSON geometries of six decimals; empty while there are none.
create function public.area_boundaries() returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('id', a.id, 'boundary', extensions.st_asgeojson(a.boundary, 6)::json)
    order by a.id), '[]')
  from public.areas a where a.kind = 'municipality'
$$;

-- Another text each time all cameras have been placed in a new set of boundaries; '' while they are being placed, null
-- while there are no boundaries.
create function public.area_placement() returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(s.placement::text, '') from public.area_sets s where s.kind = 'municipality'
$$;

grant execute on function public.area_boundaries to anon, authenticated, service_role;

grant execute on function public.place_cameras, public.replace_areas, public.area_placement
  to service_role;
