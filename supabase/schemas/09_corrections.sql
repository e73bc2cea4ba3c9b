-- Corrections: what contributors say is wrong in a camera's record, and how it becomes the record.

create table public.corrections (
  id uuid primary key default gen_random_uuid(),
  camera_number bigint not null references public.cameras,
  field text not null check (field in
    ('type', 'heading_deg', 'maker', 'capabilities', 'sign_present', 'height_m', 'start_date', 'operator', 'position')),
  -- as a report says it; a position is [lng, lat]
  value jsonb not null,
  opened_on date not null,
  closed_on date,
  accepted boolean not null default false check (not accepted or closed_on is not null)
);
create unique index corrections_open on public.corrections (camera_number, field, value) where closed_on is null;
create index corrections_opened_on on public.corrections (opened_on) where closed_on is null;
alter table public.corrections enable row level security;

-- Who agrees with a correction or is against it.
create table public.correction_votes (
  correction_id uuid references public.corrections on delete cascade,
  -- private.person
  person text check (person ~ '^[0-9a-f]{64}$'),
  agrees boolean not null,
  weight numeric(3, 2) not null check (weight > 0 and weight <= 1),
  primary key (correction_id, person)
);
alter table public.correction_votes enable row level security;

-- What is open: [{field, value, people, weight, against_people, against_weight, agrees}], `agrees` what one has said
-- oneself. Whoever agrees with another value of a field is against this one.
create function private.open_corrections(p_number bigint, p_person text default null) returns json
language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object('field', k.field, 'value', k.value,
    'people', s.people, 'weight', s.weight, 'against_people', s.against_people, 'against_weight', s.against_weight,
    'agrees', (select v.agrees from public.correction_votes v where v.correction_id = k.id and v.person = p_person))
    order by k.field, s.weight desc, k.value), '[]')
  from public.corrections k
  cross join lateral (
    select count(*) filter (where said.agrees) as people,
      coalesce(sum(said.weight) filter (where said.agrees), 0) as weight,
      count(*) filter (where not said.agrees) as against_people,
      coalesce(sum(said.weight) filter (where not said.agrees), 0) as against_weight
    from (
      select v.person, bool_or(v.agrees and v.correction_id = k.id) as agrees, max(v.weight) as weight
      from public.correction_votes v join public.corrections o on o.id = v.correction_id
      where o.camera_number = p_number and o.field = k.field and o.closed_on is null
        and (o.id = k.id or v.agrees)
      group by v.person
    ) said
  ) s
  where k.camera_number = p_number and k.closed_on is null
$$;

-- The value of a correction as the record would hold it. Raises PT422 for what a report would be refused for, for a
-- value that the record has already, and for a position too far away.
create function private.corrected_value(p_now timestamptz, p_camera public.cameras, p_field text, p_value text)
returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_value jsonb;
  v_record jsonb := private.public_record(p_camera);
  v_kind text;
  v_point extensions.geography;
  v_problems jsonb;
