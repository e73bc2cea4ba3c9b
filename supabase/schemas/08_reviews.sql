-- Reviews and the states that follow from them. docs/method.md explains the rule; it stands here once.

create type public.verdict as enum ('present', 'absent');

create table public.reviews (
  camera_number bigint not null references public.cameras,
  round integer not null,
  -- private.person: the same for one contributor on one camera, and for nothing else
  person text not null check (person ~ '^[0-9a-f]{64}$'),
  verdict public.verdict not null,
  weight numeric(3, 2) not null check (weight > 0 and weight <= 1),
  -- declared, never evidence
  on_site boolean not null,
  cast_on date not null,
  -- its place in the order of this camera's reviews
  turn integer not null,
  -- the camera's last confirmation before it, for taking it back
  confirmed_before date,
  primary key (camera_number, round, person)
);
alter table public.reviews enable row level security;

-- Who reviewed stands beside the reviews, not in them: forgetting somebody only deletes, and touches no review. A
-- statement that changed all reviews of one person would leave its number in each.
create table private.reviewers (
  camera_number bigint,
  round integer,
  person text,
  contributor_id uuid not null references private.contributors on update cascade on delete cascade,
  erase_on date,
  primary key (camera_number, round, person),
  foreign key (camera_number, round, person) references public.reviews on delete cascade
);
create index reviewers_contributor on private.reviewers (contributor_id);
create index reviewers_erase_on on private.reviewers (erase_on);

-- Where a camera stands between its reviews. A camera without a row stands at the beginning.
create table private.standings (
  camera_number bigint primary key references public.cameras,
  -- the state as the reviews know it: hiding does not change it
  state public.camera_state not null check (state <> 'hidden'),
  round integer not null default 1,
  -- the newest review
  turn integer not null default 0,
  -- the newest review when the state last changed: until then they cannot be changed
  changed_turn integer not null default 0,
  -- the newest review when it last became verified or removed: what contradicted before counts no more
  since_turn integer not null default 0,
  disputed_on date,
  -- the round whose reviews won, and the day on which they count for trust if nothing happens until then
  won_round integer,
  credit_on date
);
create index standings_credit_on on private.standings (credit_on);

-- Reviews that wait for a random time, so that nobody learns from the map when somebody stood there. One that waits
-- locks no row of what it is about: a lock leaves the number of its transaction there. So the camera is no foreign key.
create table private.review_queue (
  camera_number bigint not null,
  person text not null,
  contributor_id uuid not null references private.contributors on update cascade on delete cascade,
  verdict public.verdict not null,
  on_site boolean not null,
  due_at timestamptz not null default private.another_due_at(),
  -- private.burst_acts takes it over
  burst uuid,
  primary key (camera_number, person)
);
create index review_queue_due_at on private.review_queue (due_at);

-- Who reported a camera, by their names on it: their reviews of it do not count.
create function private.reporters(p_number bigint) returns text[]
language sql stable set search_path = '' as $$
  select array(select r.person from public.reports r where r.camera_number = p_number and r.person is not null
    and not exists (select from private.withdrawn_reports t where t.report_id = r.id))
$$;

-- Whether the holder of a salt reported a camera, or one that was merged into it.
create function private.reported(p_salt text, p_number bigint) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from public.cameras c
    where (c.number = p_number or c.merged_into = p_number)
      and private.person(p_salt, c.number) = any (private.reporters(c.number)))
$$;

-- The standing of a camera, which has a row from now on.
create function private.standing(p_camera public.cameras) returns private.standings
language plpgsql volatile set search_path = '' as $$
declare
  v_standing private.standings;
begin
  insert into private.standings (camera_number, state, disputed_on)
  values (p_camera.number, coalesce(p_camera.state_before_hidden, p_camera.state),
    case when p_camera.state = 'disputed' then p_camera.changed_on end)
  on conflict do nothing;
  select * into strict v_standing from private.standings where camera_number = p_camera.number;
  return v_standing;
end $$;

