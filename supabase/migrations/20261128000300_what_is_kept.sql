-- What stands in tables: no network, person or time beside a camera but where it must, nothing that dates what waits, and
-- refusals that are answers. docs/threat-model.md says who would read it, docs/architecture.md how it works.

-- 1. Bursts: which acts of a day came from one network. The network's name and a camera never stand in one row.

-- For a day the same random id for the same network. No camera stands here; gone when the day is over.
create table private.burst_ids (
  network_key text primary key,
  burst uuid not null default gen_random_uuid(),
  day date not null
);
-- Written when an act becomes public, and gone the day after.
create table private.burst_acts (
  burst uuid not null,
  camera_number bigint not null references public.cameras,
  day date not null
);
create index burst_acts_camera on private.burst_acts (camera_number);
create index burst_acts_day on private.burst_acts (day);
drop table private.recent_acts;

-- What waits carries it along.
alter table private.publication_queue add column burst uuid;
alter table private.review_queue add column burst uuid;

create function private.burst_of(p_now timestamptz, p_network_keys text[]) returns uuid
language plpgsql volatile set search_path = '' as $$
begin
  if p_network_keys[1] is null then
    return null;
  end if;
  insert into private.burst_ids (network_key, day) values (p_network_keys[1], private.day(p_now))
  on conflict (network_key) do nothing;
  return (select b.burst from private.burst_ids b where b.network_key = p_network_keys[1]);
end $$;

create function private.note_burst(p_now timestamptz, p_burst uuid, p_number bigint) returns void
language sql volatile set search_path = '' as $$
  insert into private.burst_acts (burst, camera_number, day)
  select p_burst, p_number, private.day(p_now) where p_burst is not null
$$;

-- Cameras of which several people, new ones among them, have lately said the same, and networks that did much on one day,
-- with the cameras that they did it on: {people: [{number, verdict, people, new_people}], networks: [{acts, numbers}]}.
-- Nothing that is not public.
create or replace function private.bursts(p_now timestamptz) returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'people', (select coalesce(json_agg(json_build_object('number', b.camera_number, 'verdict', b.verdict,
        'people', b.people, 'new_people', b.new_people) order by b.new_people desc, b.camera_number), '[]')
      from (select r.camera_number, r.verdict, count(*) as people,
          count(*) filter (where r.weight < private.setting('weight_trusted')) as new_people
        from public.reviews r join public.cameras c on c.number = r.camera_number
        where r.cast_on > private.day(p_now) - private.setting('burst_days')::int and c.state <> 'hidden'
        group by r.camera_number, r.verdict
        having count(*) >= private.setting('burst_people')
          and bool_or(r.weight < private.setting('weight_trusted'))
        order by new_people desc, r.camera_number limit private.setting('desk_rows')::int) b),
    'networks', (select coalesce(json_agg(json_build_object('acts', n.acts, 'numbers', n.numbers) order by n.acts desc), '[]')
      from (select count(*) as acts, (array_agg(distinct a.camera_number))[1:20] as numbers
        from private.burst_acts a join public.cameras c on c.number = a.camera_number
        where a.day >= private.day(p_now) - 1 and private.is_visible(c)
        group by a.burst having count(*) >= private.setting('burst_network_acts')
        order by count(*) desc limit private.setting('desk_rows')::int) n))
$$;

-- Counters that are kept for a day or more end with a day, two midnights after they began: the moment at which a network
-- first sent something would date what it sent.
update public.settings set value = 48,
  meaning = 'counters of acts are deleted within this, at the end of the day after the one on which they began'
where key = 'counter_kept_h';
create or replace function private.count_act(p_now timestamptz, p_key text, p_kept interval) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_until timestamptz := case when p_kept < interval '1 day' then p_now + p_kept
    else (private.day(p_now) + 2)::timestamp at time zone 'Europe/Belgrade' end;
begin
  insert into private.counters as c (key, used, expires_at) values (p_key, 1, v_until)
  on conflict (key) do update set
    used = case when c.expires_at > p_now then c.used else 0 end + 1,
    expires_at = case when c.expires_at > p_now then c.expires_at else v_until end;
end $$;

-- 2. Who reviewed stands beside the reviews, not in them: forgetting somebody only deletes, and touches no review. A
-- statement that changed all reviews of one person would leave its number in each.
create table private.reviewers (
  camera_number bigint,
  round integer,
  person text,
  contributor_id uuid not null references private.contributors on delete cascade,
  erase_on date,
  primary key (camera_number, round, person),
  foreign key (camera_number, round, person) references public.reviews on delete cascade
);
create index reviewers_contributor on private.reviewers (contributor_id);
create index reviewers_erase_on on private.reviewers (erase_on);
insert into private.reviewers (camera_number, round, person, contributor_id, erase_on)
select r.camera_number, r.round, r.person, r.contributor_id, r.erase_on from public.reviews r
where r.contributor_id is not null;
alter table public.reviews drop column contributor_id, drop column erase_on;

-- A review that waits locks no row of what it is about: a lock leaves the number of its transaction there.
alter table private.review_queue drop constraint review_queue_camera_number_fkey;

