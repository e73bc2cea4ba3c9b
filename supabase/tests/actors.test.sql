-- What each actor does with the record, allowed and refused. Run by pg_prove on a migrated database. Who has which right
-- stands in tests/db/rights.ts; here each actor tries what the catalogue does not give it.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
-- Our default is that nobody may call a new function: here everybody may call pgTAP.
grant execute on all functions in schema extensions to public;
select no_plan();

-- A camera to read, hidden and shown, made by the owner.
create temporary table made as
select (private.take_report(now(), jsonb_build_object('report_id', gen_random_uuid(), 'lng', 20.4573, 'lat', 44.8178,
  'note', 'for moderators')) -> 'camera' ->> 'number')::bigint as number;
grant select on made to public;

-- Everything that the roles of the API have no right to: each function, called with nulls, and each act on each table.
create temporary table attempts as
select r.role, format('call %s', f.oid::regprocedure) as act,
  format('select %I.%I(%s)', n.nspname, f.proname,
    (select string_agg(format('null::%s', t::regtype), ', ' order by place)
      from unnest(f.proargtypes) with ordinality as a (t, place))) as statement
from unnest(array['anon', 'authenticated', 'service_role']) as r (role),
  pg_proc f join pg_namespace n on n.oid = f.pronamespace
where n.nspname in ('public', 'private') and f.prorettype <> 'trigger'::regtype
  and not exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')
  and not has_function_privilege(r.role, f.oid, 'execute')
union all
select r.role, p.act || ' ' || c.oid::regclass, format(p.statement, n.nspname, c.relname, a.attname)
from unnest(array['anon', 'authenticated', 'service_role']) as r (role),
  (values ('select', 'select * from %I.%I'), ('insert', 'insert into %I.%I default values'),
    ('update', 'update %I.%I set %I = null'), ('delete', 'delete from %I.%I'), ('truncate', 'truncate %I.%I'))
    as p (act, statement),
  pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum = 1
where n.nspname in ('public', 'private') and c.relkind in ('r', 'v')
  and (p.act <> 'truncate' or c.relkind = 'r')
  and not has_table_privilege(r.role, c.oid, p.act);
grant select on attempts to public;
select cmp_ok((select count(*) from attempts where role = r.role), '>', 300::bigint, r.role || ' is refused much')
from unnest(array['anon', 'authenticated', 'service_role']) as r (role);

set local role anon;
select throws_ok(statement, '42501', null, 'anon may not ' || act) from attempts where role = 'anon';
reset role;
set local role authenticated;
select throws_ok(statement, '42501', null, 'a contributor may not ' || act) from attempts where role = 'authenticated';
reset role;
set local role service_role;
select throws_ok(statement, '42501', null, 'the application may not ' || act) from attempts where role = 'service_role';
reset role;

-- Anonymous and signed-in visitors: the public reads and the settings.
set local role anon;
select isnt_empty('select key from settings', 'anon reads the settings');
select ok(public.overview() ->> 'total' is not null, 'anon reads the overview');
select ok(public.camera((select number from made)) -> 'camera' is not null, 'anon reads a camera');
select ok(public.camera((select number from made))::text !~ 'moderators', 'and not its note');
select is(json_array_length(public.cameras_near(20.4573, 44.8178)), 1, 'anon sees what is near');
select is(public.area_boundaries()::text, '[]', 'anon reads the boundaries');
select ok(public.stats() -> 'city' is not null, 'anon reads the figures');
select ok(public.log_heads() -> 'days' is not null, 'anon reads the heads');
select is(public.log_lines('0001-01-01', '', 10), '', 'anon reads the log, which has no open day in it');
reset role;

set local role authenticated;
select isnt_empty('select key from settings', 'a contributor reads the settings');
select is(public.log_lines('0001-01-01', '', 10), '', 'a contributor reads the log');
select ok(public.overview() is not null, 'a contributor reads the overview');
reset role;

-- The application: the functions, and no table.
set local role service_role;
select is(public.report_camera(jsonb_build_object('report_id', gen_random_uuid(), 'lng', 20.5, 'lat', 44.8)) ->> 'outcome', 'created', 'the application reports');
select lives_ok('select public.tick()', 'the application ticks');
select is(public.close_days(), 0, 'the application closes days, of which none is over');
select is(public.erase_camera(1, 'x') -> 'refused' ->> 'code', 'PT404', 'and erases no camera that is not there');
select lives_ok('select public.complaints_open()', 'the application reads complaints');
select lives_ok('select public.changes_since(0)', 'the application follows the changes');
select lives_ok('select public.cameras_lines(-1, 1)', 'the application reads the lines');
select lives_ok('select public.gone_lines(-1, 1)', 'and the lines of what was taken away');
select ok(public.version_mark(1000000) ~ '^[0-9a-f]{12}$', 'and the mark of a version');
select lives_ok('select public.area_placement()', 'the application asks whether cameras were placed anew');
select is(public.report_camera(jsonb_build_object('report_id', gen_random_uuid(), 'lng', 44.8, 'lat', 20.5)) -> 'refused' ->> 'code', 'PT422', 'and is refused what is wrong');
select is(public.replace_areas('[]') -> 'refused' ->> 'code', 'PT422', 'and is refused half a set of areas');
select is(public.place_cameras(-1), null, 'and places cameras');
select lives_ok('select public.rebuild_coverage()', 'and rebuilds coverage');
select ok(public.refresh_coverage() ->> 'left' is not null, 'and measures it');
select ok(public.coverage_since(0) is not null, 'and reads the cells');
select is(public.review_camera(gen_random_uuid(), repeat('0', 64), (select number from made), 'present') -> 'refused' ->> 'code', 'PT401',
  'nor review for nobody');
select is(public.correct_camera(gen_random_uuid(), repeat('0', 64), (select number from made), 'type', '"dome"') -> 'refused' ->> 'code', 'PT401',
  'nor correct for nobody');
select is(public.moderate(gen_random_uuid(), repeat('0', 64), (select number from made), 'hide', 'x') -> 'refused' ->> 'code', 'PT401',
  'nor moderate for nobody');
select is(public.desk(gen_random_uuid()) -> 'refused' ->> 'code', 'PT401', 'nor show the desk to nobody');
select ok((public.record_survey(gen_random_uuid(), '{"type": "LineString", "coordinates": [[20.45, 44.81], [20.46, 44.81]]}',
  current_date - 1, 'on_foot') ->> 'published')::boolean, 'the application sends surveys');
select is(public.record_survey(gen_random_uuid(), '{}', current_date, 'on_foot') -> 'refused' ->> 'code', 'PT422',
  'and is refused what is wrong');
select is(public.withdraw_survey(gen_random_uuid()) -> 'refused' ->> 'code', 'PT410', 'and withdraws none that is not there');
select is(public.desk_surveys(gen_random_uuid()) -> 'refused' ->> 'code', 'PT401', 'nor shows surveys to nobody');
select is(public.remove_survey(gen_random_uuid(), gen_random_uuid(), true) -> 'refused' ->> 'code', 'PT401', 'nor removes them for nobody');
reset role;

-- A hidden camera is read by nobody.
select lives_ok('select private.set_camera_state(now(), (select number from made), ''hidden'', ''on a home'')', 'the owner hides');
set local role anon;
select is(public.camera((select number from made))::jsonb, '{"gone": "hidden", "reason": "on a home"}', 'anon reads why');
select is(json_array_length(public.cameras_near(20.4573, 44.8178)), 0, 'and nothing else');
reset role;

select * from finish();
rollback;
