-- When ground was looked at: each cell says the newest month. Cells that were looked at already are measured again.

-- In the order of everybody else, so that nobody who measures and this wait for each other.
select private.lock_version();
select from private.coverage_version for update;

-- The newest month in which somebody looked there, 202611 for November 2026; 0 where nobody did. Never the day.
alter table private.coverage add column looked_month integer not null default 0;

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

-- Measures cells and writes what differs.
create or replace function private.measure_cells(p_xs integer[], p_ys integer[]) returns void
language plpgsql volatile set search_path = ''
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as $$
begin
  perform private.cut_cell(d.x, d.y, private.cell_ground(d.x, d.y))
  from unnest(p_xs, p_ys) as d (x, y)
  where not exists (select from private.coverage_pieces p where p.cell_x = d.x and p.cell_y = d.y);
  with cells as materialized (
    select d.x, d.y, private.cell_ground(d.x, d.y) as ground, private.looked_ground(d.x, d.y) as looked,
      private.looked_month(d.x, d.y) as looked_month
    from unnest(p_xs, p_ys) as d (x, y)
  ), pieces as materialized (
    select c.*, p.area_id, p.ground as part, row_number() over (order by c.x, c.y, p.area_id) as piece,
      row_number() over (partition by c.x, c.y order by p.area_id) = 1 as is_first
    from cells c join private.coverage_pieces p on p.cell_x = c.x and p.cell_y = c.y
  ), measured as (
    select p.x, p.y, p.area_id, p.looked_month,
      round(100 * extensions.st_area(coalesce(p.part, p.ground)))::integer as ground_dm2,
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
    select c.cell_x, c.cell_y, c.area_id, 0, 0, array[0, 0, 0, 0], array_fill(0, array[56]), 0
    from cells d join private.coverage c on c.cell_x = d.x and c.cell_y = d.y
    where not exists (select from pieces p where p.x = d.x and p.y = d.y and p.area_id = c.area_id)
  ), changed as (
    select m.*, w.month, row_number() over (order by m.x, m.y, m.area_id) as place
    from measured m
    cross join lateral (select case when m.looked_dm2 > 0 then m.looked_month else 0 end as month) w
    left join private.coverage c on c.cell_x = m.x and c.cell_y = m.y and c.area_id = m.area_id
    where c.ground_dm2 is distinct from m.ground_dm2 or c.cameras is distinct from m.cameras
      or c.watched_dm2 is distinct from m.watched_dm2 or c.looked_dm2 is distinct from m.looked_dm2
      or c.looked_month is distinct from w.month
  ), version as (
    update private.coverage_version v set value = value + (select count(*) from changed)
    where exists (select from changed)
    returning value
  )
  insert into private.coverage
    (cell_x, cell_y, area_id, ground_dm2, cameras, watched_dm2, looked_dm2, looked_month, version)
  select c.x, c.y, c.area_id, c.ground_dm2, c.cameras, c.watched_dm2, c.looked_dm2, c.month, v.value + 1 - c.place
  from changed c, version v
  on conflict (cell_x, cell_y, area_id) do update set ground_dm2 = excluded.ground_dm2, cameras = excluded.cameras,
    watched_dm2 = excluded.watched_dm2, looked_dm2 = excluded.looked_dm2, looked_month = excluded.looked_month,
    version = excluded.version;
end $$;

-- The cells that changed after a version, a line each, oldest change first; '' when none did: cell_x, cell_y, area,
-- ground, cameras by state, watched ground, ground looked at, its month, in fields between commas and numbers between
-- spaces.
create or replace function public.coverage_since(p_version bigint, p_limit integer default 5000) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(string_agg(concat_ws(',', c.version, c.cell_x, c.cell_y, c.area_id, c.ground_dm2,
    array_to_string(c.cameras, ' '), array_to_string(c.watched_dm2, ' '), c.looked_dm2, c.looked_month), E'\n'
    order by c.version), '')
  from (select * from private.coverage r where r.version > p_version order by r.version
    limit least(greatest(p_limit, 1), 20000)) c
$$;

update private.backup_tables set columns = columns || '{looked_month}' where name = 'private.coverage';

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

select private.note_surveys();