create or replace function private.note_standing() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_standing private.standings;
  v_wins public.verdict := case when new.state = 'removed' then 'absent'::public.verdict else 'present' end;
  v_has_trust boolean;
begin
  select * into v_standing from private.standings where camera_number = new.number;
  -- The desk's acts are none of the reviews'.
  if new.state = 'hidden' or new.state = coalesce(v_standing.state, 'reported') then
    return null;
  end if;
  if v_standing.camera_number is null then
    insert into private.standings (camera_number, state) values (new.number, 'reported') returning * into v_standing;
  end if;
  v_has_trust := exists (select from public.reviews r
    where r.camera_number = new.number and r.round = v_standing.round and r.verdict = v_wins
      and r.weight >= private.setting('weight_trusted') and r.person <> all (private.reporters(new.number)));
  if new.state = 'removed' or v_standing.state = 'removed' then
    update private.reviewers
    set erase_on = new.changed_on + private.setting('contributor_erased_after_days')::int
    where camera_number = new.number and round = v_standing.round;
  end if;
  update private.standings set
    state = new.state,
    round = round + case when new.state = 'removed' or v_standing.state = 'removed' then 1 else 0 end,
    changed_turn = turn,
    since_turn = case when new.state in ('verified', 'removed') then turn else since_turn end,
    disputed_on = case when new.state = 'disputed' then new.changed_on end,
    won_round = case when new.state in ('verified', 'removed') then v_standing.round end,
    credit_on = case when new.state in ('verified', 'removed') and v_has_trust
      then new.changed_on + private.setting('trust_after_days')::int end
  where camera_number = new.number;
  return null;
end $$;

create or replace function private.count_review(
  p_now timestamptz, p_camera public.cameras, p_person text, p_contributor uuid, p_verdict public.verdict,
  p_on_site boolean
) returns text
language plpgsql volatile set search_path = '' as $$
declare
  v_today date := private.day(p_now);
  v_standing private.standings := private.standing(p_camera);
  v_was public.reviews;
  v_renewable_on date;
  v_is_renewed boolean;
  v_confirmed date := p_camera.last_confirmed_on;
  v_state public.camera_state;
begin
  select * into v_was from public.reviews
  where camera_number = p_camera.number and round = v_standing.round and person = p_person;
  v_renewable_on := v_was.cast_on + private.setting('review_renew_days')::int;
  v_is_renewed := coalesce(v_renewable_on <= v_today, false);
  if v_was.verdict is not distinct from p_verdict and not v_is_renewed then
    return 'unchanged';
  end if;
  if v_was.turn <= v_standing.changed_turn and (p_verdict is null or not v_is_renewed) then
    raise exception using errcode = 'PT409', message = 'already_reviewed',
      detail = json_build_object('renewable_on', v_renewable_on)::text;
  end if;
  if p_verdict is null then
    delete from public.reviews
    where camera_number = p_camera.number and round = v_standing.round and person = p_person;
    if v_was.verdict = 'present' and v_confirmed = v_was.cast_on and not exists (select from public.reviews r
        where r.camera_number = p_camera.number and r.verdict = 'present' and r.cast_on = v_confirmed) then
      v_confirmed := v_was.confirmed_before;
    end if;
  else
    update private.standings set turn = turn + 1 where camera_number = p_camera.number returning * into v_standing;
    insert into public.reviews as r (camera_number, round, person, verdict, weight, on_site, cast_on, turn,
      confirmed_before)
    values (p_camera.number, v_standing.round, p_person, p_verdict, private.weight(p_contributor), p_on_site, v_today,
      v_standing.turn, p_camera.last_confirmed_on)
    on conflict (camera_number, round, person) do update set
      verdict = excluded.verdict, weight = excluded.weight, on_site = excluded.on_site, cast_on = excluded.cast_on,
      turn = excluded.turn,
      confirmed_before = case when v_is_renewed then excluded.confirmed_before else r.confirmed_before end;
    insert into private.reviewers as w (camera_number, round, person, contributor_id)
    values (p_camera.number, v_standing.round, p_person, p_contributor)
    on conflict (camera_number, round, person) do update set contributor_id = excluded.contributor_id;
  end if;
  v_state := case when p_verdict is null then p_camera.state else private.next_state(p_camera.number, v_today) end;
  if p_verdict = 'present' and v_state = 'verified' then
    v_confirmed := v_today;
  end if;
  -- A renewed review is one more; a changed one leaves its side.
  update public.cameras set
    state = v_state,
    last_confirmed_on = v_confirmed,
    confirmations = greatest(0, confirmations + (p_verdict is not distinct from 'present')::int
      - (v_was.verdict is not distinct from 'present' and not v_is_renewed)::int),
    disputes = greatest(0, disputes + (p_verdict is not distinct from 'absent')::int
      - (v_was.verdict is not distinct from 'absent' and not v_is_renewed)::int)
  where number = p_camera.number;
  perform private.record_event(p_now, p_camera.number,
    case when v_state = p_camera.state then 'reviewed' else 'state_changed' end::public.event_kind);
  return case when p_verdict is null then 'taken_back' else 'counted' end;
end $$;