-- The sums of a round on a day: people and weights, present and absent, and whether an absent review came late enough
-- after a dispute began. One side holds (present, or absent of a removed camera), the other contradicts. What
-- contradicts counts whole. What holds counts whole once it comes after the first contradiction; what is older than
-- that, also from the round before, counts together for at most `older_weight_max` and fades. So does everything that
-- holds as soon as somebody contradicts: contradicted_weight.
create function private.tally(
  p_number bigint, p_today date,
  out present_people integer, out absent_people integer, out present_weight numeric, out absent_weight numeric,
  out contradicted_weight numeric, out absent_late boolean
)
language plpgsql stable set search_path = '' as $$
declare
  v_standing private.standings;
  v_holds public.verdict;
  v_first integer;
  v_people integer;
  v_weight numeric;
  v_older numeric;
  v_against_people integer;
  v_against_weight numeric;
  v_reporters text[] := private.reporters(p_number);
  v_whole_days numeric := private.setting('older_whole_days');
  v_fade_days numeric := private.setting('older_fade_days');
begin
  select * into v_standing from private.standings where camera_number = p_number;
  v_holds := case when v_standing.state = 'removed' then 'absent' else 'present' end::public.verdict;
  with counted as (
    select r.* from public.reviews r
    where r.camera_number = p_number and r.round = v_standing.round and r.person <> all (v_reporters)
  )
  select min(c.turn), count(*), coalesce(sum(c.weight), 0)
  into v_first, v_against_people, v_against_weight
  from counted c where c.verdict <> v_holds and c.turn > v_standing.since_turn;

  with counted as (
    select r.weight, r.round < v_standing.round or r.turn < v_first as is_older,
      r.weight * greatest(0, least(1, (v_fade_days - (p_today - r.cast_on)) / (v_fade_days - v_whole_days))) as left_weight
    from public.reviews r
    where r.camera_number = p_number and r.verdict = v_holds and r.person <> all (v_reporters)
      and (r.round = v_standing.round or r.round = v_standing.round - 1 and not exists (
        select from public.reviews n
        where n.camera_number = p_number and n.round = v_standing.round and n.person = r.person))
  )
  select count(*), coalesce(sum(c.weight) filter (where c.is_older is not true), 0),
    coalesce(sum(c.left_weight) filter (where c.is_older), 0), coalesce(sum(c.left_weight), 0)
  into v_people, v_weight, v_older, contradicted_weight from counted c;
  v_weight := v_weight + least(v_older, private.setting('older_weight_max'));
  contradicted_weight := case when v_first is null
    then least(contradicted_weight, private.setting('older_weight_max')) else v_weight end;

  absent_late := exists (select from public.reviews r
    where r.camera_number = p_number and r.round = v_standing.round and r.verdict = 'absent'
      and r.turn > v_standing.since_turn and r.person <> all (v_reporters)
      and r.cast_on >= v_standing.disputed_on + private.setting('removed_after_days')::int);
  if v_holds = 'present' then
    present_people := v_people; present_weight := v_weight;
    absent_people := v_against_people; absent_weight := v_against_weight;
  else
    present_people := v_against_people; present_weight := v_against_weight;
    absent_people := v_people; absent_weight := v_weight;
  end if;
end $$;

-- The state that a camera should have by its reviews, of which the newest says p_verdict: the rule. A review turns a
-- camera only to what it says.
create function private.next_state(p_number bigint, p_today date, p_verdict public.verdict) returns public.camera_state
language plpgsql stable set search_path = '' as $$
declare
  v_state public.camera_state;
  v_all numeric;
  t record;
begin
  select s.state into v_state from private.standings s where s.camera_number = p_number;
  select * into t from private.tally(p_number, p_today);
  v_all := t.present_weight + t.absent_weight;
  if v_all = 0 then
    return v_state;
  end if;
  if p_verdict = 'present' and v_state <> 'verified' and t.present_people >= private.setting('verified_people')
      and t.present_weight >= private.setting('verified_weight')
      and t.present_weight > private.setting('verified_share') * v_all then
    return 'verified'::public.camera_state;
  end if;
  if p_verdict = 'absent' and v_state in ('reported', 'verified') and t.absent_people >= private.setting('disputed_people')
      and t.absent_weight >= private.setting('disputed_weight')
      and t.absent_weight >= private.setting('disputed_share') * v_all then
    return 'disputed'::public.camera_state;
  end if;
  -- The people and weight of a dispute again: a camera may be disputed by a moderator, not by reviews.
  if p_verdict = 'absent' and v_state = 'disputed' and t.absent_late and t.absent_people >= private.setting('disputed_people')
      and t.absent_weight >= private.setting('disputed_weight')
      and t.absent_weight > private.setting('removed_share') * v_all then
    return 'removed'::public.camera_state;
  end if;
  return v_state;
