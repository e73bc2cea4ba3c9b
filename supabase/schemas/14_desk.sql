-- The moderators' desk: complaints, what waits, and acts on cameras. Each act is an event of the camera's history and
-- can be undone by another; none is on a camera that the moderator reported.

create type public.complaint_kind as enum ('home', 'wrong', 'dangerous');

create table public.complaints (
  id uuid primary key default gen_random_uuid(),
  camera_number bigint not null references public.cameras,
  kind public.complaint_kind not null,
  message text check (length(message) between 1 and 4000),
  received_on date not null,
  -- the message goes then; that somebody complained stays
  delete_on date not null,
  -- dealt with; it can be opened again
  closed_on date
);
create index complaints_camera on public.complaints (camera_number);
create index complaints_delete_on on public.complaints (delete_on) where message is not null;
alter table public.complaints enable row level security;

-- Takes a complaint about a camera. Answers {id}. Raises PT404, PT410, PT422, PT428, PT429.
create function private.complain(
  p_now timestamptz, p_number bigint, p_kind text, p_message text default null, p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null, p_plain_key text default null
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_camera public.cameras;
  v_id uuid;
begin
  select * into v_camera from public.cameras where number = p_number and version is not null;
  if v_camera.number is null then
    raise exception using errcode = 'PT404', message = 'unknown_camera';
  end if;
  if not private.is_visible(v_camera) then
    raise exception using errcode = 'PT410', message = 'gone';
  end if;
  if p_kind is null or not p_kind = any (enum_range(null::public.complaint_kind)::text[]) then
    perform private.refuse('kind', case when p_kind is null then 'required' else 'invalid' end);
  end if;
  if length(p_message) > private.setting('note_max_chars') then
    perform private.refuse('message', 'too_long');
  end if;
  perform private.pass_guard(p_now, p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key,
    case when p_kind = 'home' then 'homes' else 'acts' end);
  insert into public.complaints (camera_number, kind, message, received_on, delete_on)
  values (p_number, p_kind::public.complaint_kind, nullif(p_message, ''), private.day(p_now),
    private.day(p_now) + private.setting('note_kept_days')::int)
  returning id into v_id;
  return json_build_object('id', v_id);
end $$;

create function public.complain(
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

-- Complaints about cameras that can still be seen, newest day first, for moderators.
create function public.complaints_open() returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('id', k.id, 'camera', private.camera_id(k.camera_number), 'kind', k.kind,
    'message', k.message, 'received_on', k.received_on) order by k.received_on desc), '[]')
  from public.complaints k join public.cameras c on c.number = k.camera_number
  where not c.withdrawn and c.state <> 'hidden'
$$;

-- Raises PT429 when a moderator has done as much of something as one may in a day.
create function private.limit_desk(p_now timestamptz, p_contributor uuid, p_what text, p_most numeric) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_key text := p_what || ' ' || p_contributor || ' ' || private.day(p_now);
begin
  perform private.count_act(p_now, v_key, interval '1 day');
  if private.used(p_now, array[v_key]) > p_most then
    raise exception using errcode = 'PT429', message = 'desk_limit',
      detail = json_build_object('retry_after_s', 86400)::text;
  end if;
end $$;

