-- What the clock's duties do: publish what is due, delete what has expired, and once an hour write anew what waits.

-- The number of a transaction (xmin) is a clock: whoever knows when some of them were can tell when the others were. So
-- an idle server uses none up, and what waits is written anew each hour, all of it at once, and once more when it
-- becomes public. So are the guard's own rows, whose number beside a report's would be a network beside a camera. New
-- rows instead of changed ones where nobody else may hold a lock on them: a changed row leaves a pointer in its old
-- place.

-- One row: the hour in which what waits was last written anew, the number of the transaction that began, and whether
-- all of it was written.
create table private.turns (
  only_row boolean primary key default true check (only_row),
  hour timestamptz not null,
  began_by xid not null,
  is_done boolean not null
);

insert into private.turns (hour, began_by, is_done) values ('-infinity', pg_current_xact_id()::xid, true);

-- Writes reports anew, with what stands beside them.
create function private.rewrite_reports(p_reports uuid[]) returns void
language plpgsql volatile set search_path = '' as $$
begin
  with gone as (delete from public.reports r where r.id = any (p_reports) returning r.*)
  insert into public.reports select g.* from gone g order by random();
  with gone as (delete from public.report_notes n where n.report_id = any (p_reports) returning n.*)
  insert into public.report_notes select g.* from gone g order by random();
  with gone as (delete from private.idempotency_keys k where k.report_id = any (p_reports) returning k.*)
  insert into private.idempotency_keys select g.* from gone g order by random();
  with gone as (delete from private.held_reports h where h.report_id = any (p_reports) returning h.*)
  insert into private.held_reports select g.* from gone g order by random();
  with gone as (delete from private.withdrawn_reports w where w.report_id = any (p_reports) returning w.*)
  insert into private.withdrawn_reports select g.* from gone g order by random();
  with gone as (
    delete from private.camera_areas a using public.reports r, public.cameras c
    where r.id = any (p_reports) and c.number = r.camera_number and c.version is null and a.camera_number = c.number
    returning a.*)
  insert into private.camera_areas select g.* from gone g order by random();
end $$;

-- Once an hour: writes anew what waits and what the guard keeps, p_most rows of a table in one go. Waits for no lock,
-- so that nobody waits for it for long: what is locked just now has its turn in the next hour. Answers whether it did.
-- The limit, because "skip locked" waits for a row that two others change at one moment: then the tick ends, and the
-- next one does all of it.
create function private.turn(p_now timestamptz, p_most integer default 1000) returns boolean
language plpgsql volatile set search_path = '' set lock_timeout = '50ms' as $$
declare
  v_hour timestamptz := date_trunc('hour', p_now, 'UTC');
  v_turn private.turns;
  v_rows integer;
  v_is_done boolean;
  v_reports uuid[];
  v_numbers bigint[];
  v_surveys uuid[];