end $$;

-- Whatever changes a camera's state, its standing follows; being hidden changes no standing.
create function private.note_standing() returns trigger
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
create trigger cameras_note_standing after update of version on public.cameras
  for each row when (new.state <> 'hidden') execute function private.note_standing();

-- Counts a review, and changes the camera's state when the rule says so. The caller holds the version's lock and has
-- checked who reviews. A null verdict takes the review back. Answers 'counted', 'unchanged' or 'taken_back'.
-- Raises PT409 for a review that the state has been decided by and that is not old enough to be renewed.
create function private.count_review(
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
  v_state := case when p_verdict is null then p_camera.state
    else private.next_state(p_camera.number, v_today, p_verdict) end;
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

-- What one has said of a camera: {reporter, verdict, cast_on, on_site, waiting, changeable, decided, renewable_on}.
-- `waiting` is the verdict that is not public yet; what the state was `decided` by cannot be taken back.
create function private.own_review(p_today date, p_person text, p_number bigint) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'reporter', p_person = any (private.reporters(p_number)),
    'verdict', r.verdict, 'cast_on', r.cast_on, 'on_site', coalesce(r.on_site, false),
    'waiting', (select q.verdict from private.review_queue q where q.camera_number = p_number and q.person = p_person),
    'changeable', r.turn is null or r.turn > s.changed_turn
      or r.cast_on + private.setting('review_renew_days')::int <= p_today,
    'decided', coalesce(r.turn <= s.changed_turn, false),
    'renewable_on', r.cast_on + private.setting('review_renew_days')::int)
  from (select p_number as number) c
  left join private.standings s on s.camera_number = c.number
  left join public.reviews r on r.camera_number = c.number and r.round = s.round and r.person = p_person
$$;

-- Takes a contributor's review of a camera: present, absent, or null to take it back. Published `later` it is counted
-- at a random time within publish_delay_max_h. Answers {outcome, state, own}. Raises PT401, PT404, PT409 (own_camera,
-- already_reviewed), PT410, PT422, PT429.
create function private.review_camera(
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
  perform private.hold_contributor(p_contributor);
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

create function public.review_camera(
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

-- What becomes due: waiting reviews, trust for results that have stood, and erasing who reviewed. Whoever is being
-- forgotten at this moment is passed over.
create function private.tend_reviews(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_today date := private.day(p_now);
  v_due record;
  v_camera public.cameras;
begin
  for v_due in
    delete from private.review_queue q where (q.camera_number, q.person) in (
      select w.camera_number, w.person
      from private.review_queue w join private.contributors c on c.id = w.contributor_id
      where w.due_at <= p_now
      order by w.due_at limit 500
      -- in this order: a row that was locked stays so when the next is skipped
      for key share of c skip locked for update of w skip locked)
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

  if not exists (select from private.standings s where s.credit_on <= v_today)
      and not exists (select from private.reviewers w where w.erase_on <= v_today) then
    return;
  end if;
  perform private.lock_version();
  insert into private.act_days (contributor_id, day, camera_number)
  select w.contributor_id, r.cast_on, r.camera_number
  from private.standings s join public.reviews r on r.camera_number = s.camera_number and r.round = s.won_round
  join private.reviewers w on w.camera_number = r.camera_number and w.round = r.round and w.person = r.person
  join private.contributors c on c.id = w.contributor_id
  where s.credit_on <= v_today and r.turn <= s.since_turn
    and r.verdict = case when s.state = 'removed' then 'absent' else 'present' end::public.verdict
  for key share of c skip locked
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

-- The sums that decide, for everybody to see: {present: {people, weight}, absent: {people, weight},
-- contradicted_weight, disputed_on}.
create function private.review_sums(p_number bigint, p_today date) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'present', json_build_object('people', t.present_people, 'weight', round(t.present_weight, 6)),
    'absent', json_build_object('people', t.absent_people, 'weight', round(t.absent_weight, 6)),
    'contradicted_weight', round(t.contradicted_weight, 6),
    'disputed_on', s.disputed_on)
  from private.standings s, private.tally(p_number, p_today) t where s.camera_number = p_number
$$;

grant execute on function public.review_camera to service_role;
