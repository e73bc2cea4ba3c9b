-- The newest migration that the data has had, so that a program which is older or newer than the data says so at start.
-- @supabase/lite and the Supabase command keep it in the same table; null where neither migrated.
create function public.schema_version() returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_version text;
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    execute 'select max(version) from supabase_migrations.schema_migrations' into v_version;
  end if;
  return v_version;
end $$;
revoke execute on function public.schema_version from public, anon, authenticated, service_role;
grant execute on function public.schema_version to service_role;