begin
  if not exists (select from private.turns t where t.hour <> v_hour or not t.is_done) or not (
      exists (select from private.counters) or exists (select from private.spent_challenges)
      or exists (select from private.burst_ids) or exists (select from private.publication_queue)
      or exists (select from private.taken_back) or exists (select from private.held_reports) or exists (select from private.review_queue)
      or exists (select from private.survey_queue)) then
    return false;
  end if;
  select * into v_turn from private.turns t where t.hour <> v_hour or not t.is_done for update skip locked;
  if not found then
    return false;
  end if;
  if v_turn.hour <> v_hour then
    v_turn.began_by := pg_catalog.pg_current_xact_id()::xid;
  end if;

  with free as materialized (select c.key from private.counters c
      where age(c.xmin) > age(v_turn.began_by) limit p_most for update skip locked),
    gone as (delete from private.counters c using free f where c.key = f.key returning c.*)
  insert into private.counters select g.* from gone g order by random();
  get diagnostics v_rows = row_count; v_is_done := v_rows < p_most;
  with free as materialized (select c.challenge_hash from private.spent_challenges c
      where age(c.xmin) > age(v_turn.began_by) limit p_most for update skip locked),
    gone as (delete from private.spent_challenges c using free f where c.challenge_hash = f.challenge_hash returning c.*)
  insert into private.spent_challenges select g.* from gone g order by random();
  get diagnostics v_rows = row_count; v_is_done := v_is_done and v_rows < p_most;
  with free as materialized (select b.network_key from private.burst_ids b
      where age(b.xmin) > age(v_turn.began_by) limit p_most for update skip locked),
    gone as (delete from private.burst_ids b using free f where b.network_key = f.network_key returning b.*)
  insert into private.burst_ids select g.* from gone g order by random();
  get diagnostics v_rows = row_count; v_is_done := v_is_done and v_rows < p_most;
  -- The last who leaned on a contributor's row left a number there.
  with free as materialized (select c.id from private.contributors c
      where c.xmax <> '0'::xid and c.xmax <> c.xmin limit p_most for update skip locked)
  update private.contributors c set joined_on = c.joined_on from free f where c.id = f.id;
  get diagnostics v_rows = row_count; v_is_done := v_is_done and v_rows < p_most;

  -- Whoever takes a report out of the queue takes its row there first. Another place in an index lets a row move.
  with free as materialized (
      select q.report_id from private.publication_queue q
      join public.reports r on r.id = q.report_id join public.cameras c on c.number = r.camera_number
      where age(q.xmin) > age(v_turn.began_by) limit p_most
      for update of q skip locked for key share of c skip locked),
    moved as (
      update private.publication_queue q set due_at = q.due_at + interval '1 microsecond' from free f
      where q.report_id = f.report_id returning q.report_id),
    taken_back as materialized (
      select t.report_id from private.taken_back t
      join public.reports r on r.id = t.report_id join public.cameras c on c.number = r.camera_number
      where age(r.xmin) > age(v_turn.began_by) limit p_most
      for update of t skip locked for key share of c skip locked),
    held as materialized (
      select h.report_id from private.held_reports h
      join public.reports r on r.id = h.report_id join public.cameras c on c.number = r.camera_number
      where age(r.xmin) > age(v_turn.began_by) limit p_most
      for update of h skip locked for key share of c skip locked)
  select array(select m.report_id from moved m union all select t.report_id from taken_back t
    union all select h.report_id from held h) into v_reports;
  v_is_done := v_is_done and cardinality(v_reports) < p_most;
  perform private.rewrite_reports(v_reports);
  v_numbers := array(select r.camera_number from public.reports r where r.id = any (v_reports));
  -- A camera that nobody knows of yet is nobody else's to lock; its trigger places it.
  delete from private.camera_areas a using public.cameras c
  where a.camera_number = any (v_numbers) and c.number = a.camera_number and c.version is null;
  with gone as (delete from public.cameras c where c.number = any (v_numbers) and c.version is null returning c.*)
  insert into public.cameras select g.* from gone g order by random();
  with free as materialized (
    select c.number from public.cameras c where c.number = any (v_numbers) and c.version is not null
    for no key update skip locked)
  update public.cameras c set type = c.type from free f where c.number = f.number;

  with free as materialized (select q.camera_number, q.person from private.review_queue q
      where age(q.xmin) > age(v_turn.began_by) limit p_most for update skip locked)
  update private.review_queue q set due_at = q.due_at + interval '1 microsecond' from free f
  where q.camera_number = f.camera_number and q.person = f.person;
  get diagnostics v_rows = row_count; v_is_done := v_is_done and v_rows < p_most;
  with free as materialized (
      select q.survey_id from private.survey_queue q join public.surveys s on s.id = q.survey_id
      where age(q.xmin) > age(v_turn.began_by) limit p_most for update skip locked),
    moved as (
      update private.survey_queue q set due_at = q.due_at + interval '1 microsecond' from free f
      where q.survey_id = f.survey_id returning q.survey_id),
    -- only their keys are left
    taken_back as (select k.survey_id from private.survey_keys k
      where k.created_on >= private.day(p_now) - 1 and age(k.xmin) > age(v_turn.began_by)
        and not exists (select from public.surveys s where s.id = k.survey_id) limit p_most)
  select array(select m.survey_id from moved m union all select t.survey_id from taken_back t) into v_surveys;
  v_is_done := v_is_done and cardinality(v_surveys) < p_most;
  perform private.rewrite_surveys(v_surveys);
  update private.turns set hour = v_hour, began_by = v_turn.began_by, is_done = v_is_done where only_row;
  return true;
