-- Reports that keep coming in keep no cell from being measured.

-- Measures some of what is due. Answers {done, left, version}: how many cameras and cells it measured, how many are
-- still due, counted to 10,000, because to count all takes longer than the work, and the newest version. Does nothing
-- while another process is at it, and nothing at all while nothing is due: a lock is a number of a transaction too.
create or replace function public.refresh_coverage() returns json
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  -- cameras, and cells, that are measured in one go
  v_batch integer := 16;
  v_is_mine boolean := false;
  v_due bigint;
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
  if v_is_mine then
    for v_due in
      delete from private.coverage_due_cameras d where d.camera_number in (
        select o.camera_number from private.coverage_due_cameras o order by o.camera_number limit v_batch)
      returning d.camera_number
    loop
      perform private.place_views(v_due);
      v_done := v_done + 1;
    end loop;
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
  end if;
  return json_build_object(
    'done', v_done,
    'left', (select count(*) from (
      select from private.coverage_due_cameras union all select from private.coverage_due_cells limit 10000) d),
    'version', (select v.value from private.coverage_version v));
end $$;
