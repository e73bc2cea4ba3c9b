-- What each actor may do with the record, allowed and refused. Run by pg_prove on a migrated database.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
-- Our default is that nobody may call a new function: here everybody may call pgTAP.
grant execute on all functions in schema extensions to public;
select plan(147);

-- A camera to read, hidden and shown, made by the owner.
create temporary table made as
select (private.report_camera(now(), gen_random_uuid(), 20.4573, 44.8178, p_note => 'for moderators')
  -> 'camera' ->> 'number')::bigint as number;
grant select on made to public;

select has_table('public', name, name || ' exists')
from unnest(array['cameras', 'reports', 'report_notes', 'camera_events', 'complaints', 'log_days', 'areas', 'area_sets', 'reviews', 'corrections', 'correction_votes', 'surveys', 'settings']) as name;
select ok(relrowsecurity, relname || ' has row-level security')
from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
  and relname = any (array['cameras', 'reports', 'report_notes', 'camera_events', 'complaints', 'log_days', 'areas', 'area_sets', 'reviews', 'corrections', 'correction_votes', 'surveys', 'settings']) order by relname;

-- Anonymous and signed-in visitors: the public reads and the settings; nothing else.
set local role anon;
select isnt_empty('select key from settings', 'anon reads the settings');
select throws_ok('update settings set value = 0', '42501', null, 'anon may not change the settings');
select throws_ok(format('select * from %I', name), '42501', null, 'anon may not read ' || name)
from unnest(array['cameras', 'reports', 'report_notes', 'camera_events', 'complaints', 'log_days', 'areas', 'area_sets', 'reviews', 'corrections', 'correction_votes', 'surveys']) as name;
select throws_ok('delete from camera_events', '42501', null, 'anon may not delete events');
select throws_ok('truncate camera_events', '42501', null, 'anon may not empty events');
select throws_ok('select * from private.counters', '42501', null, 'anon may not look into private');
select throws_ok('select private.tick(now())', '42501', null, 'anon may not move the clock');
select ok(public.overview() ->> 'total' is not null, 'anon reads the overview');
select ok(public.camera((select number from made)) -> 'camera' is not null, 'anon reads a camera');
select ok(public.camera((select number from made))::text !~ 'moderators', 'and not its note');
select ok(public.cameras_list() -> 'cameras' is not null, 'anon reads the list');
select is(json_array_length(public.cameras_near(20.4573, 44.8178)), 1, 'anon sees what is near');
select is(public.areas()::text, '[]', 'anon reads the areas');
select is(public.area_boundaries()::text, '[]', 'anon reads the boundaries');
select ok(public.stats() -> 'city' is not null, 'anon reads the figures');
select throws_ok('select public.replace_areas(''[]'')', '42501', null, 'anon may not replace the areas');
select throws_ok('select public.place_cameras(-1)', '42501', null, 'anon may not place cameras');
select throws_ok('select public.refresh_coverage()', '42501', null, 'anon may not measure coverage');
select throws_ok('select public.rebuild_coverage()', '42501', null, 'anon may not rebuild coverage');
select throws_ok('select public.coverage_since(0)', '42501', null, 'anon may not read the cells line by line');
select throws_ok('select * from private.camera_views', '42501', null, 'anon may not look at views');
select throws_ok('select * from private.camera_areas', '42501', null, 'anon may not read where cameras lie');
select throws_ok('select public.report_camera(gen_random_uuid(), 20.4, 44.8)', '42501', null, 'anon may not report past the application');
select throws_ok('select public.withdraw_report(gen_random_uuid())', '42501', null, 'anon may not withdraw');
select throws_ok('select public.complain(1, ''wrong'')', '42501', null, 'anon may not complain past the application');
select throws_ok('select public.set_camera_state(1, ''hidden'', ''x'')', '42501', null, 'anon may not hide');
select throws_ok('select public.complaints_open()', '42501', null, 'anon may not read complaints');
select throws_ok('select public.tick()', '42501', null, 'anon may not tick');
select throws_ok('select public.close_days()', '42501', null, 'anon may not close days');
select throws_ok('select private.close_days(now())', '42501', null, 'anon may not say when a day is over');
select throws_ok('select public.erase_camera(1, ''x'')', '42501', null, 'anon may not erase');
select ok(public.log_heads() -> 'days' is not null, 'anon reads the heads');
select is(public.log_lines('0001-01-01', '', 10), '', 'anon reads the log, which has no open day in it');
select throws_ok('select public.network_acts(array[''x''])', '42501', null, 'anon may not read counters');
select throws_ok('select public.review_camera(gen_random_uuid(), repeat(''0'', 64), 1, ''present'')', '42501', null, 'anon may not review past the application');
select throws_ok('select public.own_review(repeat(''0'', 64), 1)', '42501', null, 'anon may not ask what a name said');
select throws_ok('select public.correct_camera(gen_random_uuid(), repeat(''0'', 64), 1, ''type'', ''"dome"'')', '42501', null, 'anon may not correct past the application');
select throws_ok('select public.area_cameras(''zemun'')', '42501', null, 'anon may not list an area');
select throws_ok('select public.moderate(gen_random_uuid(), repeat(''0'', 64), 1, ''hide'', ''x'')', '42501', null, 'anon may not moderate');
select throws_ok('select public.desk(gen_random_uuid())', '42501', null, 'anon may not look at the desk');
select throws_ok('select public.close_complaint(gen_random_uuid(), gen_random_uuid())', '42501', null, 'anon may not close complaints');
select throws_ok('select public.record_survey(gen_random_uuid(), ''{}'', current_date, ''on_foot'')', '42501', null, 'anon may not send a survey past the application');
select throws_ok('select public.withdraw_survey(gen_random_uuid())', '42501', null, 'anon may not withdraw a survey');
select throws_ok('select public.desk_surveys(gen_random_uuid())', '42501', null, 'anon may not look at surveys');
select throws_ok('select public.remove_survey(gen_random_uuid(), gen_random_uuid(), true)', '42501', null, 'anon may not remove surveys');
select throws_ok('select * from private.survey_queue', '42501', null, 'anon may not see which surveys wait');
reset role;

