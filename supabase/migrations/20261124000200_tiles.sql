-- What the vector tiles are made of. Each process keeps all published cameras in memory (src/lib/server/tiles):
-- it fills that with cameras_index and keeps it current with changes_since.

-- The states that a camera has publicly had: five digits for the day (since 1970-01-01) and a letter for the state,
-- again and again, oldest first. Written when a change becomes public, so that no read has to go through events.
alter table public.cameras add column state_changes text not null default ''
  check (state_changes ~ '^([0-9]{5}[rvdx])*$');

create function private.state_letter(p_state public.camera_state) returns text
language sql immutable set search_path = '' as $$
  select case p_state when 'reported' then 'r' when 'verified' then 'v' when 'disputed' then 'd' when 'removed' then 'x' end
$$;

create function private.days_since_1970(p_day date) returns integer
language sql immutable set search_path = '' as $$
  select p_day - '1970-01-01'::date
$$;

create function private.note_state_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  if private.is_visible(new) and private.state_letter(new.state) <> right('-' || new.state_changes, 1) then
    new.state_changes := new.state_changes
      || to_char(private.days_since_1970(new.changed_on), 'FM00000') || private.state_letter(new.state);
  end if;
  return new;
end $$;

-- The cameras that were public before this migration have it in their history.
update public.cameras c set state_changes = coalesce((
  select string_agg(to_char(private.days_since_1970(e.day), 'FM00000') || e.letter, '' order by e.version)
  from (
    select v.version, v.day, v.letter, lag(v.letter) over (order by v.version) as letter_before
    from (
      select h.version, h.day,
        private.state_letter((h.public_line::jsonb -> 'record' ->> 'state')::public.camera_state) as letter
      from public.camera_events h where h.camera_number = c.number
    ) v where v.letter is not null
  ) e where e.letter is distinct from e.letter_before), '')
where c.version is not null;

create trigger cameras_note_state_change before update of version on public.cameras
  for each row execute function private.note_state_change();

-- One line of the index; `state` is null when the camera was taken away.
create view private.index_rows with (security_invoker = true) as
  select c.number, c.version,
    round(extensions.st_x(c.position::extensions.geometry) * 1e6)::integer as lng_e6,
    round(extensions.st_y(c.position::extensions.geometry) * 1e6)::integer as lat_e6,
    case when private.is_visible(c) then c.state end as state,
    c.type, c.heading_deg, c.operator, c.state_changes,
    private.days_since_1970(coalesce(c.last_confirmed_on, c.observed_on, c.first_reported_on)) as confirmed_day
  from public.cameras c where c.version is not null;

-- The published cameras behind a number, in the order of their numbers: one array for each column, all of one length
-- (null when there are none), because a million objects would be most of the work.
create function public.cameras_index(p_after bigint, p_limit integer) returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object('number', json_agg(r.number), 'lng_e6', json_agg(r.lng_e6), 'lat_e6', json_agg(r.lat_e6),
    'state', json_agg(r.state), 'type', json_agg(r.type), 'heading_deg', json_agg(r.heading_deg),
    'operator', json_agg(r.operator), 'confirmed_day', json_agg(r.confirmed_day), 'state_changes', json_agg(r.state_changes))
  from (
    select * from private.index_rows i where i.state is not null and i.number > p_after
    order by i.number limit least(greatest(p_limit, 1), 100000)
  ) r
$$;

-- What changed after a version, oldest change first, in the same columns, with the version of each.
create function public.changes_since(p_version bigint) returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object('number', json_agg(r.number), 'version', json_agg(r.version), 'lng_e6', json_agg(r.lng_e6),
    'lat_e6', json_agg(r.lat_e6), 'state', json_agg(r.state), 'type', json_agg(r.type),
    'heading_deg', json_agg(r.heading_deg), 'operator', json_agg(r.operator),
    'confirmed_day', json_agg(r.confirmed_day), 'state_changes', json_agg(r.state_changes))
  from (select * from private.index_rows i where i.version > p_version order by i.version limit 10000) r
$$;

revoke execute on function public.cameras_index, public.changes_since from public, anon, authenticated, service_role;
grant execute on function public.cameras_index, public.changes_since to service_role;