end $$;

-- Deletes counters whose time is over, but for those that are locked just now. Answers how many.
create function private.drop_counters(p_now timestamptz) returns bigint
language sql volatile set search_path = '' set lock_timeout = '50ms' as $$
  with free as materialized (select c.key from private.counters c where c.expires_at <= p_now for update skip locked),
    gone as (delete from private.counters c using free f where c.key = f.key returning c.key)
  select count(*) from gone
$$;

-- Publishes every report whose time has come, whichever process asks first, and deletes what has expired.
create function private.tick(p_now timestamptz) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_today date := private.day(p_now);
  v_reports uuid[];
  v_due record;
  v_published integer := 0;
  v_purged integer := 0;
  v_rows integer;
begin
  v_reports := array(
    select due.report_id from private.publication_queue due where due.due_at <= p_now
    order by due.due_at limit 500 for update skip locked);
  if cardinality(v_reports) > 0 then
    perform private.lock_version();
    perform private.rewrite_reports(v_reports);
  end if;
  for v_due in
    delete from private.publication_queue q where q.report_id = any (v_reports) returning q.*
  loop
    if private.publish_report(p_now, v_due.report_id) is not null then
      perform private.note_burst(p_now, v_due.burst,
        (select r.camera_number from public.reports r where r.id = v_due.report_id));
    end if;
    v_published := v_published + 1;
  end loop;
  delete from private.spent_challenges where expires_at <= p_now;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  v_purged := v_purged + private.drop_counters(p_now);
  delete from private.withdrawals where report_id in (
    select w.report_id from private.withdrawals w where w.expires_at <= p_now for update skip locked);
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.burst_ids where day < v_today;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.burst_acts where day < v_today - 1;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.taken_back where day < v_today - 1;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.idempotency_keys where created_on < v_today - private.setting('idempotency_kept_days')::int;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from public.report_notes where delete_on <= v_today;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  update public.complaints set message = null where message is not null and delete_on <= v_today;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  -- Last, because others wait for the rows that it takes, and it for none.
  perform private.turn(p_now);
  return json_build_object('published', v_published, 'purged', v_purged,
    'version', (select v.value from private.version v));
end $$;

-- All duties of the clock but closing days: for one process at a time, the others have nothing to do. Surveys come last,
-- because measuring comes after everything else in the order of locks.
create function public.tick() returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer json;
begin
  if not pg_catalog.pg_try_advisory_xact_lock(720190122) then
    return json_build_object('published', 0, 'purged', 0, 'version', (select v.value from private.version v));
  end if;
  perform private.tend_reviews(now());
  perform private.close_old_corrections(now());
  perform private.tend_floods(now());
  v_answer := private.tick(now());
  perform private.tend_surveys(now());
  return v_answer;
end $$;

-- The version of the newest event when an operator said last that the clock is right.
create table private.believed_clock (
  only_row boolean primary key default true check (only_row),
  until bigint not null
);

-- What the clock's duties are decided by: a day that is closed stays closed, and what has expired is gone, so a clock
-- that is wrong for one moment must not be believed. Answers {now_ms, today, newest_day}: the database's time in ms
-- since 1970, its day, and the day of the newest event; that is null while there is none. Whoever answers that today is
-- before newest_day says that the clock is wrong. Where Oko once ran under a future clock, events are dated to come, and
-- the clock's duties would rest until that day: those up to the version that believe_clock noted say nothing.
create function public.clock() returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'now_ms', floor(extract(epoch from now()) * 1000)::bigint,
    'today', private.day(now()),
    'newest_day', (
      select e.day from public.camera_events e
      where e.version > coalesce((select b.until from private.believed_clock b), 0)
      order by e.version desc limit 1))
$$;

-- An operator says that the clock is right. Answers {today, until}: the day that is believed from now on, and the version
-- of the newest event before.
create function public.believe_clock() returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_until bigint;
begin
  select coalesce(max(e.version), 0) into v_until from public.camera_events e;
  insert into private.believed_clock (until) values (v_until)
  on conflict (only_row) do update set until = excluded.until;
  return json_build_object('today', private.day(now()), 'until', v_until);
end $$;

grant execute on function public.tick, public.clock, public.believe_clock to service_role;
