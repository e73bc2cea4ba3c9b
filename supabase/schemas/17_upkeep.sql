-- What makes forgotten things gone: the salt of each day's key, which lives two days and stands in no backup, and what
-- the nightly upkeep (src/lib/server/engine/upkeep.ts) needs to know. Then what a server asks about its database.

-- Unlogged: neither in write-ahead logs nor in base backups nor in replicas, and empty after a crash.
create unlogged table private.day_salts (
  day date primary key,
  salt text not null default private.random_hex() || private.random_hex() check (salt ~ '^[0-9a-f]{64}$')
);

-- The salts of today and yesterday, in this order: [{day, salt}]. Makes those that are missing, and throws away every
-- other with its file, so that no page keeps one.
create function private.day_salts(p_now timestamptz) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_days date[] := array[private.day(p_now), private.day(p_now) - 1];
  v_kept jsonb;
begin
  -- Before anything is read: two that hold a read lock would wait for each other to empty the table.
  perform pg_catalog.pg_advisory_xact_lock(720190120);
  if exists (select from private.day_salts s where s.day <> all (v_days)) then
    select pg_catalog.jsonb_agg(s) into v_kept from private.day_salts s where s.day = any (v_days);
    perform pg_catalog.set_config('lock_timeout', '1s', true);
    begin
      truncate private.day_salts;
      insert into private.day_salts (day, salt)
      select k.day, k.salt from pg_catalog.jsonb_to_recordset(v_kept) as k (day date, salt text);
    exception when lock_not_available then
      -- Somebody reads the table for long, as pg_dump does: the nightly rewriting takes the page away.
      delete from private.day_salts s where s.day <> all (v_days);
    end;
  end if;
  insert into private.day_salts (day) select pg_catalog.unnest(v_days) on conflict do nothing;
  return (select pg_catalog.json_agg(s order by s.day desc) from private.day_salts s);
end $$;

create function public.day_salts() returns json
language sql volatile security definer set search_path = '' as $$
  select private.day_salts(now())
$$;

-- One row: the night (a day that ends at three o'clock) that was last put in order.
create table private.upkeep (
  only_row boolean primary key default true check (only_row),
  done_on date not null
);

insert into private.upkeep (done_on) values (private.day(now()));

-- The night that a time belongs to.
create function private.night(p_now timestamptz) returns date
language sql immutable set search_path = '' as $$
  select private.day(p_now - interval '3 hours')
$$;

-- Clears the planner's statistics of tables that are empty now: `analyze` passes over them, and the most common values
-- of what was deleted would stay. Answers whether it could; not while somebody holds one of the tables.
create function private.forget_statistics() returns boolean
language plpgsql volatile set search_path = '' set lock_timeout = '500ms' as $$
declare
  v_is_whole boolean := true;
  v_stale record;
begin
  for v_stale in
    select n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) as type
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_catalog.pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname and s.attname = a.attname
    where n.nspname in ('private', 'public', 'auth') and c.relkind = 'r' and pg_catalog.pg_has_role(c.relowner, 'usage')
      and pg_catalog.pg_relation_size(c.oid) = 0
  loop
    begin
      if pg_catalog.current_setting('server_version_num')::int >= 180000 then
        execute pg_catalog.format('select pg_catalog.pg_clear_attribute_stats(%L, %L, %L, false)',
          v_stale.nspname, v_stale.relname, v_stale.attname);
      else
        -- Declaring the same type again rewrites nothing, and drops the statistics.
        execute pg_catalog.format('alter table %I.%I alter column %I type %s',
          v_stale.nspname, v_stale.relname, v_stale.attname, v_stale.type);
      end if;
    exception
      when lock_not_available then
        v_is_whole := false;
      when others then
        -- What a view, a trigger or a generated column reads cannot be declared again. Nobody is named there, but for one
        -- column of Auth (below).
        null;
    end;
  end loop;
  return v_is_whole;
end $$;

-- From this one Auth generates another, so its statistics cannot be cleared before PostgreSQL 18: it gets none.
do $$
begin
  if exists (select from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid
      where c.oid = to_regclass('auth.identities') and a.attname = 'identity_data'
        and pg_catalog.pg_has_role(c.relowner, 'usage'))
    and not exists (select from pg_catalog.pg_stats s
      where s.schemaname = 'auth' and s.tablename = 'identities' and s.attname = 'identity_data')
  then
    alter table auth.identities alter column identity_data set statistics 0;
  end if;
end $$;

-- On Supabase nobody but pg_cron can vacuum for Oko. Schedules it for the small hours, where the extension is there;
-- each night anew, for tables that have come since. Answers the tables.
create function private.schedule_upkeep() returns text
language plpgsql volatile set search_path = '' as $$
declare
  v_tables text;
begin
  if to_regclass('cron.job') is null then
    return null;
  end if;
  select pg_catalog.string_agg(pg_catalog.format('%I.%I', n.nspname, c.relname), ', ' order by c.oid) into v_tables
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('private', 'public') and c.relkind = 'r' and pg_catalog.pg_has_role(c.relowner, 'usage')
    and pg_catalog.pg_total_relation_size(c.oid) < 256 * 1024 * 1024;
  -- Times are UTC. The functions first: what they leave, the rewriting takes away.
  execute 'select cron.schedule($1, $2, $3)' using 'oko-upkeep-tables', '0 2 * * *',
    'select private.day_salts(now()), private.schedule_upkeep()';
  execute 'select cron.schedule($1, $2, $3)' using 'oko-upkeep', '5 2 * * *',
    'vacuum (full, analyze) ' || v_tables;
  execute 'select cron.schedule($1, $2, $3)' using 'oko-upkeep-statistics', '15 2 * * *',
    'select private.forget_statistics()';
  execute 'select cron.schedule($1, $2, $3)' using 'oko-upkeep-catalogue', '20 2 * * *',
    'vacuum (full) pg_catalog.pg_statistic';
  return v_tables;
end $$;

select private.schedule_upkeep();

-- Whether something can be written just now: no standby, not read-only, room on the disk. It is asked again and again,
-- so it may take no transaction id (those would date what comes between two of them) and leave no row: what does not
-- fit into so little memory goes to a temporary file beside the tables, half a megabyte, gone at the end of the
-- statement. Raises 53100 on a full disk.
create function public.can_write() returns boolean
language plpgsql volatile set search_path = '' set work_mem = '64kB' as $$
begin
  if pg_catalog.pg_is_in_recovery() or pg_catalog.current_setting('transaction_read_only')::boolean then
    return false;
  end if;
  perform count(*) from pg_catalog.generate_series(1, 20000);
  return true;
end $$;

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

grant execute on function public.day_salts, public.can_write, public.schema_version
  to service_role;