-- The camera that a contributor may act on, only read. Raises PT404, PT410.
create function private.seen_camera(p_number bigint) returns public.cameras
language plpgsql stable set search_path = '' as $$
declare
  v_camera public.cameras;
begin
  select * into v_camera from public.cameras where number = p_number and version is not null;
  if v_camera.number is null then
    raise exception using errcode = 'PT404', message = 'unknown_camera';
  end if;
  if not private.is_visible(v_camera) then
    raise exception using errcode = 'PT410', message = 'gone';
  end if;
  return v_camera;
end $$;

-- Takes a contributor's review of a camera: present, absent, or null to take it back. Published `later` it is counted
-- at a random time within publish_delay_max_h. Answers {outcome, state, own}. Raises PT401, PT404, PT409 (own_camera,
-- already_reviewed), PT410, PT422, PT429.
create or replace function private.review_camera(
  p_now timestamptz, p_contributor uuid, p_salt text, p_number bigint, p_verdict text, p_on_site boolean default false,
  p_publish text default 'now', p_network_keys text[] default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_person text := private.person(p_salt, p_number);
  v_outcome text;
begin
  perform private.require_contributor(p_contributor);
  if p_salt is null or p_salt !~ '^[0-9a-f]{64}$' then
    perform private.refuse('salt', 'invalid');
  end if;
  if not p_verdict = any (enum_range(null::public.verdict)::text[]) then
    perform private.refuse('verdict', 'invalid');
  end if;
  if p_publish is null or p_publish not in ('now', 'later') then
    perform private.refuse('publish', 'invalid');
  end if;
  perform private.seen_camera(p_number);
  if private.reported(p_salt, p_number) then
    raise exception using errcode = 'PT409', message = 'own_camera';
  end if;
  -- What one contributor sends at once is counted one by one.
  perform pg_advisory_xact_lock(hashtextextended('reviews ' || p_contributor, 0));
  if p_verdict is not null then
    perform private.limit_network(p_now, 'reviews', p_network_keys, private.setting('reviews_per_network'),
      make_interval(hours => private.setting('counter_kept_h')::int));
    if (select count(*) from private.reviewers w join public.reviews r using (camera_number, round, person)
          where w.contributor_id = p_contributor and r.cast_on = private.day(p_now))
        + (select count(*) from private.review_queue q where q.contributor_id = p_contributor)
        >= private.setting('reviews_per_day') then
      raise exception using errcode = 'PT429', message = 'reviews_limit',
        detail = json_build_object('retry_after_s', 86400)::text;
    end if;
  end if;
  delete from private.review_queue q where q.camera_number = p_number and q.person = v_person;
  if found and p_verdict is null then
    v_outcome := 'taken_back';
  elsif p_publish = 'later' and p_verdict is not null then
    insert into private.review_queue (camera_number, person, contributor_id, verdict, on_site, due_at, burst)
    values (p_number, v_person, p_contributor, p_verdict::public.verdict, coalesce(p_on_site, false),
      p_now + random() * make_interval(hours => private.setting('publish_delay_max_h')::int),
      private.burst_of(p_now, p_network_keys));
    v_outcome := 'waiting';
  else
    v_outcome := private.count_review(p_now, private.lock_camera(p_number), v_person, p_contributor,
      p_verdict::public.verdict, coalesce(p_on_site, false));
    if v_outcome = 'counted' then
      perform private.note_burst(p_now, private.burst_of(p_now, p_network_keys), p_number);
    end if;
  end if;
  return json_build_object('outcome', v_outcome,
    'state', (select c.state from public.cameras c where c.number = p_number),
    'own', private.own_review(private.day(p_now), v_person, p_number));
end $$;

-- What becomes due: waiting reviews, trust for results that have stood, and erasing who reviewed.
create or replace function private.tend_reviews(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_today date := private.day(p_now);
  v_due record;
  v_camera public.cameras;
begin
  for v_due in
    delete from private.review_queue q where (q.camera_number, q.person) in (
      select w.camera_number, w.person from private.review_queue w where w.due_at <= p_now
      order by w.due_at limit 500 for update skip locked)
    returning q.*
  loop
    begin
      v_camera := private.lock_camera(v_due.camera_number);
      if v_due.person <> all (private.reporters(v_due.camera_number))
          and private.count_review(p_now, v_camera, v_due.person, v_due.contributor_id, v_due.verdict, v_due.on_site)
            = 'counted' then
        perform private.note_burst(p_now, v_due.burst, v_due.camera_number);
      end if;
    exception when sqlstate 'PT404' or sqlstate 'PT409' or sqlstate 'PT410' then
      -- Meanwhile the camera went, or its state was decided with an earlier review of this person: nothing to count.
      null;
    end;
  end loop;

  insert into private.act_days (contributor_id, day, camera_number)
  select w.contributor_id, r.cast_on, r.camera_number
  from private.standings s join public.reviews r on r.camera_number = s.camera_number and r.round = s.won_round
  join private.reviewers w on w.camera_number = r.camera_number and w.round = r.round and w.person = r.person
  where s.credit_on <= v_today and r.turn <= s.since_turn
    and r.verdict = case when s.state = 'removed' then 'absent' else 'present' end::public.verdict
  on conflict do nothing;
  update private.standings set credit_on = null where credit_on <= v_today;

  update private.act_days a set camera_number = null
  from private.reviewers w
  where w.erase_on <= v_today and a.contributor_id = w.contributor_id and a.camera_number = w.camera_number
    and not exists (select from private.reviewers other
      where other.camera_number = w.camera_number and other.contributor_id = w.contributor_id
        and (other.erase_on is null or other.erase_on > v_today));
  delete from private.reviewers where erase_on <= v_today;
end $$;

-- 3. The number of a transaction (xmin) is a clock: whoever knows when some of them were can tell when the others were. So
-- an idle server uses none up, and what waits is written anew each hour, all of it at once, and once more when it becomes
-- public. So are the guard's own rows, whose number beside a report's would be a network beside a camera. New rows instead
-- of changed ones where nobody else may hold a lock on them: a changed row leaves a pointer in its old place.

insert into public.settings (key, value, unit, meaning) values
  ('rewrite_rows', 1000, 'rows', 'rows of a table that are written anew in one go');

-- The hour in which that was last done, the number of the transaction that began it, and whether all of it was.
create table private.turns (
  only_row boolean primary key default true check (only_row),
  hour timestamptz not null,
  began_by xid not null,
  is_done boolean not null
);
insert into private.turns (hour, began_by, is_done) values ('-infinity', pg_current_xact_id()::xid, true);

-- Reports that were taken back before they were public. They are written anew until the day after.
create table private.taken_back (
  report_id uuid primary key references public.reports,
  day date not null
);

-- Reports that wait for a moderator (20261128000500_floods.sql). Whoever asked for a random time is shown on the desk from a
-- random time on.
create table private.held_reports (
  report_id uuid primary key references public.reports,
  show_at timestamptz,
  -- by a moderator, who can let it wait again
  refused_on date,
  delete_on date not null,
  burst uuid
);
create index held_reports_delete_on on private.held_reports (delete_on);

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

create function private.rewrite_surveys(p_surveys uuid[]) returns void
language plpgsql volatile set search_path = '' as $$
begin
  -- A value of its own, because a large one lies elsewhere and would stay there.
  update public.surveys s set ground = extensions.st_setsrid(s.ground, 32634) where s.id = any (p_surveys);
  with gone as (delete from private.survey_keys k where k.survey_id = any (p_surveys) returning k.*)
  insert into private.survey_keys select g.* from gone g order by random();
end $$;

-- Once an hour: writes anew what waits and what the guard keeps, if there is much in several goes. Waits for no lock, so
-- that nobody waits for it for long: what is locked just now has its turn in the next hour. Answers whether it did.
create function private.turn(p_now timestamptz) returns boolean
language plpgsql volatile set search_path = '' as $$
declare
  v_hour timestamptz := date_trunc('hour', p_now, 'UTC');
  v_most integer := private.setting('rewrite_rows');
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
      where age(c.xmin) > age(v_turn.began_by) limit v_most for update skip locked),
    gone as (delete from private.counters c using free f where c.key = f.key returning c.*)
  insert into private.counters select g.* from gone g order by random();
  get diagnostics v_rows = row_count; v_is_done := v_rows < v_most;
  with free as materialized (select c.challenge_hash from private.spent_challenges c
      where age(c.xmin) > age(v_turn.began_by) limit v_most for update skip locked),
    gone as (delete from private.spent_challenges c using free f where c.challenge_hash = f.challenge_hash returning c.*)
  insert into private.spent_challenges select g.* from gone g order by random();
  get diagnostics v_rows = row_count; v_is_done := v_is_done and v_rows < v_most;
  with free as materialized (select b.network_key from private.burst_ids b
      where age(b.xmin) > age(v_turn.began_by) limit v_most for update skip locked),
    gone as (delete from private.burst_ids b using free f where b.network_key = f.network_key returning b.*)
  insert into private.burst_ids select g.* from gone g order by random();
  get diagnostics v_rows = row_count; v_is_done := v_is_done and v_rows < v_most;
  -- The last who leaned on a contributor's row left a number there.
  with free as materialized (select c.id from private.contributors c
      where c.xmax <> '0'::xid and c.xmax <> c.xmin limit v_most for update skip locked)
  update private.contributors c set joined_on = c.joined_on from free f where c.id = f.id;
  get diagnostics v_rows = row_count; v_is_done := v_is_done and v_rows < v_most;

  -- Whoever takes a report out of the queue takes its row there first. Another place in an index lets a row move.
  with free as materialized (
      select q.report_id from private.publication_queue q
      join public.reports r on r.id = q.report_id join public.cameras c on c.number = r.camera_number
      where age(q.xmin) > age(v_turn.began_by) limit v_most
      for update of q skip locked for key share of c skip locked),
    moved as (
      update private.publication_queue q set due_at = q.due_at + interval '1 microsecond' from free f
      where q.report_id = f.report_id returning q.report_id),
    taken_back as materialized (
      select t.report_id from private.taken_back t
      join public.reports r on r.id = t.report_id join public.cameras c on c.number = r.camera_number
      where age(r.xmin) > age(v_turn.began_by) limit v_most
      for update of t skip locked for key share of c skip locked),
    held as materialized (
      select h.report_id from private.held_reports h
      join public.reports r on r.id = h.report_id join public.cameras c on c.number = r.camera_number
      where age(r.xmin) > age(v_turn.began_by) limit v_most
      for update of h skip locked for key share of c skip locked)
  select array(select m.report_id from moved m union all select t.report_id from taken_back t
    union all select h.report_id from held h) into v_reports;
  v_is_done := v_is_done and cardinality(v_reports) < v_most;
  perform private.rewrite_reports(v_reports);
  v_numbers := array(select r.camera_number from public.reports r where r.id = any (v_reports));
  -- A camera that nobody knows of yet is nobody else's to lock; its trigger places it.
  delete from private.camera_areas a using public.cameras c
  where a.camera_number = any (v_numbers) and c.number = a.camera_number and c.version is null;
  with gone as (delete from public.cameras c where c.number = any (v_numbers) and c.version is null returning c.*)
  insert into public.cameras select g.* from gone g order by random();
  with free as materialized (
    select c.number from public.cameras c where c.number = any (v_numbers) and c.version is not null for update skip locked)
  update public.cameras c set type = c.type from free f where c.number = f.number;

  with free as materialized (select q.camera_number, q.person from private.review_queue q
      where age(q.xmin) > age(v_turn.began_by) limit v_most for update skip locked)
  update private.review_queue q set due_at = q.due_at + interval '1 microsecond' from free f
  where q.camera_number = f.camera_number and q.person = f.person;
  get diagnostics v_rows = row_count; v_is_done := v_is_done and v_rows < v_most;
  with free as materialized (
      select q.survey_id from private.survey_queue q join public.surveys s on s.id = q.survey_id
      where age(q.xmin) > age(v_turn.began_by) limit v_most for update skip locked),
    moved as (
      update private.survey_queue q set due_at = q.due_at + interval '1 microsecond' from free f
      where q.survey_id = f.survey_id returning q.survey_id),
    -- only their keys are left
    taken_back as (select k.survey_id from private.survey_keys k
      where k.created_on >= private.day(p_now) - 1 and age(k.xmin) > age(v_turn.began_by)
        and not exists (select from public.surveys s where s.id = k.survey_id) limit v_most)
  select array(select m.survey_id from moved m union all select t.survey_id from taken_back t) into v_surveys;
  v_is_done := v_is_done and cardinality(v_surveys) < v_most;
  perform private.rewrite_surveys(v_surveys);
  update private.turns set hour = v_hour, began_by = v_turn.began_by, is_done = v_is_done where only_row;
  return true;
end $$;

-- Publishes every report whose time has come, whichever process asks first, and deletes what has expired.
create or replace function private.tick(p_now timestamptz) returns json
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
  delete from private.counters where expires_at <= p_now;
  get diagnostics v_rows = row_count; v_purged := v_purged + v_rows;
  delete from private.withdrawals where expires_at <= p_now;
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

-- Publishes surveys whose time has come, and deletes those that have faded, and what has expired.
create or replace function private.tend_surveys(p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_survey record;
begin
  for v_survey in
    delete from private.survey_queue q where q.survey_id in (
      select due.survey_id from private.survey_queue due where due.due_at <= p_now
      order by due.due_at limit 100 for update skip locked)
    returning q.survey_id
  loop
    perform private.rewrite_surveys(array[v_survey.survey_id]);
    perform private.publish_survey(v_survey.survey_id);
  end loop;
  for v_survey in
    delete from public.surveys s where s.id in (
      select old.id from public.surveys old
      where old.looked_on <= private.day(p_now) - private.setting('survey_fade_days')::int
      order by old.looked_on limit 100 for update skip locked)
    returning s.*
  loop
    if v_survey.is_published and v_survey.removed_on is null then
      perform private.note_ground(v_survey.ground);
    end if;
  end loop;
  delete from private.survey_withdrawals where expires_at <= p_now;
  delete from private.survey_keys
  where created_on < private.day(p_now) - private.setting('idempotency_kept_days')::int;
end $$;

-- Takes a report back within its ten minutes. A camera with no other report leaves map and downloads.
create or replace function private.withdraw_report(p_now timestamptz, p_report_id uuid) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_waited boolean;
  v_number bigint;
  v_left bigint;
  v_camera public.cameras;
begin
  with queued as (delete from private.publication_queue q where q.report_id = p_report_id returning q.report_id),
    held as (delete from private.held_reports h where h.report_id = p_report_id returning h.report_id)
  select exists (select from queued union all select from held) into v_waited;
  delete from private.withdrawals w where w.report_id = p_report_id and w.expires_at > p_now;
  if not found then
    raise exception using errcode = 'PT410', message = 'withdraw_time_over';
  end if;
  select r.camera_number into strict v_number from public.reports r where r.id = p_report_id;
  insert into private.withdrawn_reports (report_id) values (p_report_id);
  if v_waited then
    insert into private.taken_back (report_id, day) values (p_report_id, private.day(p_now));
  end if;
  delete from public.report_notes n where n.report_id = p_report_id;
  -- What is not public needs no version, and leaves no mark on it.
  if exists (select from public.cameras c where c.number = v_number and c.version is not null) then
    perform private.lock_version();
  end if;
  select * into v_camera from public.cameras where number = v_number for update;
  select count(*) into v_left from public.reports r
  where r.camera_number = v_number and not exists (select from private.withdrawn_reports t where t.report_id = r.id);
  -- Only what has been published, and not been taken back, says when the camera was last seen.
  update public.cameras set withdrawn = (v_left = 0), observed_on = (
    select max(r.observed_on) from public.reports r
    where r.camera_number = v_number
      and not exists (select from private.withdrawn_reports t where t.report_id = r.id)
      and not exists (select from private.publication_queue q where q.report_id = r.id))
  where number = v_number;
  if v_camera.version is not null and v_camera.state <> 'hidden'
      and (v_left = 0 or v_camera.observed_on is distinct from
        (select c.observed_on from public.cameras c where c.number = v_number)) then
    perform private.record_event(p_now, v_number, 'withdrawn');
  end if;
  return json_build_object('camera_number', v_number, 'camera_gone', v_left = 0);
end $$;

-- Measures some of what is due. Answers {done, left, version}: how many cameras and cells it measured, how many are still
-- due, counted to 10,000, because to count all takes longer than the work, and the newest version. Does nothing while
-- another process is at it, and nothing at all while nothing is due: a lock is a number of a transaction too.
create or replace function public.refresh_coverage() returns json
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  v_batch integer := private.setting('coverage_batch_cells');
  v_is_mine boolean := false;
  v_due bigint;
  v_done integer := 0;
  v_xs integer[];
  v_ys integer[];
begin
  if exists (select from private.coverage_due_cameras) or exists (select from private.coverage_due_cells) then
    perform from private.coverage_version for update skip locked;
    v_is_mine := found;
  end if;
  if v_is_mine then
    for v_due in
      delete from private.coverage_due_cameras d where d.camera_number in (
        select o.camera_number from private.coverage_due_cameras o order by o.camera_number limit v_batch)
      returning d.camera_number
    loop
      perform private.place_views(v_due);
      v_done := v_done + 1;
    end loop;
    -- While more cameras wait than fit in one go, a cell would be measured for each of those that touch it.
    v_batch := case when exists (select from private.coverage_due_cameras) then 0 else v_batch end;
    -- Sixteen surveys are as much work as a cell without any. What lies under many is taken a few cells at a time, one at
    -- least, so that no go takes too long, however often somebody looked there.
    with due as (
      select o.cell_x, o.cell_y from private.coverage_due_cells o order by o.cell_x, o.cell_y limit v_batch
    ), weighed as (
      select d.cell_x, d.cell_y, sum(1 + n.surveys / 16)
        over (order by d.cell_x, d.cell_y rows between unbounded preceding and 1 preceding) as before
      from due d cross join lateral (
        select count(*) as surveys from public.surveys s
        where s.is_published and s.removed_on is null
          and s.ground operator(extensions.&&) private.cell_ground(d.cell_x, d.cell_y)) n
    ), taken as (
      delete from private.coverage_due_cells d using weighed w
      where d.cell_x = w.cell_x and d.cell_y = w.cell_y and coalesce(w.before, 0) < v_batch
      returning d.cell_x, d.cell_y
    )
    select array_agg(t.cell_x order by t.cell_x, t.cell_y), array_agg(t.cell_y order by t.cell_x, t.cell_y)
    into v_xs, v_ys from taken t;
    if v_xs is not null then
      perform private.measure_cells(v_xs, v_ys);
      v_done := v_done + cardinality(v_xs);
    end if;
  end if;
  return json_build_object(
    'done', v_done,
    'left', (select count(*) from (
      select from private.coverage_due_cameras union all select from private.coverage_due_cells limit 10000) d),
    'version', (select v.value from private.coverage_version v));
end $$;

-- 4. What is refused travels as data. A refusal that ends a statement stands in PostgreSQL's log, with its time, and a 409
-- with the position that was reported and how far it lay from known cameras. The functions behind go on raising; those
-- that may be called catch it, which undoes what was written as before, and answer {refused: {code, message, details}}.
-- src/lib/server/engine/refusals.ts makes it an answer with that status again.

create function private.refused(p_code text, p_message text, p_details text) returns json
language sql immutable set search_path = '' as $$
  select json_build_object('refused',
    json_build_object('code', p_code, 'message', p_message, 'details', nullif(p_details, '')))
$$;

-- Two that stood in public with all that they do.
alter function public.set_moderator(text, boolean) set schema private;
alter function public.replace_areas(text, text, text, date) set schema private;
revoke execute on function private.set_moderator, private.replace_areas from service_role;

-- What answered nothing has to answer now.
drop function public.admit_key(text, timestamptz, text[], text);
drop function public.admit_sign_in(text[]);
drop function public.enrol_contributor(uuid, text);
drop function public.start_session(uuid, text);
drop function public.close_complaint(uuid, uuid, boolean);
drop function public.withdraw_survey(uuid);
drop function public.remove_survey(uuid, uuid, boolean);

-- A report with what stands beside it: the name of a contributor who is signed in, the burst, and the camera's line for
-- the memory of the process that sent it, which a camera that waits does not have.
create function private.take_report(
  p_now timestamptz, p_report_id uuid, p_lng double precision, p_lat double precision,
  p_type text default 'unknown', p_mount text default 'unknown', p_heading_deg integer default null,
  p_operator text default 'unknown', p_maker text default 'unknown', p_capabilities text[] default '{}',
  p_sign_present text default 'unknown', p_height_m numeric default null, p_accuracy_m numeric default null,
  p_method text default null, p_observed_on date default null, p_note text default null,
  p_publish text default 'now', p_same_as bigint default null, p_another_camera boolean default false,
  p_key_hash text default null, p_body_hash text default null, p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null, p_plain_key text default null,
  p_salt text default null
) returns json
language plpgsql volatile security definer set search_path = '' set datestyle = 'ISO' as $$
declare
  v_answer jsonb := private.report_camera(p_now, p_report_id, p_lng, p_lat, p_type, p_mount, p_heading_deg, p_operator,
    p_maker, p_capabilities, p_sign_present, p_height_m, p_accuracy_m, p_method, p_observed_on, p_note, p_publish,
    p_same_as, p_another_camera, p_key_hash, p_body_hash, p_challenge_hash, p_challenge_expires_at, p_network_keys,
    p_plain_key);
  v_number bigint := (v_answer -> 'camera' ->> 'number')::bigint;
  v_burst uuid;
begin
  if v_answer ->> 'outcome' = 'created' then
    update public.reports set person = private.person(p_salt, camera_number)
    where id = p_report_id and p_salt is not null;
    v_burst := private.burst_of(p_now, p_network_keys);
    update private.publication_queue set burst = v_burst where report_id = p_report_id;
    update private.held_reports set burst = v_burst where report_id = p_report_id;
    if (v_answer ->> 'published')::boolean then
      perform private.note_burst(p_now, v_burst, v_number);
    end if;
  end if;
  return v_answer || jsonb_build_object('line', (
    select l.line from private.camera_lines l where l.number = v_number));
end $$;

create or replace function public.report_camera(
  p_report_id uuid, p_lng double precision, p_lat double precision,
  p_type text default 'unknown', p_mount text default 'unknown', p_heading_deg integer default null,
  p_operator text default 'unknown', p_maker text default 'unknown', p_capabilities text[] default '{}',
  p_sign_present text default 'unknown', p_height_m numeric default null, p_accuracy_m numeric default null,
  p_method text default null, p_observed_on date default null, p_note text default null,
  p_publish text default 'now', p_same_as bigint default null, p_another_camera boolean default false,
  p_key_hash text default null, p_body_hash text default null, p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null, p_plain_key text default null,
  p_salt text default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.take_report(now(), p_report_id, p_lng, p_lat, p_type, p_mount, p_heading_deg, p_operator, p_maker,
    p_capabilities, p_sign_present, p_height_m, p_accuracy_m, p_method, p_observed_on, p_note, p_publish, p_same_as,
    p_another_camera, p_key_hash, p_body_hash, p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key,
    p_salt);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.withdraw_report(
  p_report_id uuid
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.withdraw_report(now(), p_report_id);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.complain(
  p_number bigint, p_kind text, p_message text default null, p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null, p_plain_key text default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.complain(now(), p_number, p_kind, p_message, p_challenge_hash, p_challenge_expires_at, p_network_keys,
    p_plain_key);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.set_camera_state(
  p_number bigint, p_state text, p_reason text default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.set_camera_state(now(), p_number, p_state, p_reason);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.erase_camera(
  p_number bigint, p_reason text
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.erase_camera(now(), p_number, p_reason);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.review_camera(
  p_contributor uuid, p_salt text, p_number bigint, p_verdict text, p_on_site boolean default false,
  p_publish text default 'now', p_network_keys text[] default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.review_camera(now(), p_contributor, p_salt, p_number, p_verdict, p_on_site, p_publish, p_network_keys);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.correct_camera(
  p_contributor uuid, p_salt text, p_number bigint, p_field text, p_value text, p_agrees boolean default true,
  p_network_keys text[] default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.correct_camera(now(), p_contributor, p_salt, p_number, p_field, p_value, p_agrees, p_network_keys);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.moderate(
  p_contributor uuid, p_salt text, p_number bigint, p_act text, p_reason text default null, p_into bigint default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.moderate(now(), p_contributor, p_salt, p_number, p_act, p_reason, p_into);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.close_complaint(
  p_contributor uuid, p_complaint uuid, p_closed boolean default true
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.close_complaint(now(), p_contributor, p_complaint, p_closed);
  return null;
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.desk(
  p_contributor uuid
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.desk(now(), p_contributor);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.record_survey(
  p_survey_id uuid, p_drawn text, p_looked_on date, p_method text, p_publish text default 'now',
  p_key_hash text default null, p_body_hash text default null, p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null, p_plain_key text default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.record_survey(now(), p_survey_id, p_drawn, p_looked_on, p_method, p_publish, p_key_hash, p_body_hash,
    p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.withdraw_survey(
  p_survey_id uuid
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.withdraw_survey(now(), p_survey_id);
  return null;
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.desk_surveys(
  p_contributor uuid
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.desk_surveys(p_contributor);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.remove_survey(
  p_contributor uuid, p_survey_id uuid, p_removed boolean
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.remove_survey(now(), p_contributor, p_survey_id, p_removed);
  return null;
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create function public.admit_key(
  p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null, p_plain_key text default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.admit_key(now(), p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key);
  return null;
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.admit_sign_in(
  p_network_keys text[] default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.admit_sign_in(now(), p_network_keys);
  return null;
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.enrol_contributor(
  p_id uuid, p_token_hash text
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.enrol_contributor(now(), p_id, p_token_hash);
  return null;
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.start_session(
  p_id uuid, p_token_hash text
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.start_session(now(), p_id, p_token_hash);
  return null;
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.set_moderator(
  p_code text, p_on boolean
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.set_moderator(p_code, p_on);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

create or replace function public.replace_areas(
  p_areas text, p_source text default null, p_licence text default null, p_as_of date default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.replace_areas(p_areas, p_source, p_licence, p_as_of);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

revoke execute on function public.report_camera, public.withdraw_report, public.complain, public.set_camera_state,
  public.erase_camera, public.review_camera, public.correct_camera, public.moderate, public.close_complaint,
  public.desk, public.record_survey, public.withdraw_survey, public.desk_surveys, public.remove_survey,
  public.admit_key, public.admit_sign_in, public.enrol_contributor, public.start_session, public.set_moderator,
  public.replace_areas
  from public, anon, authenticated, service_role;
grant execute on function public.report_camera, public.withdraw_report, public.complain, public.set_camera_state,
  public.erase_camera, public.review_camera, public.correct_camera, public.moderate, public.close_complaint,
  public.desk, public.record_survey, public.withdraw_survey, public.desk_surveys, public.remove_survey,
  public.admit_key, public.admit_sign_in, public.enrol_contributor, public.start_session, public.set_moderator,
  public.replace_areas
  to service_role;

-- 5. Ids that say nothing. @supabase/lite numbers users by the millisecond in which they joined (UUIDv7): src/lib/server/
-- engine/users.ts has each new one renamed. A Supabase project's ids are random (UUIDv4).
-- Writes a row as it is.
create function private.put_row(p_table regclass, p_row jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
  -- those that are not computed
  v_columns text := (select string_agg(format('%I', a.attname), ', ' order by a.attnum) from pg_catalog.pg_attribute a
    where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped and a.attgenerated = '');
begin
  execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1)', p_table, v_columns)
  using p_row;
end $$;

-- Gives a user another id, in all rows of Auth; answers it.
create function private.give_random_id(p_id uuid) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_id uuid := gen_random_uuid();
  v_user jsonb;
  v_identities jsonb[];
  v_identity jsonb;
begin
  if substr(p_id::text, 15, 1) <> '7' then
    return p_id;
  end if;
  perform private.drop_auth_traces(p_id);
  v_identities := array(select to_jsonb(i) from auth.identities i where i.user_id = p_id);
  delete from auth.users u where u.id = p_id returning to_jsonb(u) into v_user;
  if not found then
    return v_id;
  end if;
  -- The id stands in what Auth keeps of a user as well.
  perform private.put_row('auth.users', replace(v_user::text, p_id::text, v_id::text)::jsonb);
  foreach v_identity in array v_identities loop
    perform private.put_row('auth.identities',
      replace(v_identity::text, p_id::text, v_id::text)::jsonb || jsonb_build_object('id', gen_random_uuid()));
  end loop;
  return v_id;
end $$;

create function public.give_random_id(p_id uuid) returns uuid
language sql volatile security definer set search_path = '' as $$
  select private.give_random_id(p_id)
$$;
revoke execute on function public.give_random_id from public, anon, authenticated, service_role;
grant execute on function public.give_random_id to service_role;

-- Contributors who joined before. What refers to one follows.
alter table private.moderators drop constraint moderators_contributor_id_fkey,
  add foreign key (contributor_id) references private.contributors on update cascade on delete cascade;
alter table private.act_days drop constraint act_days_contributor_id_fkey,
  add foreign key (contributor_id) references private.contributors on update cascade on delete cascade;
alter table private.sessions drop constraint sessions_contributor_id_fkey,
  add foreign key (contributor_id) references private.contributors on update cascade on delete cascade;
alter table private.review_queue drop constraint review_queue_contributor_id_fkey,
  add foreign key (contributor_id) references private.contributors on update cascade on delete cascade;
alter table private.reviewers drop constraint reviewers_contributor_id_fkey,
  add foreign key (contributor_id) references private.contributors on update cascade on delete cascade;
create function private.give_random_ids() returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_id uuid;
begin
  for v_id in select c.id from private.contributors c where substr(c.id::text, 15, 1) = '7' order by random() loop
    update private.contributors set id = private.give_random_id(v_id) where id = v_id;
  end loop;
end $$;
select private.give_random_ids();
