-- Whether something can be written just now: no standby, not read-only, room on the disk. It is asked again and again, so
-- it may take no transaction id (those would date what comes between two of them) and leave no row: what does not fit into
-- so little memory goes to a temporary file beside the tables, half a megabyte, gone at the end of the statement.
-- Raises 53100 on a full disk.
create function public.can_write() returns boolean
language plpgsql volatile set search_path = '' set work_mem = '64kB' as $$
begin
  if pg_catalog.pg_is_in_recovery() or pg_catalog.current_setting('transaction_read_only')::boolean then
    return false;
  end if;
  perform count(*) from pg_catalog.generate_series(1, 20000);
  return true;
end $$;
revoke execute on function public.can_write from public, anon, authenticated;
grant execute on function public.can_write to service_role;
