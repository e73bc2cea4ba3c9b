-- Surveys: "I looked here and found no other camera". What was looked at is public by cell, in private.coverage; a
-- survey itself is not, because its ground says where somebody walked. It fades after a year, and nothing of it is kept
-- then.

create type public.survey_shape as enum ('line', 'area');
create type public.survey_method as enum ('on_foot', 'vehicle', 'imagery');

create table public.surveys (
  id uuid primary key,
  shape public.survey_shape not null,
  -- what was looked at: the line is not kept, so nothing says which way somebody went
  ground extensions.geometry(geometry, 32634) not null,
  looked_on date not null,
  method public.survey_method not null,
  received_on date not null,
  is_published boolean not null default false,
  -- by a moderator, who can put it back
  removed_on date
);
create index surveys_ground on public.surveys using gist (ground) where is_published and removed_on is null;
create index surveys_looked_on on public.surveys (looked_on);
create index surveys_received_on on public.surveys (received_on);
alter table public.surveys enable row level security;

-- Surveys that wait for a random time.
create table private.survey_queue (
  survey_id uuid primary key references public.surveys on delete cascade,
  due_at timestamptz not null default private.another_due_at()
);
create index survey_queue_due_at on private.survey_queue (due_at);

-- Surveys that can still be withdrawn, and until when.
create table private.survey_withdrawals (
  survey_id uuid primary key references public.surveys on delete cascade,
  expires_at timestamptz not null
);
create index survey_withdrawals_expires_at on private.survey_withdrawals (expires_at);

-- A key outlives a survey that was taken back: sent again it is refused, not written anew.
create table private.survey_keys (
  key_hash text primary key check (length(key_hash) between 16 and 128),
  body_hash text not null,
  survey_id uuid not null,
  created_on date not null
);
create index survey_keys_created_on on private.survey_keys (created_on);

-- Puts the cells that some ground lies in on the list, to be measured anew. Not those of its box: a walk across the
-- city has a thousand. Nobody measures meanwhile, because measuring takes cells off the list and puts others on it.
create function private.note_ground(p_ground extensions.geometry) returns void
language sql volatile set search_path = '' as $$
  select from private.coverage_version for update;
  insert into private.coverage_due_cells (cell_x, cell_y)
  select x, y
  from (select private.setting('coverage_cell_m')::float8 as m) s,
    generate_series(floor(extensions.st_xmin(p_ground) / m)::integer, floor(extensions.st_xmax(p_ground) / m)::integer) x,
    generate_series(floor(extensions.st_ymin(p_ground) / m)::integer, floor(extensions.st_ymax(p_ground) / m)::integer) y
  where extensions.st_intersects(p_ground, extensions.st_makeenvelope(x * m, y * m, (x + 1) * m, (y + 1) * m, 32634))
  order by x, y
  on conflict do nothing
$$;

-- The same for the ground of every survey that counts.
create function private.note_surveys() returns void
language sql volatile set search_path = '' as $$
  select private.note_ground(s.ground) from public.surveys s where s.is_published and s.removed_on is null
$$;

-- What of a cell was looked at, and no camera stands there; null when nothing was. Surveys that overlap count once.
-- Only the cameras for which place_views() notes the cell count, by the same arithmetic: one beyond would touch it with
-- the corners of its circle, or bend the circle of one that stands nearer.
create function private.looked_ground(p_x integer, p_y integer) returns extensions.geometry
language plpgsql stable set search_path = '' as $$
declare
  m double precision := private.setting('coverage_cell_m');
  v_reach_m double precision := private.setting('survey_camera_m');
  v_cell extensions.geometry := private.cell_ground(p_x, p_y);
  v_looked extensions.geometry;
  v_cameras extensions.geometry;