set local role authenticated;
select isnt_empty('select key from settings', 'a contributor reads the settings');
select throws_ok(format('select * from %I', name), '42501', null, 'a contributor may not read ' || name)
from unnest(array['cameras', 'reports', 'report_notes', 'camera_events', 'complaints', 'log_days', 'areas', 'area_sets', 'reviews', 'corrections', 'correction_votes', 'surveys']) as name;
select throws_ok('select public.report_camera(gen_random_uuid(), 20.4, 44.8)', '42501', null, 'a contributor may not report past the application');
select throws_ok('select public.set_camera_state(1, ''hidden'', ''x'')', '42501', null, 'a contributor may not hide');
select throws_ok('select public.close_days()', '42501', null, 'a contributor may not close days');
select throws_ok('select public.erase_camera(1, ''x'')', '42501', null, 'a contributor may not erase');
select is(public.log_lines('0001-01-01', '', 10), '', 'a contributor reads the log');
select ok(public.overview() is not null, 'a contributor reads the overview');
select throws_ok('select public.replace_areas(''[]'')', '42501', null, 'a contributor may not replace the areas');
select throws_ok('select public.changes_since(0)', '42501', null, 'a contributor may not follow the changes');
select throws_ok('select public.cameras_lines(-1, 1)', '42501', null, 'a contributor may not read the lines');
select throws_ok('select public.review_camera(gen_random_uuid(), repeat(''0'', 64), 1, ''present'')', '42501', null, 'a contributor may not review past the application');
select throws_ok('select public.own_review(repeat(''0'', 64), 1)', '42501', null, 'a contributor may not ask what a name said');
select throws_ok('select public.correct_camera(gen_random_uuid(), repeat(''0'', 64), 1, ''type'', ''"dome"'')', '42501', null, 'a contributor may not correct past the application');
select throws_ok('select public.area_cameras(''zemun'')', '42501', null, 'a contributor may not list an area');
select throws_ok('select public.moderate(gen_random_uuid(), repeat(''0'', 64), 1, ''hide'', ''x'')', '42501', null, 'a contributor may not moderate');
select throws_ok('select public.desk(gen_random_uuid())', '42501', null, 'a contributor may not look at the desk');
select throws_ok('select public.close_complaint(gen_random_uuid(), gen_random_uuid())', '42501', null, 'a contributor may not close complaints');
select throws_ok('select public.record_survey(gen_random_uuid(), ''{}'', current_date, ''on_foot'')', '42501', null, 'a contributor may not send a survey past the application');
select throws_ok('select public.withdraw_survey(gen_random_uuid())', '42501', null, 'a contributor may not withdraw a survey');
select throws_ok('select public.desk_surveys(gen_random_uuid())', '42501', null, 'a contributor may not look at surveys');
select throws_ok('select public.remove_survey(gen_random_uuid(), gen_random_uuid(), true)', '42501', null, 'a contributor may not remove surveys');
reset role;

-- The application: the functions, and no table.
set local role service_role;
select is(public.report_camera(gen_random_uuid(), 20.5, 44.8) ->> 'outcome', 'created', 'the application reports');
select lives_ok('select public.tick()', 'the application ticks');
select is(public.close_days(), 0, 'the application closes days, of which none is over');
select is(public.erase_camera(1, 'x') -> 'refused' ->> 'code', 'PT404', 'and erases no camera that is not there');
select throws_ok('select private.erase_camera(now(), 1, ''x'')', '42501', null, 'the application may not say when it erased');
select throws_ok('update log_days set leaves = 0', '42501', null, 'the application may not change a head');
select lives_ok('select public.complaints_open()', 'the application reads complaints');
select lives_ok('select public.changes_since(0)', 'the application follows the changes');
select lives_ok('select public.cameras_lines(-1, 1)', 'the application reads the lines');
select lives_ok('select public.area_cameras(''zemun'')', 'the application lists an area');
select is(public.report_camera(gen_random_uuid(), 44.8, 20.5) -> 'refused' ->> 'code', 'PT422', 'and is refused what is wrong');
select is(public.replace_areas('[]') -> 'refused' ->> 'code', 'PT422', 'and is refused half a set of areas');
select is(public.place_cameras(-1), null, 'and places cameras');
select lives_ok('select public.rebuild_coverage()', 'and rebuilds coverage');
select ok(public.refresh_coverage() ->> 'left' is not null, 'and measures it');
select ok(public.coverage_since(0) is not null, 'and reads the cells');
select throws_ok('update camera_events set day = day', '42501', null, 'the application may not change events');
select throws_ok('delete from reports', '42501', null, 'the application may not delete reports');
select throws_ok('select private.tick(now())', '42501', null, 'the application may not say what time it is');
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
