-- What each actor may do with keys, contributors and moderators, allowed and refused.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
grant execute on all functions in schema extensions to public;
select no_plan();

create temporary table one as select gen_random_uuid() as id, repeat('a', 43) as hash;
grant select on one to public;
create temporary table calls (statement text, name text);
insert into calls values
  ('select public.admit_key()', 'ask to make a key'),
  ('select public.admit_sign_in()', 'ask to enter one'),
  ('select public.enrol_contributor((select id from one), (select hash from one))', 'enrol'),
  ('select public.start_session((select id from one), repeat(''b'', 43))', 'start a session'),
  ('select public.contributor((select hash from one))', 'ask whose session it is'),
  ('select public.end_session(repeat(''b'', 43))', 'end a session'),
  ('select public.moderators()', 'list the moderators'),
  ('select public.give_random_id((select id from one))', 'give a user another id'),
  ('select public.forget_contributor((select id from one))', 'forget');
grant select on calls to public;

select ok(not has_table_privilege(r, t, p), format('%s may not %s %s', r, p, t))
from unnest(array['anon', 'authenticated', 'service_role']) r,
  unnest(array['private.contributors', 'private.moderators', 'private.act_days', 'private.sessions']) t,
  unnest(array['select', 'insert', 'update', 'delete']) p;
select ok(not has_schema_privilege(r, 'private', 'usage'), r || ' does not see private')
from unnest(array['anon', 'authenticated', 'service_role']) r;

set local role anon;
select throws_ok(statement, '42501', null, 'anon may not ' || name) from calls;
select throws_ok('select public.set_moderator(''00000000'', true)', '42501', null, 'anon may not make a moderator');
reset role;
set local role authenticated;
select throws_ok(statement, '42501', null, 'a user of Auth may not ' || name) from calls;
select throws_ok('select public.set_moderator(''00000000'', true)', '42501', null, 'a user of Auth may not make a moderator');
reset role;
set local role service_role;
select lives_ok(statement, 'the application may ' || name) from calls where name <> 'forget';
select is(public.set_moderator('00000000', true) -> 'refused' ->> 'code', 'PT404', 'and is refused an unknown code');
select lives_ok(format('select public.set_moderator(%L, true)', public.contributor((select hash from one)) ->> 'code'),
  'and makes a moderator');
select is(json_array_length(public.moderators()), 1, 'who is listed');
select lives_ok((select statement from calls where name = 'forget'), 'the application may forget');
select ok(public.contributor((select hash from one)) is null, 'and then there is no session');
select is(public.moderators()::text, '[]', 'and no moderator');
select throws_ok('select private.admit_key(now())', '42501', null, 'the application may not say what time it is');
select is(public.start_session((select id from one), repeat('c', 43)) -> 'refused' ->> 'code', 'PT401',
  'nobody is signed in who was forgotten');
reset role;

select * from finish();
rollback;
