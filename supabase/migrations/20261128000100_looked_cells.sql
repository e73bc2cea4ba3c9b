-- Looked ground: a cell has the cameras it is noted for and no other, and what lies under many surveys is taken in parts.

-- What of a cell was looked at, and no camera stands there; null when nothing was. Surveys that overlap count once. Only
-- the cameras for which place_views() notes the cell count, by the same arithmetic: one beyond would touch it with the
-- corners of its circle, or bend the circle of one that stands nearer.
create or replace function private.looked_ground(p_x integer, p_y integer) returns extensions.geometry
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
    -- Sixteen surveys are as much work as a cell without any. What lies under many is taken a few cells at a time, one at
    -- least, so that no go takes too long, however often somebody looked there.
    with due as (
      select o.cell_x, o.cell_y from private.coverage_due_cells o order by o.cell_x, o.cell_y limit v_batch
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
  end if;
  return json_build_object(
    'done', v_done,
    'left', (select count(*) from (
      select from private.coverage_due_cameras union all select from private.coverage_due_cells limit 10000) d),
    'version', (select v.value from private.coverage_version v));
end $$;

-- What was stored before is what a full measurement would give: looked ground is measured anew.
insert into private.coverage_due_cells (cell_x, cell_y)
select distinct c.cell_x, c.cell_y from private.coverage c
where exists (
  select from public.surveys s
  where s.is_published and s.removed_on is null
    and s.ground operator(extensions.&&) private.cell_ground(c.cell_x, c.cell_y))
on conflict do nothing;