begin
  select extensions.st_union(l.ground, 0.001 order by l.id) into v_looked
  from (
    select s.id, case when extensions.st_coveredby(s.ground, v_cell) then s.ground
      else extensions.st_collectionextract(extensions.st_intersection(s.ground, v_cell, 0.001), 3) end as ground
    from public.surveys s
    where s.is_published and s.removed_on is null and s.ground operator(extensions.&&) v_cell
      and extensions.st_intersects(s.ground, v_cell)
  ) l;
  if v_looked is null then
    return null;
  end if;
  select extensions.st_union(private.view_ground(c.at, v_reach_m, 360, 0), 0.001 order by c.camera_number) into v_cameras
  from private.coverage_cameras c
  where c.state <> 'removed' and c.cell_x between p_x - 1 and p_x + 1 and c.cell_y between p_y - 1 and p_y + 1
    and p_x between floor((extensions.st_x(c.at) - v_reach_m) / m) and floor((extensions.st_x(c.at) + v_reach_m) / m)
    and p_y between floor((extensions.st_y(c.at) - v_reach_m) / m) and floor((extensions.st_y(c.at) + v_reach_m) / m);
  return case when v_cameras is null then v_looked else extensions.st_difference(v_looked, v_cameras, 0.001) end;
end $$;

-- The newest month in which somebody looked at some of a cell, 202611 for November 2026; 0 when nobody did. Not the day:
-- nothing public may say when somebody stood somewhere.
create function private.looked_month(p_x integer, p_y integer) returns integer
language plpgsql stable set search_path = '' as $$
declare
  v_cell extensions.geometry := private.cell_ground(p_x, p_y);
begin
  return (
    select coalesce(extract(year from max(s.looked_on)) * 100 + extract(month from max(s.looked_on)), 0)
    from public.surveys s
    where s.is_published and s.removed_on is null and s.ground operator(extensions.&&) v_cell
      and extensions.st_intersects(s.ground, v_cell));
end $$;

-- What is looked at along a line, or within an area, both in EPSG:32634. A strip for each piece of the line, put
-- together on the grid: a buffer of the whole line is not made on one. Corners that change a line by less than a metre
-- are left out.
create function private.survey_ground(p_drawn extensions.geometry) returns extensions.geometry
language sql stable set search_path = '' as $$
  select case when extensions.geometrytype(p_drawn) = 'POLYGON'
    then extensions.st_unaryunion(p_drawn, 0.001)
    else (
      select extensions.st_union(extensions.st_buffer(piece.geom, reach_m), 0.001 order by piece.path)
      from (select private.setting('survey_reach_m')::float8 as reach_m) s,
        extensions.st_dumpsegments(extensions.st_simplify(p_drawn, 1, true)) piece) end
$$;

-- Everything that is wrong with a survey, one entry a field: p_drawn in WGS 84, null when it could not be read.
create function private.survey_problems(
  p_now timestamptz, p_drawn extensions.geometry, p_looked_on date, p_method text, p_publish text
) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_west double precision := private.setting('area_west_deg');
  v_south double precision := private.setting('area_south_deg');
  v_east double precision := private.setting('area_east_deg');
  v_north double precision := private.setting('area_north_deg');
  v_drawn text;