begin
  begin
    v_value := p_value::jsonb;
  exception when others then
    perform private.refuse(p_field, 'invalid');
  end;
  v_kind := jsonb_typeof(v_value);
  if v_kind is distinct from (case when p_field in ('position', 'capabilities') then 'array'
      when p_field in ('heading_deg', 'height_m') then coalesce(nullif(v_kind, 'null'), 'number')
      when p_field = 'start_date' and v_kind = 'null' then 'null' else 'string' end)
      or p_field in ('heading_deg', 'height_m') and v_kind not in ('number', 'null') then
    perform private.refuse(p_field, 'invalid');
  end if;
  if p_field = 'heading_deg' and v_kind = 'number' and v_value::numeric <> trunc(v_value::numeric) then
    perform private.refuse(p_field, 'invalid');
  end if;
  if p_field = 'position' then
    if jsonb_array_length(v_value) <> 2 or jsonb_typeof(v_value -> 0) <> 'number' or jsonb_typeof(v_value -> 1) <> 'number' then
      perform private.refuse(p_field, 'invalid');
    end if;
    v_value := jsonb_build_array(round((v_value ->> 0)::numeric, 6), round((v_value ->> 1)::numeric, 6));
  elsif p_field = 'capabilities' then
    v_value := (select coalesce(jsonb_agg(distinct c order by c), '[]') from jsonb_array_elements_text(v_value) c);
  elsif p_field = 'height_m' and v_kind = 'number' then
    v_value := to_jsonb(round(v_value::numeric, 1));
  end if;
  v_problems := private.report_problems(p_now, private.read_report(
    jsonb_build_object('lng', v_record -> 'lng', 'lat', v_record -> 'lat') || case p_field
      when 'position' then jsonb_build_object('lng', v_value -> 0, 'lat', v_value -> 1)
      -- So that no cast fails.
      when 'heading_deg' then jsonb_build_object(p_field, least(greatest((v_value #>> '{}')::numeric, -1), 360))
      else jsonb_build_object(p_field, v_value) end));
  -- The camera may lie where a report would not be taken any more: only the field in hand is judged.
  v_problems := (select jsonb_agg(problem) from jsonb_array_elements(v_problems) problem where problem ->> 'field' = p_field);
  if v_problems is not null then
    raise exception using errcode = 'PT422', message = 'invalid_report', detail = v_problems::text;
  end if;
  if p_field = 'position' then
    v_point := private.point((v_value ->> 0)::float8, (v_value ->> 1)::float8);
    if not extensions.st_dwithin(p_camera.position, v_point, private.setting('correction_max_m')::float8) then
      perform private.refuse(p_field, 'too_far');
    end if;
  end if;
  if v_value = (case p_field
      when 'position' then jsonb_build_array(v_record -> 'lng', v_record -> 'lat')
      when 'capabilities' then (select coalesce(jsonb_agg(c order by c), '[]')
        from jsonb_array_elements_text(v_record -> 'capabilities') c)
      else v_record -> p_field end) then
    perform private.refuse(p_field, 'unchanged');
  end if;
  return v_value;
end $$;

-- Whether the sums of a correction suffice: for operator and position the rule of verified, for what anybody can see
-- two people are enough.
create function private.suffices(p_field text, p_people bigint, p_weight numeric, p_against numeric) returns boolean
language sql stable set search_path = '' as $$
  select case when p_field in ('operator', 'position') then
      p_people >= private.setting('verified_people') and p_weight >= private.setting('verified_weight')
        and p_weight > private.setting('verified_share') * (p_weight + p_against)
    else p_people >= private.setting('correction_people') and p_weight >= private.setting('correction_weight')
      and p_weight > p_against end
$$;

-- Says that a field of a camera should have another value (JSON), or that a correction that is open is wrong. Answers
-- {outcome: 'open' or 'corrected', corrections}. Raises PT401, PT404, PT410, PT422, PT429.
create function private.correct_camera(
  p_now timestamptz, p_contributor uuid, p_salt text, p_number bigint, p_field text, p_value text,
  p_agrees boolean default true, p_network_keys text[] default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_person text := private.person(p_salt, p_number);
  v_camera public.cameras;
  v_value jsonb;
  v_id uuid;
  v_sums jsonb;
begin
  perform private.require_contributor(p_contributor);
  if p_salt is null or p_salt !~ '^[0-9a-f]{64}$' then
    perform private.refuse('salt', 'invalid');
  end if;
  if p_field is null or p_field not in
      ('type', 'heading_deg', 'maker', 'capabilities', 'sign_present', 'height_m', 'start_date', 'operator', 'position') then
    perform private.refuse('field', case when p_field is null then 'required' else 'invalid' end);
  end if;
  perform private.limit_network(p_now, 'reviews', p_network_keys, private.setting('reviews_per_network'),
    make_interval(hours => private.setting('counter_kept_h')::int));
  v_camera := private.lock_camera(p_number);
  v_value := private.corrected_value(p_now, v_camera, p_field, p_value);
  select k.id into v_id from public.corrections k
  where k.camera_number = p_number and k.field = p_field and k.value = v_value and k.closed_on is null;
  if v_id is null and p_agrees is false then
    raise exception using errcode = 'PT404', message = 'unknown_correction';
  end if;
  if v_id is null then
    insert into public.corrections (camera_number, field, value, opened_on)
    values (p_number, p_field, v_value, private.day(p_now)) returning id into v_id;
  end if;
  if p_agrees is not false then
    -- One wants one value.
    delete from public.correction_votes v using public.corrections k
    where k.id = v.correction_id and k.camera_number = p_number and k.field = p_field and k.closed_on is null
      and v.person = v_person and v.agrees;
  end if;
  insert into public.correction_votes (correction_id, person, agrees, weight)
  values (v_id, v_person, p_agrees is not false, private.weight(p_contributor))
  on conflict (correction_id, person) do update set agrees = excluded.agrees, weight = excluded.weight;
  select c into v_sums from json_array_elements(private.open_corrections(p_number)) c
  where c ->> 'field' = p_field and (c -> 'value')::jsonb = v_value;
  if p_agrees is not false and private.suffices(p_field, (v_sums ->> 'people')::bigint,
      (v_sums ->> 'weight')::numeric, (v_sums ->> 'against_weight')::numeric) then
    update public.cameras set
      type = case when p_field = 'type' then (v_value #>> '{}')::public.camera_type else type end,
      heading_deg = case when p_field = 'heading_deg' then (v_value #>> '{}')::smallint else heading_deg end,
      maker = case when p_field = 'maker' then (v_value #>> '{}')::public.camera_maker else maker end,
      capabilities = case when p_field = 'capabilities'
        then array(select jsonb_array_elements_text(v_value)::public.camera_capability) else capabilities end,
      sign_present = case when p_field = 'sign_present' then (v_value #>> '{}')::public.sign_presence else sign_present end,
      height_m = case when p_field = 'height_m' then (v_value #>> '{}')::numeric else height_m end,
      start_date = case when p_field = 'start_date' then v_value #>> '{}' else start_date end,
      operator = case when p_field = 'operator' then (v_value #>> '{}')::public.camera_operator else operator end
    where number = p_number;
    if p_field = 'position' then
      update public.cameras set position = private.point((v_value ->> 0)::float8, (v_value ->> 1)::float8)
      where number = p_number;
    end if;
    update public.corrections set closed_on = private.day(p_now), accepted = (id = v_id)
    where camera_number = p_number and field = p_field and closed_on is null;
    perform private.record_event(p_now, p_number, 'corrected');
    return json_build_object('outcome', 'corrected', 'corrections', private.open_corrections(p_number, v_person));
  end if;
  return json_build_object('outcome', 'open', 'corrections', private.open_corrections(p_number, v_person));
end $$;

create function public.correct_camera(
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

-- Closes corrections that nobody has decided for too long.
create function private.close_old_corrections(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_opened_on date := private.day(p_now) - private.setting('correction_open_days')::int;
begin
  if not exists (select from public.corrections k where k.closed_on is null and k.opened_on <= v_opened_on) then
    return;
  end if;
  perform private.lock_version();
  update public.corrections set closed_on = private.day(p_now) where closed_on is null and opened_on <= v_opened_on;
end $$;

-- What one has said of a camera, its corrections too.
create function public.own_review(p_salt text, p_number bigint) returns json
language sql stable security definer set search_path = '' as $$
  select (private.own_review(private.day(now()), p.person, p_number)::jsonb
    || jsonb_build_object('corrections', private.open_corrections(p_number, p.person)))::json
  from private.person(p_salt, p_number) as p (person)
$$;

grant execute on function public.correct_camera, public.own_review to service_role;
