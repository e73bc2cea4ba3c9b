-- What the application does with keys, contributors and moderators. What nobody else may do is tried in actors.test.sql.
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

set local role service_role;
select lives_ok(statement, 'the application may ' || name) from calls where name <> 'forget';
select is(public.set_moderator('00000000', true) -> 'refused' ->> 'code', 'PT404', 'and is refused an unknown code');
select lives_ok(format('select public.set_moderator(%L, true)', public.contributor((select hash from one)) ->> 'code'),
  'and makes a moderator');
select is(json_array_length(public.moderators()), 1, 'who is listed');
select lives_ok((select statement from calls where name = 'forget'), 'the application may forget');
select ok(public.contributor((select hash from one)) is null, 'and then there is no session');
select is(public.moderators()::text, '[]', 'and no moderator');
select is(public.start_session((select id from one), repeat('c', 43)) -> 'refused' ->> 'code', 'PT401',
  'nobody is signed in who was forgotten');
reset role;

select * from finish();
rollback;