begin
  v_drawn := case
    when p_drawn is null then 'required'
    when extensions.geometrytype(p_drawn) not in ('LINESTRING', 'POLYGON') or extensions.st_isempty(p_drawn)
      or extensions.st_nrings(p_drawn) > 1 then 'invalid'
    when extensions.st_npoints(p_drawn) > private.setting('survey_corners_max') then 'too_many_corners'
    when extensions.st_xmin(p_drawn) >= v_south and extensions.st_xmax(p_drawn) <= v_north
      and extensions.st_ymin(p_drawn) >= v_west and extensions.st_ymax(p_drawn) <= v_east then 'swapped'
    when extensions.st_xmin(p_drawn) < v_west or extensions.st_xmax(p_drawn) > v_east
      or extensions.st_ymin(p_drawn) < v_south or extensions.st_ymax(p_drawn) > v_north
      or exists (select from public.areas) and exists (
        select from extensions.st_dumppoints(p_drawn) corner where private.area_at(corner.geom) is null) then 'outside_area'
    when extensions.geometrytype(p_drawn) = 'LINESTRING' then case
      when extensions.st_length(extensions.st_transform(p_drawn, 32634)) > private.setting('survey_line_max_m')
        then 'line_too_long' end
    when not extensions.st_isvalid(p_drawn) then 'crosses_itself'
    when extensions.st_area(extensions.st_transform(p_drawn, 32634)) > private.setting('survey_area_max_m2')
      then 'area_too_large' end;
  return (
    select jsonb_agg(jsonb_build_object('field', field, 'code', code))
    from (values
      ('drawn', v_drawn),
      ('looked_on', case when p_looked_on is null then 'required'
        when p_looked_on > private.day(p_now) then 'in_future'
        when p_looked_on <= private.day(p_now) - private.setting('survey_fade_days')::int then 'too_old' end),
      ('method', case when p_method is null then 'required'
        when not p_method = any (enum_range(null::public.survey_method)::text[]) then 'invalid' end),
      ('publish', case when not p_publish in ('now', 'later') then 'invalid' end)) problem (field, code)
    where code is not null);
end $$;

-- Makes a survey public; the cells of its ground are due.
create function private.publish_survey(p_survey_id uuid) returns void
language sql volatile set search_path = '' as $$
  update public.surveys set is_published = true where id = p_survey_id;
  select private.note_ground(s.ground) from public.surveys s where s.id = p_survey_id and s.removed_on is null;
$$;