-- Hides a camera with a public reason, restores one, or merges one into another that stands for it. Answers
-- {camera_number, state, version}. Raises PT401, PT403, PT404, PT409 (own_camera, not_hidden), PT410, PT422, PT429.
create function private.moderate(
  p_now timestamptz, p_contributor uuid, p_salt text, p_number bigint, p_act text, p_reason text default null,
  p_into bigint default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_key text := 'desk ' || p_contributor || ' ' || private.day(p_now);
  v_camera public.cameras;
  v_into public.cameras;
  v_other bigint;
begin
  perform private.require_moderator(p_contributor);
  if p_salt is null or p_salt !~ '^[0-9a-f]{64}$' then
    perform private.refuse('salt', 'invalid');
  end if;
  if p_act is null or p_act not in ('hide', 'restore', 'merge') then
    perform private.refuse('act', case when p_act is null then 'required' else 'invalid' end);
  end if;
  if p_act = 'hide' and coalesce(trim(p_reason), '') = '' then
    perform private.refuse('reason', 'required');
  end if;
  if length(p_reason) > private.setting('reason_max_chars') then
    perform private.refuse('reason', 'too_long');
  end if;
  if p_act = 'merge' and p_into is null then
    perform private.refuse('into', 'required');
  end if;
  perform private.lock_version();
  select * into v_camera from public.cameras where number = p_number and version is not null for no key update;
  if v_camera.number is null then
    raise exception using errcode = 'PT404', message = 'unknown_camera';
  end if;
  if v_camera.withdrawn then
    raise exception using errcode = 'PT410', message = 'gone';
  end if;
  if private.reported(p_salt, p_number) then
    raise exception using errcode = 'PT409', message = 'own_camera';
  end if;
  if p_act = 'restore' and v_camera.state <> 'hidden' then
    raise exception using errcode = 'PT409', message = 'not_hidden';
  end if;
  if p_act <> 'restore' and v_camera.state = 'hidden' then
    raise exception using errcode = 'PT410', message = 'gone';
  end if;
  perform private.count_act(p_now, v_key, interval '1 day');
  if private.used(p_now, array[v_key]) > private.setting('moderator_acts_per_day') then
    raise exception using errcode = 'PT429', message = 'desk_limit',
      detail = json_build_object('retry_after_s', 86400)::text;
  end if;
  if p_act = 'hide' then
    return private.set_camera_state(p_now, p_number, 'hidden', trim(p_reason));
  elsif p_act = 'restore' then
    update public.cameras set merged_into = null where number = p_number;
    return private.set_camera_state(p_now, p_number, null);
  end if;
  select * into v_into from public.cameras where number = p_into for no key update;
  if p_into = p_number or v_into.number is null or not private.is_visible(v_into) then
    perform private.refuse('into', case when p_into = p_number then 'same_camera' else 'unknown_camera' end);
  end if;
  if private.reported(p_salt, p_into) then
    raise exception using errcode = 'PT409', message = 'own_camera';
  end if;
  -- What was merged into this one goes along, and says so in its history.
  for v_other in
    update public.cameras set merged_into = p_into, hidden_reason = private.camera_id(p_into)
    where merged_into = p_number returning number
  loop
    perform private.record_event(p_now, v_other, 'merged');
  end loop;
  update public.cameras set state = 'hidden', state_before_hidden = v_camera.state, merged_into = p_into,
    hidden_reason = private.camera_id(p_into)
  where number = p_number;
  return json_build_object('camera_number', p_number, 'state', 'hidden',
    'version', private.record_event(p_now, p_number, 'merged'));
end $$;

create function public.moderate(
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

-- Being hidden strikes what one was right about; being merged does not. Without a join, as in private.note_coverage.
create function private.strike_hidden() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_numbers bigint[] := array(select d.number from (
    select i.number, i.version from is_now i where i.state = 'hidden' and i.merged_into is null
    except select w.number, w.version from was w) d);
begin
  if cardinality(v_numbers) > 0 then
    delete from private.act_days a where a.camera_number = any (v_numbers);
    update private.standings set credit_on = null, won_round = null where camera_number = any (v_numbers);
  end if;
  return null;
end $$;
create trigger cameras_strike_hidden after update on public.cameras
  referencing old table as was new table as is_now for each statement execute function private.strike_hidden();

-- Closes a complaint, or opens it again. Raises PT401, PT403, PT404.
create function private.close_complaint(p_now timestamptz, p_contributor uuid, p_complaint uuid, p_closed boolean)
returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.require_moderator(p_contributor);
  update public.complaints set closed_on = case when p_closed then private.day(p_now) end where id = p_complaint;
  if not found then
    raise exception using errcode = 'PT404', message = 'unknown_complaint';
  end if;
end $$;

create function public.close_complaint(
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

-- What the desk calls a camera by, of hidden ones too: {number, municipality, type, lng, lat}.
create function private.titled(p_camera public.cameras) returns jsonb
language sql stable set search_path = '' as $$
  select private.numbered(p_camera.number, jsonb_build_object('type', p_camera.type,
    'lng', round(extensions.st_x(p_camera.position::extensions.geometry)::numeric, 6),
    'lat', round(extensions.st_y(p_camera.position::extensions.geometry)::numeric, 6)))
$$;

-- Cameras of which several people, new ones among them, have lately said the same, and networks that did much on one
-- day, with the cameras that they did it on: {people: [{camera, verdict, people, new_people}], networks: [{acts,
-- cameras}]}. Nothing that is not public.
create function private.bursts(p_now timestamptz) returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'people', (select coalesce(json_agg(json_build_object('camera', private.titled(c), 'verdict', b.verdict,
        'people', b.people, 'new_people', b.new_people) order by b.new_people desc, b.camera_number), '[]')
      from (select r.camera_number, r.verdict, count(*) as people,
          count(*) filter (where r.weight < private.setting('weight_trusted')) as new_people
        from public.reviews r join public.cameras c on c.number = r.camera_number
        where r.cast_on > private.day(p_now) - private.setting('burst_days')::int and c.state <> 'hidden'
        group by r.camera_number, r.verdict
        having count(*) >= private.setting('burst_people')
          and bool_or(r.weight < private.setting('weight_trusted'))
        order by new_people desc, r.camera_number limit private.setting('desk_rows')::int) b
      join public.cameras c on c.number = b.camera_number),
    'networks', (select coalesce(json_agg(json_build_object('acts', n.acts, 'cameras',
        (select json_agg(private.titled(c) order by c.number) from public.cameras c where c.number = any (n.numbers)))
        order by n.acts desc), '[]')
      from (select count(*) as acts, (array_agg(distinct a.camera_number))[1:20] as numbers
        from private.burst_acts a join public.cameras c on c.number = a.camera_number
        where a.day >= private.day(p_now) - 1 and private.is_visible(c)
        group by a.burst having count(*) >= private.setting('burst_network_acts')
        order by count(*) desc limit private.setting('desk_rows')::int) n))
$$;

-- Deletes a camera that was never public, and all that was sent of it.
create function private.delete_pending(p_number bigint) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_reports uuid[] := array(select r.id from public.reports r where r.camera_number = p_number);
begin
  if exists (select from public.cameras c where c.number = p_number and c.version is not null) then
    return;
  end if;
  delete from private.held_reports where report_id = any (v_reports);
  delete from private.publication_queue where report_id = any (v_reports);
  delete from private.taken_back where report_id = any (v_reports);
  delete from private.withdrawals where report_id = any (v_reports);
  delete from private.withdrawn_reports where report_id = any (v_reports);
  delete from private.idempotency_keys where report_id = any (v_reports);
  delete from public.report_notes where report_id = any (v_reports);
  delete from public.reports where camera_number = p_number;
  delete from private.camera_areas where camera_number = p_number;
  delete from public.cameras where number = p_number and version is null;
end $$;

-- What a moderator decides of a report that waits beside a hidden entry: `publish`, `refuse`, or `wait` to let a
-- refused one wait again. Answers {camera_number, report_id}. Raises PT401, PT403, PT404, PT409 (own_camera), PT422,
-- PT429.
create function private.decide_report(
  p_now timestamptz, p_contributor uuid, p_salt text, p_report uuid, p_act text
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_report public.reports;
  v_burst uuid;
begin
  perform private.require_moderator(p_contributor);
  if p_act is null or p_act not in ('publish', 'refuse', 'wait') then
    perform private.refuse('act', case when p_act is null then 'required' else 'invalid' end);
  end if;
  perform private.lock_version();
  select r.* into v_report from private.held_reports h join public.reports r on r.id = h.report_id
  where h.report_id = p_report and (h.show_at is null or h.show_at <= p_now) and (h.refused_on is null) = (p_act <> 'wait')
    and not exists (select from private.withdrawn_reports t where t.report_id = h.report_id)
  for update of h;
  if v_report.id is null then
    raise exception using errcode = 'PT404', message = 'not_found';
  end if;
  if v_report.person = private.person(p_salt, v_report.camera_number) then
    raise exception using errcode = 'PT409', message = 'own_camera';
  end if;
  perform private.limit_desk(p_now, p_contributor, 'desk', private.setting('moderator_acts_per_day'));
  if p_act = 'publish' then
    delete from private.held_reports where report_id = p_report returning burst into v_burst;
    perform private.rewrite_reports(array[p_report]);
    perform private.publish_report(p_now, p_report);
    perform private.note_burst(p_now, v_burst, v_report.camera_number);
  else
    update private.held_reports set refused_on = case when p_act = 'refuse' then private.day(p_now) end
    where report_id = p_report;
  end if;
  return json_build_object('camera_number', v_report.camera_number, 'report_id', p_report);
end $$;

create function public.decide_report(p_contributor uuid, p_salt text, p_report uuid, p_act text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.decide_report(now(), p_contributor, p_salt, p_report, p_act);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Where the desk says that a survey is: the middle of its box, in WGS 84.
create function private.survey_middle(p_ground extensions.geometry) returns extensions.geometry
language sql immutable set search_path = '' as $$
  select extensions.st_transform(extensions.st_centroid(extensions.st_envelope(p_ground)), 4326)
$$;

-- A survey as moderators see it.
create function private.desk_survey(p_survey public.surveys) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', p_survey.id, 'shape', p_survey.shape, 'looked_on', p_survey.looked_on,
    'method', p_survey.method, 'received_on', p_survey.received_on, 'removed', p_survey.removed_on is not null,
    'looked_m2', round(extensions.st_area(p_survey.ground)),
    'lng', round(extensions.st_x(m.middle)::numeric, 5), 'lat', round(extensions.st_y(m.middle)::numeric, 5),
    'municipality', private.area_at(m.middle),
    'cameras', (select count(*) from private.coverage_cameras c
      where c.state <> 'removed' and extensions.st_intersects(p_survey.ground, c.at)),
    'outline', extensions.st_assvg(extensions.st_translate(p_survey.ground, -extensions.st_xmin(p_survey.ground),
      -extensions.st_ymax(p_survey.ground)), 0, 0),
    'box', jsonb_build_array(ceil(extensions.st_xmax(p_survey.ground) - extensions.st_xmin(p_survey.ground)),
      ceil(extensions.st_ymax(p_survey.ground) - extensions.st_ymin(p_survey.ground))))
  from (select private.survey_middle(p_survey.ground) as middle) m
$$;

-- Published surveys, newest first, for moderators: [{id, shape, looked_on, method, received_on, removed, looked_m2,
-- lng, lat, municipality, cameras, outline, box}]; cameras that stand in its ground, its outline as an SVG path in metres within box.
-- Raises PT401, PT403.
create function private.desk_surveys(p_contributor uuid) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_moderator(p_contributor);
  return (private.desk_rows(now(), 'surveys') -> 'rows')::json;
end $$;

create function public.desk_surveys(
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

-- Takes a published survey out of the map, or puts it back; no act on a flood moves it again then. Raises PT401, PT403,
-- PT404, PT429.
create function private.remove_survey(p_now timestamptz, p_contributor uuid, p_survey_id uuid, p_removed boolean)
returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_ground extensions.geometry;
begin
  perform private.require_moderator(p_contributor);
  perform private.lock_version();
  update public.surveys set removed_on = case when p_removed then private.day(p_now) end
  where id = p_survey_id and is_published
  returning ground into v_ground;
  if not found then
    raise exception using errcode = 'PT404', message = 'not_found';
  end if;
  perform private.limit_desk(p_now, p_contributor, 'desk', private.setting('moderator_acts_per_day'));
  update private.take_backs set surveys = array_remove(surveys, p_survey_id) where p_survey_id = any (surveys);
  perform private.note_ground(v_ground);
end $$;

create function public.remove_survey(
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

-- A page of one of the desk's lists: {count, rows, before, after}. `before` and `after` are places, from which one goes
-- on back or forward, and null where there is nothing more; no numbers of rows, because rows leave while one reads.
-- p_at null is the beginning. Raises PT422 for a list that is none.
create function private.desk_rows(
  p_now timestamptz, p_list text, p_at text default null, p_is_back boolean default false
) returns jsonb
language plpgsql stable set search_path = '' set datestyle = 'ISO' as $$
declare
  v_limit integer := private.setting('desk_rows');
  v_from text;
  -- two columns, the same direction in both
  v_key text;
  v_is_falling boolean := true;
  v_row text;
  v_at text[] := regexp_match(p_at, '^([0-9-]{1,20})~([0-9a-f-]{1,36})$');
  v_types text := 'date,uuid';
  v_less boolean;
  v_count bigint;
  v_rows jsonb;
  v_places text[];
  v_more boolean;
begin
  case p_list
  when 'reported' then
    v_from := 'public.cameras c where c.state = ''reported'' and c.version is not null and not c.withdrawn';
    v_key := 'c.version, c.number';
    v_types := 'bigint,bigint';
    v_row := 'private.numbered(c.number, private.public_record(c))';
    v_count := (select s.cameras from private.state_counts s where s.state = 'reported');
  when 'disputed' then
    v_from := 'public.cameras c where c.state = ''disputed'' and not c.withdrawn';
    v_key := 'c.version, c.number';
    v_is_falling := false;
    v_types := 'bigint,bigint';
    v_row := 'private.numbered(c.number, private.public_record(c))';
  when 'hidden' then
    v_from := 'public.cameras c where c.state = ''hidden'' and not c.withdrawn';
    v_key := 'c.version, c.number';
    v_types := 'bigint,bigint';
    v_row := 'jsonb_build_object(''camera'', private.titled(c), ''reason'', c.hidden_reason, ''changed_on'', c.changed_on,
      ''merged_into'', (select private.titled(o) from public.cameras o where o.number = c.merged_into))';
  when 'complaints' then
    v_from := 'public.complaints k join public.cameras c on c.number = k.camera_number
      where k.closed_on is null and c.state <> ''hidden'' and not c.withdrawn';
    v_key := 'k.received_on, k.id';
    v_is_falling := false;
    v_row := 'jsonb_build_object(''id'', k.id, ''camera'', private.titled(c), ''kind'', k.kind, ''message'', k.message,
      ''received_on'', k.received_on)';
  when 'notes' then
    -- Only of what is public: a note of a report that waits would say that somebody stands there now.
    v_from := 'public.report_notes t join public.reports r on r.id = t.report_id
      join public.cameras c on c.number = r.camera_number
      where c.version is not null and not c.withdrawn and c.state <> ''hidden''
        and not exists (select from private.publication_queue q where q.report_id = r.id)
        and not exists (select from private.held_reports h where h.report_id = r.id)';
    v_key := 't.delete_on, t.report_id';
    v_row := 'jsonb_build_object(''id'', t.report_id, ''camera'', private.titled(c), ''note'', t.note,
      ''delete_on'', t.delete_on)';
  when 'waiting' then
    v_from := format('private.held_reports h join public.reports r on r.id = h.report_id
      left join public.report_notes t on t.report_id = h.report_id
      where h.refused_on is null and (h.show_at is null or h.show_at <= %L)
        and not exists (select from private.withdrawn_reports w where w.report_id = h.report_id)', p_now);
    v_key := 'h.delete_on, h.report_id';
    v_is_falling := false;
    v_row := 'jsonb_build_object(''id'', h.report_id, ''type'', r.type, ''operator'', r.operator,
      ''lng'', round(extensions.st_x(r.position::extensions.geometry)::numeric, 6),
      ''lat'', round(extensions.st_y(r.position::extensions.geometry)::numeric, 6),
      ''municipality'', private.area_at(r.position::extensions.geometry), ''note'', t.note, ''delete_on'', h.delete_on,
      ''hidden'', (select jsonb_agg(jsonb_build_object(''camera'', private.titled(n), ''reason'', n.hidden_reason)
          order by n.number)
        from public.cameras n where n.state = ''hidden'' and n.merged_into is null and not n.withdrawn
          and extensions.st_dwithin(n.position, r.position, private.setting(''duplicate_shown_m'')::float8)))';
  when 'surveys' then
    v_from := 'public.surveys s where s.is_published';
    v_key := 's.received_on, s.id';
    v_row := 'private.desk_survey(s)';
  when 'taken_back' then
    v_from := 'private.take_backs b where true';
    v_key := 'b.made_on, b.id';
    v_row := 'private.taken_back(b)';
  else
    perform private.refuse('list', 'invalid');
  end case;
  if p_at is not null and v_at is null then
    perform private.refuse('at', 'invalid');
  end if;
  if v_count is null then
    execute 'select count(*) from ' || v_from into v_count;
  end if;
  -- Back through a list means in its other direction.
  v_less := v_is_falling <> p_is_back;
  execute format(
    'select array_agg(p.place order by p.turn), jsonb_agg(p.row order by p.turn) from (
      select row_number() over (order by %1$s) as turn, %2$s as place, %3$s as row from %4$s order by %1$s limit %5$s) p',
    case when v_less then replace(v_key, ',', ' desc,') || ' desc' else v_key end,
    format('concat(%s)', replace(v_key, ',', ', ''~'',')), v_row,
    v_from || case when v_at is null then '' else format(' and (%s) %s ($1::%s, $2::%s)', v_key,
      case when v_less then '<' else '>' end, split_part(v_types, ',', 1), split_part(v_types, ',', 2)) end,
    v_limit + 1)
  into v_places, v_rows using v_at[1], v_at[2];
  v_more := coalesce(cardinality(v_places), 0) > v_limit;
  v_rows := coalesce(case when v_more then v_rows - v_limit else v_rows end, '[]');
  v_places := v_places[1:v_limit];
  if p_is_back then
    v_rows := (select coalesce(jsonb_agg(r.row order by r.turn desc), '[]')
      from jsonb_array_elements(v_rows) with ordinality r (row, turn));
    v_places := array(select p.place from unnest(v_places) with ordinality p (place, turn) order by p.turn desc);
  end if;
  return jsonb_build_object('count', v_count, 'rows', v_rows,
    'before', case when p_is_back and v_more or not p_is_back and p_at is not null then v_places[1] end,
    'after', case when not p_is_back and v_more or p_is_back and p_at is not null then v_places[cardinality(v_places)] end);
exception when data_exception then
  perform private.refuse('at', 'invalid');
  return null;
end $$;

-- The same for a moderator. Raises PT401, PT403, PT422.
create function private.desk_list(
  p_now timestamptz, p_contributor uuid, p_list text, p_at text default null, p_is_back boolean default false
) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_moderator(p_contributor);
  return private.desk_rows(p_now, p_list, p_at, p_is_back)::json;
end $$;

create function public.desk_list(
  p_contributor uuid, p_list text, p_at text default null, p_is_back boolean default false
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.desk_list(now(), p_contributor, p_list, p_at, p_is_back);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- What a moderator has before them, the beginning of each list and how long it is: {reported, disputed, hidden,
-- complaints, notes, waiting, taken_back, counts, bursts}. Raises PT401, PT403.
create function private.desk(p_now timestamptz, p_contributor uuid) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_lists jsonb := '{}'::jsonb;
  v_counts jsonb := '{}'::jsonb;
  v_list text;
  v_page jsonb;
begin
  perform private.require_moderator(p_contributor);
  foreach v_list in array array['reported', 'disputed', 'hidden', 'complaints', 'notes', 'waiting', 'taken_back'] loop
    v_page := private.desk_rows(p_now, v_list);
    v_lists := v_lists || jsonb_build_object(v_list, v_page -> 'rows');
    v_counts := v_counts || jsonb_build_object(v_list, v_page -> 'count');
  end loop;
  return (v_lists || jsonb_build_object(
    'counts', v_counts || jsonb_build_object('surveys', (select count(*) from public.surveys s where s.is_published)),
    'bursts', private.bursts(p_now)))::json;
end $$;

create function public.desk(
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

grant execute on function public.complain, public.complaints_open, public.moderate, public.close_complaint,
  public.decide_report, public.desk_surveys, public.remove_survey, public.desk_list, public.desk
  to service_role;
