-- The figures by municipality say when its cameras were last confirmed.

insert into public.settings (key, value, unit, meaning) values
  ('place_m', 25, 'metres', 'cameras so near to one another are counted as one place');

-- As before, and with `confirmed_day`: the median of the days, since 1970-01-01, on which the cameras that stand in a
-- municipality were last confirmed (before any confirmation, seen; before that, reported); null where none stands.
create or replace function public.stats() returns json
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
