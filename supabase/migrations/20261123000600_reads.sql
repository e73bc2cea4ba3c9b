-- What everybody may read. Definer functions, because a row-level policy would keep the spatial index from being
-- used; each names its columns and leaves out what is pending, withdrawn or hidden.

-- Whether a camera lies in a box [west, south, east, north]; no box holds everything. The first condition lets the
-- index serve, the others are exact (a geography's box is a box in space).
create function private.in_box(p_position extensions.geography, p_bbox double precision[]) returns boolean
language sql immutable set search_path = '' as $$
  select p_bbox is null or (
    extensions.st_x(p_position::extensions.geometry) between p_bbox[1] and p_bbox[3]
    and extensions.st_y(p_position::extensions.geometry) between p_bbox[2] and p_bbox[4])
$$;
create function private.box(p_bbox double precision[]) returns extensions.geography
language sql immutable set search_path = '' as $$
  select extensions.st_makeenvelope(p_bbox[1], p_bbox[2], p_bbox[3], p_bbox[4], 4326)::extensions.geography
$$;

-- The condition that every read of many cameras begins with; the box is its parameter $2.
create function private.visible_where(p_bbox double precision[]) returns text
language sql immutable set search_path = '' as $$
  select 'c.version is not null and not c.withdrawn and c.state <> ''hidden'''
    || case when p_bbox is null then ''
      else ' and c.position operator(extensions.&&) private.box($2) and private.in_box(c.position, $2)' end
$$;

create function public.overview() returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'version', (select v.value from private.version v),
    'demonstration', private.setting('demonstration') = 1,
    'counts', (select json_object_agg(s.state, s.cameras order by s.state) from private.state_counts s
      where s.state <> 'hidden'),
    'total', (select sum(s.cameras) from private.state_counts s where s.state <> 'hidden'),
    'newest', (select coalesce(json_agg(private.numbered(c.number, private.public_record(c)) order by c.version desc), '[]')
      from (select * from public.cameras c where c.version is not null and not c.withdrawn and c.state <> 'hidden'
        order by c.version desc limit 10) c))
$$;

-- One keyset page of a download, as of a version: a camera that changed since is shown as its history tells it was
-- then; one that has been hidden or withdrawn since is left out at once. Answers {cameras, next}; next is null at the
-- end. Written as a statement, so that a box is found by the spatial index and no box by the primary key.
create function public.cameras_page(
  p_version bigint, p_after bigint default -1, p_limit integer default 1000, p_bbox double precision[] default null,
  p_states text[] default null, p_types text[] default null, p_operators text[] default null, p_since date default null
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit integer := least(greatest(p_limit, 1), 10000);
  v_numbers bigint[];
  v_cameras json;
begin
  execute format('select array(select c.number from public.cameras c where c.number > $1 and %s order by c.number limit $3)',
    private.visible_where(p_bbox))
  into v_numbers using p_after, p_bbox, v_limit;
  with as_of as (
    select c.number, case when c.version <= p_version then private.public_record(c) else (
      select e.public_line::jsonb -> 'record' from public.camera_events e
      where e.camera_number = c.number and e.version <= p_version order by e.version desc limit 1) end as record
    from public.cameras c where c.number = any (v_numbers)
  )
  select json_agg(private.numbered(a.number, a.record) order by a.number) into v_cameras from as_of a
  where a.record is not null
    and (p_states is null or a.record ->> 'state' = any (p_states))
    and (p_types is null or a.record ->> 'type' = any (p_types))
    and (p_operators is null or a.record ->> 'operator' = any (p_operators))
    and (p_since is null or (a.record ->> 'changed_on')::date >= p_since);
  return json_build_object('cameras', coalesce(v_cameras, '[]'),
    'next', case when cardinality(v_numbers) = v_limit then v_numbers[v_limit] end);
end $$;

-- A page of the list: {total, cameras}. p_query is the beginning of a camera's id.
create function public.cameras_list(
  p_query text default null, p_bbox double precision[] default null, p_states text[] default null,
  p_types text[] default null, p_operators text[] default null, p_order text default 'newest',
  p_limit integer default 50, p_offset integer default 0
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_where text := private.visible_where(p_bbox)
    || case when p_query is not null then ' and c.number between $3 and $4' else '' end
    || case when p_states is not null then ' and c.state::text = any ($5)' else '' end
    || case when p_types is not null then ' and c.type::text = any ($6)' else '' end
    || case when p_operators is not null then ' and c.operator::text = any ($7)' else '' end;
  v_order text := case p_order when 'confirmed' then 'c.last_confirmed_on desc nulls last, c.version desc'
    when 'id' then 'c.number' else 'c.version desc' end;
  -- The first and the last number whose id begins so; none when it is no beginning of an id.
  v_first bigint := private.camera_number(rpad(p_query, greatest(10, length(p_query)), '0'));
  v_last bigint := private.camera_number(rpad(p_query, greatest(10, length(p_query)), 'Z'));
  v_total bigint;
  v_numbers bigint[];
begin
  execute format('select count(*) from public.cameras c where %s', v_where)
  into v_total using null, p_bbox, v_first, v_last, p_states, p_types, p_operators;
  execute format('select array(select c.number from public.cameras c where %s order by %s limit $8 offset $9)', v_where, v_order)
  into v_numbers using null, p_bbox, v_first, v_last, p_states, p_types, p_operators,
    least(greatest(p_limit, 1), 1000), greatest(p_offset, 0);
  return json_build_object('total', v_total, 'cameras', (
    select coalesce(json_agg(private.numbered(c.number, private.public_record(c)) order by page.place), '[]')
    from unnest(v_numbers) with ordinality as page (number, place) join public.cameras c on c.number = page.number));
end $$;

-- One camera: null when there is none; {camera, history} or, when it was taken away, {gone, reason}.
create function public.camera(p_number bigint) returns json
language sql stable security definer set search_path = '' as $$
  select case
    when c.state = 'hidden' then json_build_object('gone', 'hidden', 'reason', c.hidden_reason)
    when c.withdrawn then json_build_object('gone', 'withdrawn', 'reason', null)
    else json_build_object(
      'camera', private.numbered(c.number, private.public_record(c)),
      'history', (select json_agg(json_build_object('kind', e.kind, 'day', e.day,
          'state', e.public_line::jsonb -> 'record' -> 'state') order by e.version)
        from public.camera_events e where e.camera_number = c.number))
  end
  from public.cameras c where c.number = p_number and c.version is not null
$$;

create function public.cameras_near(
  p_lng double precision, p_lat double precision, p_heading_deg integer default null
) returns json
language sql stable security definer set search_path = '' as $$
  select case when p_lng between -180 and 180 and p_lat between -90 and 90
    then private.near(p_lng, p_lat, p_heading_deg) else '[]'::json end
$$;

revoke execute on function public.overview, public.cameras_page, public.cameras_list, public.camera, public.cameras_near
  from public, anon, authenticated, service_role;
grant execute on function public.overview, public.cameras_page, public.cameras_list, public.camera, public.cameras_near
  to anon, authenticated, service_role;
