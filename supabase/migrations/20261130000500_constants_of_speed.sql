-- Settings are rules of the project. What only decides how fast something goes is a constant beside its code.

delete from public.settings
where key in ('export_page_rows', 'log_page_rows', 'coverage_batch_cells', 'rewrite_rows');

drop function private.turn(timestamptz);

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
