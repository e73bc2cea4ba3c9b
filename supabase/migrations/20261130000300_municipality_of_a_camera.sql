-- What everybody may know of a camera names its municipality, so that maps, lists and downloads can be filtered by it.
-- A process keeps it in memory with the rest of the camera, and reads all cameras again after they were placed anew.

alter table public.area_sets add column placement uuid;
update public.area_sets set placement = gen_random_uuid() where kind = 'municipality';
update private.backup_tables set columns = columns || '{placement}' where name = 'public.area_sets';

-- A public record as every read answers it: with the number of the camera first, and its municipality.
create or replace function private.numbered(p_number bigint, p_record jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('number', p_number, 'municipality', (
    select a.area_id from private.camera_areas a where a.camera_number = p_number)) || p_record
$$;

-- Places the cameras behind a number, one page, after a set was replaced. Answers the number after which the next
-- page begins, or null: so that no statement is long, however many cameras there are. Area by area, because PostGIS
-- keeps the one polygon that it has just prepared.
create or replace function public.place_cameras(p_after bigint, p_limit integer default 5000) returns bigint
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

drop function public.areas(), public.area_cameras(text);

-- Another text each time all cameras have been placed in a new set of boundaries; '' while they are being placed, null
-- while there are no boundaries.
create function public.area_placement() returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(s.placement::text, '') from public.area_sets s where s.kind = 'municipality'
$$;
revoke execute on function public.area_placement from public, anon, authenticated, service_role;
grant execute on function public.area_placement to service_role;

create or replace view private.camera_lines with (security_invoker = true) as
  select c.number, c.version, not c.withdrawn and c.state <> 'hidden' as visible,
    concat(c.number, ',', c.version,
      ',', round(extensions.st_x(c.position::extensions.geometry) * 1e6)::integer,
      ',', round(extensions.st_y(c.position::extensions.geometry) * 1e6)::integer,
      ',', case when not c.withdrawn and c.state <> 'hidden' then c.state end, ',', c.type, ',', c.mount, ',', c.heading_deg,
      ',', c.operator, ',', c.maker, ',', array_to_string(c.capabilities, ' '), ',', c.sign_present, ',', c.height_m,
      ',', c.accuracy_m, ',', c.method, ',', a.area_id, ',', c.source, ',', c.first_reported_on, ',', c.observed_on,
      ',', c.last_confirmed_on, ',', c.confirmations, ',', c.disputes, ',', c.changed_on, ',', c.state_changes) as line
  from public.cameras c left join private.camera_areas a on a.camera_number = c.number where c.version is not null;

create or replace function private.camera_lines_header() returns text
language sql immutable set search_path = '' as $$
  select 'number,version,lng_e6,lat_e6,state,type,mount,heading_deg,operator,maker,capabilities,sign_present,height_m,'
    || 'accuracy_m,method,municipality,source,first_reported_on,observed_on,last_confirmed_on,confirmations,disputes,changed_on,'
    || 'state_changes'
$$;