-- Takes one survey, as a whole or not at all: p_drawn is a GeoJSON LineString or Polygon in WGS 84, as text. Answers
-- {outcome, survey_id, published, looked_m2, withdraw_seconds}. Raises PT410, PT422 with one entry a field, PT428,
-- PT429.
create function private.record_survey(
  p_now timestamptz, p_survey_id uuid, p_drawn text, p_looked_on date, p_method text, p_publish text default 'now',
  p_key_hash text default null, p_body_hash text default null, p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null, p_plain_key text default null
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_known private.survey_keys;
  v_problems jsonb;
  v_drawn extensions.geometry;
  v_survey public.surveys;
  v_outcome text := 'created';
begin
  p_publish := coalesce(p_publish, 'now');
  if p_key_hash is not null then
    perform pg_advisory_xact_lock(hashtextextended('survey ' || p_key_hash, 0));
    select * into v_known from private.survey_keys where key_hash = p_key_hash;
  end if;
  if v_known.key_hash is not null then
    if v_known.body_hash is distinct from p_body_hash then
      perform private.refuse('Idempotency-Key', 'key_reused');
    end if;
    v_outcome := 'replayed';
    select * into v_survey from public.surveys where id = v_known.survey_id;
    if v_survey.id is null then
      raise exception using errcode = 'PT410', message = 'gone';
    end if;
  else
    begin
      v_drawn := extensions.st_force2d(extensions.st_setsrid(extensions.st_geomfromgeojson(p_drawn), 4326));
    exception when others then
      perform private.refuse('drawn', 'invalid');
    end;
    v_problems := private.survey_problems(p_now, v_drawn, p_looked_on, p_method, p_publish);
    if v_problems is not null then
      raise exception using errcode = 'PT422', message = 'invalid_report', detail = v_problems::text;
    end if;
    perform private.pass_guard(p_now, p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key);
    insert into public.surveys (id, shape, ground, looked_on, method, received_on)
    values (p_survey_id, case extensions.geometrytype(v_drawn) when 'POLYGON' then 'area' else 'line' end::public.survey_shape,
      private.survey_ground(extensions.st_transform(v_drawn, 32634)), p_looked_on, p_method::public.survey_method,
      private.day(p_now))
    returning * into v_survey;
    if p_key_hash is not null then
      insert into private.survey_keys (key_hash, body_hash, survey_id, created_on)
      values (p_key_hash, coalesce(p_body_hash, ''), p_survey_id, private.day(p_now));
    end if;
    insert into private.survey_withdrawals (survey_id, expires_at)
    values (p_survey_id, p_now + make_interval(mins => private.setting('withdraw_min')::int));
    if p_publish = 'later' then
      insert into private.survey_queue (survey_id, due_at)
      values (p_survey_id, p_now + random() * make_interval(hours => private.setting('publish_delay_max_h')::int));
    else
      perform private.publish_survey(p_survey_id);
    end if;
  end if;
  return json_build_object(
    'outcome', v_outcome,
    'survey_id', v_survey.id,
    'published', not exists (select from private.survey_queue q where q.survey_id = v_survey.id),
    'looked_m2', round(extensions.st_area(v_survey.ground)),
    'withdraw_seconds', coalesce((select greatest(0, extract(epoch from w.expires_at - p_now))::int
      from private.survey_withdrawals w where w.survey_id = v_survey.id), 0));
end $$;

create function public.record_survey(
  p_survey_id uuid, p_drawn text, p_looked_on date, p_method text, p_publish text default 'now',
  p_key_hash text default null, p_body_hash text default null, p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null, p_plain_key text default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.record_survey(now(), p_survey_id, p_drawn, p_looked_on, p_method, p_publish, p_key_hash, p_body_hash,
    p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Takes a survey back within its ten minutes: nothing of it stays. Raises PT410.
create function private.withdraw_survey(p_now timestamptz, p_survey_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_survey public.surveys;
begin
  delete from private.survey_queue q where q.survey_id = p_survey_id;
  delete from private.survey_withdrawals w where w.survey_id = p_survey_id and w.expires_at > p_now;
  if not found then
    raise exception using errcode = 'PT410', message = 'withdraw_time_over';
  end if;
  delete from public.surveys where id = p_survey_id returning * into v_survey;
  if v_survey.is_published then
    perform private.note_ground(v_survey.ground);
  end if;
end $$;

create function public.withdraw_survey(
  p_survey_id uuid
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.withdraw_survey(now(), p_survey_id);
  return null;
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Writes surveys anew, with their keys (private.turn).
create function private.rewrite_surveys(p_surveys uuid[]) returns void
language plpgsql volatile set search_path = '' as $$
begin
  -- A value of its own, because a large one lies elsewhere and would stay there.
  update public.surveys s set ground = extensions.st_setsrid(s.ground, 32634) where s.id = any (p_surveys);
  with gone as (delete from private.survey_keys k where k.survey_id = any (p_surveys) returning k.*)
  insert into private.survey_keys select g.* from gone g order by random();
end $$;

-- Publishes surveys whose time has come, and deletes those that have faded, and what has expired.
create function private.tend_surveys(p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_survey record;
begin
  for v_survey in
    delete from private.survey_queue q where q.survey_id in (
      select due.survey_id from private.survey_queue due where due.due_at <= p_now
      order by due.due_at limit 100 for update skip locked)
    returning q.survey_id
  loop
    perform private.rewrite_surveys(array[v_survey.survey_id]);
    perform private.publish_survey(v_survey.survey_id);
  end loop;
  for v_survey in
    delete from public.surveys s where s.id in (
      select old.id from public.surveys old
      where old.looked_on <= private.day(p_now) - private.setting('survey_fade_days')::int
      order by old.looked_on limit 100 for update skip locked)
    returning s.*
  loop
    if v_survey.is_published and v_survey.removed_on is null then
      perform private.note_ground(v_survey.ground);
    end if;
  end loop;
  delete from private.survey_withdrawals where survey_id in (
    select w.survey_id from private.survey_withdrawals w where w.expires_at <= p_now for update skip locked);
  delete from private.survey_keys
  where created_on < private.day(p_now) - private.setting('idempotency_kept_days')::int;
end $$;

grant execute on function public.record_survey, public.withdraw_survey to service_role;
