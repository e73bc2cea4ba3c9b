-- What tiles and downloads are made of. Each process keeps all published cameras in memory (src/lib/server/live): it
-- fills that with cameras_lines and keeps it current with changes_since.

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

-- What the application's processes keep in memory (src/lib/server/live/camera-line.ts reads it): every public fact of
-- a camera as one line of fields between commas, because a million rows of JSON take three times as long to write. An
-- unknown is empty; so is the state of a camera that was taken away.
create view private.camera_lines with (security_invoker = true) as
  select c.number, c.version, not c.withdrawn and c.state <> 'hidden' as visible,
    concat(c.number, ',', c.version,
      ',', round(extensions.st_x(c.position::extensions.geometry) * 1e6)::integer,
      ',', round(extensions.st_y(c.position::extensions.geometry) * 1e6)::integer,
      ',', case when not c.withdrawn and c.state <> 'hidden' then c.state end, ',', c.type, ',', c.mount, ',', c.heading_deg,
      ',', c.operator, ',', c.maker, ',', array_to_string(c.capabilities, ' '), ',', c.sign_present, ',', c.height_m,
      ',', c.accuracy_m, ',', c.method, ',', c.source, ',', c.first_reported_on, ',', c.observed_on,
      ',', c.last_confirmed_on, ',', c.confirmations, ',', c.disputes, ',', c.changed_on, ',', c.state_changes) as line
  from public.cameras c where c.version is not null;

-- The published cameras behind a number, a line each, in the order of their numbers; '' at the end.
create function public.cameras_lines(p_after bigint, p_limit integer) returns text
language sql stable security definer set search_path = '' set datestyle = 'ISO' as $$
  select coalesce(string_agg(r.line, E'\n' order by r.number), '') from (
    select l.number, l.line from private.camera_lines l where l.visible and l.number > p_after
    order by l.number limit least(greatest(p_limit, 1), 100000)
  ) r
$$;

-- What changed after a version, a line each, oldest change first; '' when nothing did.
create function public.changes_since(p_version bigint) returns text
language sql stable security definer set search_path = '' set datestyle = 'ISO' as $$
  select coalesce(string_agg(r.line, E'\n' order by r.version), '') from (
    select l.version, l.line from private.camera_lines l where l.version > p_version order by l.version limit 10000
  ) r
$$;

revoke execute on function public.cameras_lines, public.changes_since from public, anon, authenticated, service_role;
grant execute on function public.cameras_lines, public.changes_since to service_role;

-- Downloads are written from that memory.
drop function public.cameras_page;
update public.settings set value = 100, meaning = 'cameras that a download writes before other requests have their turn'
where key = 'export_page_rows';
