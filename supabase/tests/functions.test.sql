-- Every function of ours is sound: fixed search path, and nothing that plpgsql_check finds.
begin;
create extension if not exists pgtap with schema extensions;
create extension if not exists plpgsql_check with schema extensions;
set local search_path = public, extensions;
select no_plan();

select ok(exists (select from unnest(p.proconfig) c where c like 'search_path=%'), p.proname || ' fixes its search path')
from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname;

-- What schedules the upkeep on Supabase asks its extension pg_cron, which is not at hand: only how it is called.
create schema if not exists cron;
create table if not exists cron.job ();
create or replace function cron.schedule(text, text, text) returns bigint language sql as 'select 1::bigint';

select is_empty(format('select * from plpgsql_check_function(%s, fatal_errors => false, other_warnings => true)',
  -- A restore makes its triggers when it begins: their function is looked at as if it stood before the settings.
  case when p.prorettype <> 'trigger'::regtype then format('%L::regprocedure', p.oid::regprocedure)
    else format('%L::regprocedure, %L::regclass, oldtable => %L, newtable => %L', p.oid::regprocedure,
      coalesce(t.tgrelid, 'public.settings'::regclass)::regclass, t.tgoldtable, t.tgnewtable) end), p.proname || ' is sound')
from pg_proc p join pg_language l on l.oid = p.prolang
  left join lateral (select max(t.tgrelid) as tgrelid, max(t.tgoldtable) as tgoldtable, max(t.tgnewtable) as tgnewtable
    from pg_trigger t where t.tgfoid = p.oid) t on true
where l.lanname = 'plpgsql' and p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname;

select * from finish();
rollback;
