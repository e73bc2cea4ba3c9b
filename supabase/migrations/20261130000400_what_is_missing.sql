-- What a camera's page says is missing until its state turns is what it then takes: the sums say what the side that holds
-- weighs as soon as somebody contradicts, and a review turns a camera only to what it says. Before, where reviews had been
-- taken back, one that said "absent" could verify a camera, and one that said "present" remove it.

drop function private.tally(bigint, date);
drop function private.next_state(bigint, date);

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

-- Counts a review, and changes the camera's state when the rule says so. The caller holds the version's lock and has
-- checked who reviews. A null verdict takes the review back. Answers 'counted', 'unchanged' or 'taken_back'.
-- Raises PT409 for a review that the state has been decided by and that is not old enough to be renewed.
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

-- The sums that decide, for everybody to see: {present: {people, weight}, absent: {people, weight},
-- contradicted_weight, disputed_on}.
create or replace function private.review_sums(p_number bigint, p_today date) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'present', json_build_object('people', t.present_people, 'weight', round(t.present_weight, 6)),
    'absent', json_build_object('people', t.absent_people, 'weight', round(t.absent_weight, 6)),
    'contradicted_weight', round(t.contradicted_weight, 6),
    'disputed_on', s.disputed_on)
  from private.standings s, private.tally(p_number, p_today) t where s.camera_number = p_number
$$;
