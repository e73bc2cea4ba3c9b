-- Floods: limits that one flood cannot use up for everybody, what waits for a moderator because it was hidden before, and
-- one act that takes back what came between two days on some ground, and one that undoes it.

insert into public.settings (key, value, unit, meaning) values
  ('challenge_site_acts', 100, 'acts', 'challenges become harder by one step for this many acts of the whole site within an hour'),
  ('challenge_site_steps', 9, 'steps', 'by so many steps at most: a phone must still solve one'),
  ('plain_acts_per_network', 5, 'acts', 'forms without a solved challenge that one network may send in an hour'),
  ('plain_homes_per_hour', 30, 'acts',
    'the same for the whole site, for complaints that an entry stands on a home: a flood of others does not count here'),
  ('plain_keys_per_hour', 30, 'acts', 'the same for the whole site, for making a key'),
  ('homes_per_network', 10, 'acts', 'complaints that an entry stands on a home which one network may send in two days'),
  ('held_days', 14, 'days', 'a report beside a hidden entry waits for a moderator for this long, and is deleted then'),
  ('take_backs_per_day', 5, 'acts', 'one moderator may take back floods so often in a day'),
  ('take_back_rows', 20000, 'entries', 'one act takes back at most so many'),
  ('take_back_undo_days', 90, 'days', 'an act that takes back a flood can be undone as one for this long'),
  ('take_back_radius_max_m', 50000, 'metres', 'largest radius of the ground of a flood');

-- What the whole site took within the last hour, in pieces of ten minutes, each in several rows so that writes do not
-- wait for each other.
create function private.count_site(p_now timestamptz) returns void
language sql volatile set search_path = '' as $$
  select private.count_act(p_now,
    'site ' || floor(extract(epoch from p_now) / 600)::bigint || ' ' || floor(random() * 8)::integer, interval '1 hour')
$$;
create function private.site_acts(p_now timestamptz) returns integer
language sql stable set search_path = '' as $$
  select private.used(p_now, array(
    select 'site ' || (floor(extract(epoch from p_now) / 600)::bigint - piece) || ' ' || part
    from generate_series(0, 5) piece, generate_series(0, 7) part))
$$;
create function public.site_acts() returns integer
language sql stable security definer set search_path = '' as $$
  select private.site_acts(now())
$$;

drop function private.pass_guard(timestamptz, text, timestamptz, text[], text);

-- Raises PT428 for a challenge that was used before, PT429 over a limit. Null parameters ask for nothing: the
-- application passes them only where its own checks are switched off or were done another way. What is of another kind
-- than most acts is counted apart, and so refused apart: `homes` are complaints that an entry stands on a home, `keys`
-- is making one, whose limit by network is private.admit_key's.
create function private.pass_guard(
  p_now timestamptz,
  p_challenge_hash text,
  p_challenge_expires_at timestamptz,
  p_network_keys text[],
  p_plain_key text,
  p_kind text default 'acts'
) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_kept interval := make_interval(hours => private.setting('counter_kept_h')::int);
  v_plain_key text := p_plain_key || case p_kind when 'acts' then '' else ' ' || p_kind end;
  v_plain_network text := v_plain_key || ' ' || p_network_keys[1];
begin
  if p_challenge_hash is not null then
    insert into private.spent_challenges (challenge_hash, expires_at)
    values (p_challenge_hash, coalesce(p_challenge_expires_at, p_now + interval '1 day'))
    on conflict do nothing;
    if not found then
      raise exception using errcode = 'PT428', message = 'challenge_spent';
    end if;
  end if;
  if cardinality(p_network_keys) > 0 then
    perform private.count_site(p_now);
    if p_kind = 'homes' then
      perform private.limit_network(p_now, 'homes', p_network_keys, private.setting('homes_per_network'), v_kept);
    elsif p_kind = 'acts' then
      perform private.count_act(p_now, p_network_keys[1], v_kept);
      if private.used(p_now, p_network_keys) > private.setting('network_acts_per_day') then
        raise exception using errcode = 'PT429', message = 'network_limit',
          detail = json_build_object('retry_after_s', extract(epoch from v_kept)::int)::text;
      end if;
    end if;
  end if;
  if v_plain_key is not null then
    -- Its share first: who has used it up takes nothing of the others'.
    if v_plain_network is not null then
      perform private.count_act(p_now, v_plain_network, interval '1 hour');
    end if;
    perform private.count_act(p_now, v_plain_key, interval '1 hour');
    if private.used(p_now, array[v_plain_network]) > private.setting('plain_acts_per_network')
        or private.used(p_now, array[v_plain_key]) > private.setting(
          'plain_' || p_kind || '_per_hour') then
      raise exception using errcode = 'PT429', message = 'plain_limit',
        detail = json_build_object('retry_after_s', 3600)::text;
    end if;
  end if;
end $$;

create or replace function private.complain(
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

-- Before a key is made, because hashing its password costs more than refusing. Raises PT428 and PT429.
create or replace function private.admit_key(
  p_now timestamptz, p_challenge_hash text default null, p_challenge_expires_at timestamptz default null,
  p_network_keys text[] default null, p_plain_key text default null
) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.pass_guard(p_now, p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key, 'keys');
  perform private.limit_network(p_now, 'keys', p_network_keys, private.setting('keys_per_network'),
    make_interval(hours => private.setting('counter_kept_h')::int));
end $$;

-- Counted once for each statement: an act on ten thousand cameras would otherwise write the same five rows ten thousand times.
create or replace function private.count_states() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    update private.state_counts s set cameras = s.cameras + n.cameras
    from (select i.state, count(*) as cameras from is_now i
      where i.version is not null and not i.withdrawn and i.state <> 'hidden' group by i.state) n
    where s.state = n.state;
  else
    update private.state_counts s set cameras = s.cameras + n.cameras
    from (
      select b.state, sum(b.cameras) as cameras
      from (
        select i.state, 1 as cameras from is_now i where i.version is not null and not i.withdrawn and i.state <> 'hidden'
        union all
        select w.state, -1 from was w where w.version is not null and not w.withdrawn and w.state <> 'hidden'
      ) b group by b.state having sum(b.cameras) <> 0
    ) n
    where s.state = n.state;
  end if;
  return null;
end $$;
drop trigger cameras_count_states on public.cameras;
create trigger cameras_count_new_states after insert on public.cameras
  referencing new table as is_now for each statement execute function private.count_states();
create trigger cameras_count_states after update on public.cameras
  referencing old table as was new table as is_now for each statement execute function private.count_states();

-- Likewise what is to be measured anew, and what being hidden strikes. Without a join: one row and ten thousand would get the
-- same kept plan.
create or replace function private.note_coverage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.coverage_due_cameras (camera_number)
  select d.number from (select i.number, i.version from is_now i except select w.number, w.version from was w) d
  on conflict do nothing;
  return null;
end $$;
drop trigger cameras_note_coverage on public.cameras;
create trigger cameras_note_coverage after update on public.cameras
  referencing old table as was new table as is_now for each statement execute function private.note_coverage();

create or replace function private.strike_hidden() returns trigger
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
drop trigger cameras_strike_hidden on public.cameras;
create trigger cameras_strike_hidden after update on public.cameras
  referencing old table as was new table as is_now for each statement execute function private.strike_hidden();

-- Being hidden changes no standing.
drop trigger cameras_note_standing on public.cameras;
create trigger cameras_note_standing after update of version on public.cameras
  for each row when (new.state <> 'hidden') execute function private.note_standing();

-- The desk's lists, however long they are.
create index cameras_hidden on public.cameras (version) where state = 'hidden';
create index cameras_disputed on public.cameras (version) where state = 'disputed';
-- Days on which cameras appeared on the map.
create index cameras_first_reported_on on public.cameras (first_reported_on);
create index surveys_received_on on public.surveys (received_on);

-- Reports beside a hidden entry are taken, and not public before a moderator says so (private.held_reports).

-- Whether something that moderators hid stood here.
create function private.was_hidden_here(p_lng double precision, p_lat double precision) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.cameras c
    where c.state = 'hidden' and c.merged_into is null and not c.withdrawn
      and extensions.st_dwithin(c.position, private.point(p_lng, p_lat), private.setting('duplicate_shown_m')::float8))
$$;

-- Takes one report, as a whole or not at all. Answers {outcome, report_id, published, waits_for_moderator, camera,
-- withdraw_seconds}. Raises PT409 with candidates, PT410, PT422 with one entry a field, PT428, PT429.
create or replace function private.report_camera(
  p_now timestamptz, p_report_id uuid, p_lng double precision, p_lat double precision,
  p_type text default 'unknown', p_mount text default 'unknown', p_heading_deg integer default null,
  p_operator text default 'unknown', p_maker text default 'unknown', p_capabilities text[] default '{}',
  p_sign_present text default 'unknown', p_height_m numeric default null, p_accuracy_m numeric default null,
  p_method text default null, p_observed_on date default null, p_note text default null,
  p_publish text default 'now', p_same_as bigint default null, p_another_camera boolean default false,
  p_key_hash text default null, p_body_hash text default null, p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null,
  p_plain_key text default null, p_source text default 'report'
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_known private.idempotency_keys;
  v_problems jsonb;
  v_near json;
  v_camera public.cameras;
  v_withdraw interval := make_interval(mins => private.setting('withdraw_min')::int);
  v_random_at timestamptz := p_now + random() * make_interval(hours => private.setting('publish_delay_max_h')::int);
  v_is_held boolean := false;
  v_outcome text := 'created';
begin
  p_type := coalesce(p_type, 'unknown');
  p_mount := coalesce(p_mount, 'unknown');
  p_operator := coalesce(p_operator, 'unknown');
  p_maker := coalesce(p_maker, 'unknown');
  p_capabilities := coalesce(p_capabilities, '{}');
  p_sign_present := coalesce(p_sign_present, 'unknown');
  p_publish := coalesce(p_publish, 'now');
  if p_key_hash is not null then
    perform pg_advisory_xact_lock(hashtextextended('key ' || p_key_hash, 0));
    select * into v_known from private.idempotency_keys where key_hash = p_key_hash;
  end if;
  if v_known.key_hash is not null then
    if v_known.body_hash is distinct from p_body_hash then
      perform private.refuse('Idempotency-Key', 'key_reused');
    end if;
    v_outcome := 'replayed';
    p_report_id := v_known.report_id;
    select c.* into v_camera from public.reports r join public.cameras c on c.number = r.camera_number
    where r.id = p_report_id;
    if v_camera.withdrawn or v_camera.state = 'hidden' then
      raise exception using errcode = 'PT410', message = 'gone';
    end if;
  else
    v_problems := private.report_problems(p_now, p_lng, p_lat, p_type, p_mount, p_heading_deg, p_operator, p_maker,
      p_capabilities, p_sign_present, p_height_m, p_accuracy_m, p_method, p_observed_on, p_note, p_publish);
    if v_problems is not null then
      raise exception using errcode = 'PT422', message = 'invalid_report', detail = v_problems::text;
    end if;
    perform private.lock_place(p_lng, p_lat);
    if p_same_as is not null then
      select * into v_camera from public.cameras where number = p_same_as;
      if v_camera.number is null or not private.is_visible(v_camera) then
        perform private.refuse('same_as', 'unknown_camera');
      end if;
      if not extensions.st_dwithin(v_camera.position, private.point(p_lng, p_lat),
          private.setting('same_camera_max_m')::float8) then
        perform private.refuse('same_as', 'too_far');
      end if;
    elsif p_another_camera is not true then
      v_near := private.near(p_lng, p_lat, p_heading_deg);
      if json_array_length(v_near) > 0 then
        raise exception using errcode = 'PT409', message = 'known_cameras_near', detail = v_near::text;
      end if;
    end if;
    perform private.pass_guard(p_now, p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key);

    if v_camera.number is null then
      insert into public.cameras (number, position, type, mount, heading_deg, operator, maker, capabilities,
        sign_present, height_m, accuracy_m, method, source)
      values (private.random_number(), private.point(p_lng, p_lat), p_type::public.camera_type,
        p_mount::public.camera_mount, p_heading_deg, p_operator::public.camera_operator,
        p_maker::public.camera_maker, p_capabilities::public.camera_capability[],
        p_sign_present::public.sign_presence, p_height_m, p_accuracy_m, p_method::public.position_method,
        p_source::public.camera_source)
      returning * into v_camera;
      v_is_held := p_source = 'report' and private.was_hidden_here(p_lng, p_lat);
    end if;
    insert into public.reports (id, camera_number, position, type, mount, heading_deg, operator, maker,
      capabilities, sign_present, height_m, accuracy_m, method, observed_on, received_on, source)
    values (p_report_id, v_camera.number, private.point(p_lng, p_lat), p_type::public.camera_type,
      p_mount::public.camera_mount, p_heading_deg, p_operator::public.camera_operator,
      p_maker::public.camera_maker, p_capabilities::public.camera_capability[],
      p_sign_present::public.sign_presence, p_height_m, p_accuracy_m, p_method::public.position_method,
      p_observed_on, private.day(p_now), p_source::public.camera_source);
    if p_note <> '' then
      insert into public.report_notes (report_id, note, delete_on)
      values (p_report_id, p_note, private.day(p_now) + private.setting('note_kept_days')::int);
    end if;
    if p_key_hash is not null then
      insert into private.idempotency_keys (key_hash, body_hash, report_id, created_on)
      values (p_key_hash, coalesce(p_body_hash, ''), p_report_id, private.day(p_now));
    end if;
    insert into private.withdrawals (report_id, expires_at) values (p_report_id, p_now + v_withdraw);
    if v_is_held then
      insert into private.held_reports (report_id, show_at, delete_on)
      values (p_report_id, case when p_publish = 'later' then v_random_at end,
        private.day(p_now) + private.setting('held_days')::int);
    elsif p_publish = 'later' then
      insert into private.publication_queue (report_id, due_at) values (p_report_id, v_random_at);
    else
      perform private.publish_report(p_now, p_report_id);
      select * into v_camera from public.cameras where number = v_camera.number;
    end if;
  end if;
  v_is_held := exists (select from private.held_reports h where h.report_id = p_report_id);
  return json_build_object(
    'outcome', v_outcome,
    'report_id', p_report_id,
    'published', not v_is_held and not exists (select from private.publication_queue q where q.report_id = p_report_id),
    'waits_for_moderator', v_is_held,
    'camera', private.numbered(v_camera.number, private.public_record(v_camera))
      -- a pending camera has no public days yet; its reporter sees today's
      || case when v_camera.version is null then jsonb_build_object('first_reported_on', private.day(p_now),
        'changed_on', private.day(p_now), 'observed_on', p_observed_on) else '{}' end,
    'withdraw_seconds', coalesce((select greatest(0, extract(epoch from w.expires_at - p_now))::int
      from private.withdrawals w where w.report_id = p_report_id), 0));
end $$;

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

-- What a moderator decides of a report that waits beside a hidden entry: `publish`, `refuse`, or `wait` to let a refused one
-- wait again. Answers {camera_number, report_id}. Raises PT401, PT403, PT404, PT409 (own_camera), PT422, PT429.
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
    'cameras', (select count(*) from private.coverage_cameras c
      where c.state <> 'removed' and extensions.st_intersects(p_survey.ground, c.at)),
    'outline', extensions.st_assvg(extensions.st_translate(p_survey.ground, -extensions.st_xmin(p_survey.ground),
      -extensions.st_ymax(p_survey.ground)), 0, 0),
    'box', jsonb_build_array(ceil(extensions.st_xmax(p_survey.ground) - extensions.st_xmin(p_survey.ground)),
      ceil(extensions.st_ymax(p_survey.ground) - extensions.st_ymin(p_survey.ground))))
  from (select private.survey_middle(p_survey.ground) as middle) m
$$;

-- A page of one of the desk's lists: {count, rows, before, after}. `before` and `after` are places, from which one goes on
-- back or forward, and null where there is nothing more; no numbers of rows, because rows leave while one reads. p_at null is
-- the beginning. Raises PT422 for a list that is none.
create function private.desk_rows(
  p_now timestamptz, p_list text, p_at text default null, p_is_back boolean default false
) returns jsonb
language plpgsql stable set search_path = '' set datestyle = 'ISO' as $$
declare
  v_today date := private.day(p_now);
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
    v_row := 'private.numbered(c.number, private.public_record(c))
      || jsonb_build_object(''reviews'', private.review_sums(c.number, $3))';
  when 'hidden' then
    v_from := 'public.cameras c where c.state = ''hidden'' and not c.withdrawn';
    v_key := 'c.version, c.number';
    v_types := 'bigint,bigint';
    v_row := 'jsonb_build_object(''number'', c.number, ''reason'', c.hidden_reason, ''merged_into'', c.merged_into,
      ''changed_on'', c.changed_on)';
  when 'complaints' then
    v_from := 'public.complaints k join public.cameras c on c.number = k.camera_number
      where k.closed_on is null and c.state <> ''hidden'' and not c.withdrawn';
    v_key := 'k.received_on, k.id';
    v_is_falling := false;
    v_row := 'jsonb_build_object(''id'', k.id, ''number'', k.camera_number, ''kind'', k.kind, ''message'', k.message,
      ''received_on'', k.received_on)';
  when 'notes' then
    -- Only of what is public: a note of a report that waits would say that somebody stands there now.
    v_from := 'public.report_notes t join public.reports r on r.id = t.report_id
      join public.cameras c on c.number = r.camera_number
      where c.version is not null and not c.withdrawn and c.state <> ''hidden''
        and not exists (select from private.publication_queue q where q.report_id = r.id)
        and not exists (select from private.held_reports h where h.report_id = r.id)';
    v_key := 't.delete_on, t.report_id';
    v_row := 'jsonb_build_object(''id'', t.report_id, ''number'', r.camera_number, ''note'', t.note, ''delete_on'', t.delete_on)';
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
      ''note'', t.note, ''delete_on'', h.delete_on,
      ''hidden'', (select jsonb_agg(jsonb_build_object(''number'', n.number, ''reason'', n.hidden_reason) order by n.number)
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
  into v_places, v_rows using v_at[1], v_at[2], v_today;
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

-- What a moderator has before them, the beginning of each list and how long it is: {reported, disputed, hidden, complaints,
-- notes, waiting, taken_back, counts, bursts}. Raises PT401, PT403.
create or replace function private.desk(p_now timestamptz, p_contributor uuid) returns json
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

-- Published surveys, newest first, for moderators: [{id, shape, looked_on, method, received_on, removed, looked_m2, lng,
-- lat, cameras, outline, box}]; cameras that stand in its ground, its outline as an SVG path in metres within box. Raises PT401, PT403.
create or replace function private.desk_surveys(p_contributor uuid) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_moderator(p_contributor);
  return (private.desk_rows(now(), 'surveys') -> 'rows')::json;
end $$;

-- Taking back what came between two days on some ground, as one act, and undoing it. Nobody's name stands at it.
create table private.take_backs (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('reports', 'surveys')),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  -- as it was asked for: {"municipality": id}, {"box": [west, south, east, north]} or {"circle": [lng, lat, metres]}
  area jsonb not null,
  reason text not null,
  entries integer not null,
  made_on date not null,
  undone_on date,
  -- What it hid. The first camera took this version and each other the next: one that has another version now has been
  -- changed by somebody since.
  cameras bigint[] not null,
  first_version bigint not null,
  surveys uuid[] not null
);
create index take_backs_made_on on private.take_backs (made_on);

create function private.taken_back(p_take_back private.take_backs) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', p_take_back.id, 'kind', p_take_back.kind, 'from', p_take_back.from_day,
    'to', p_take_back.to_day, 'area', p_take_back.area, 'reason', p_take_back.reason, 'entries', p_take_back.entries,
    'made_on', p_take_back.made_on, 'undone_on', p_take_back.undone_on)
$$;

-- The ground of a flood, in WGS 84. Raises PT422 for what names none.
create function private.flood_ground(p_area jsonb) returns extensions.geometry
language plpgsql stable set search_path = '' as $$
declare
  v_ground extensions.geometry;
  v_numbers float8[];
begin
  if p_area ? 'municipality' then
    select a.boundary into v_ground from public.areas a where a.id = p_area ->> 'municipality';
  elsif jsonb_typeof(p_area -> 'box') = 'array' or jsonb_typeof(p_area -> 'circle') = 'array' then
    begin
      v_numbers := array(select n::float8 from jsonb_array_elements_text(coalesce(p_area -> 'box', p_area -> 'circle')) n);
    exception when others then
      v_numbers := '{}';
    end;
    if v_numbers[1] between -180 and 180 and v_numbers[2] between -85 and 85 then
      if p_area ? 'box' and cardinality(v_numbers) = 4 and v_numbers[3] between v_numbers[1] and 180
          and v_numbers[4] between v_numbers[2] and 85 then
        v_ground := extensions.st_makeenvelope(v_numbers[1], v_numbers[2], v_numbers[3], v_numbers[4], 4326);
      elsif not p_area ? 'box' and cardinality(v_numbers) = 3
          and v_numbers[3] between 1 and private.setting('take_back_radius_max_m') then
        v_ground := extensions.st_transform(private.view_ground(extensions.st_transform(
          extensions.st_setsrid(extensions.st_makepoint(v_numbers[1], v_numbers[2]), 4326), 32634), v_numbers[3], 360, 0), 4326);
      end if;
    end if;
  end if;
  if v_ground is null then
    perform private.refuse('area', 'invalid');
  end if;
  return v_ground;
end $$;

-- What of a camera's reports was sent by the holder of a salt, without making the keys of HMAC anew for each of them.
create function private.own_cameras(p_salt text, p_numbers bigint[]) returns bigint[]
language plpgsql stable set search_path = '' as $$
declare
  v_key bytea := decode(rpad(encode(convert_to(p_salt, 'UTF8'), 'hex'), 128, '0'), 'hex');
  v_inner bytea := v_key;
  v_outer bytea := v_key;
begin
  if p_salt is null then
    return array[]::bigint[];
  end if;
  for i in 0 .. 63 loop
    v_inner := set_byte(v_inner, i, get_byte(v_key, i) # 54);
    v_outer := set_byte(v_outer, i, get_byte(v_key, i) # 92);
  end loop;
  return array(
    select r.camera_number from public.reports r
    where r.camera_number = any (p_numbers) and r.person is not null
      and r.person = encode(sha256(v_outer
        || sha256(v_inner || convert_to(private.camera_id(r.camera_number), 'UTF8'))), 'hex'));
end $$;

-- The cameras of a flood: what appeared on the map between two days on some ground, with what spares each of them.
-- `confirmed`: somebody else has said that it is there, or its state was decided. `seen`: it was reported again. `own`: the
-- moderator reported it. `kept`: it was named. Told to be strict, a voice that weighs little and a report of those days spare
-- nothing, because who floods can send those too.
create function private.flood_cameras(
  p_from date, p_to date, p_ground extensions.geometry, p_is_strict boolean, p_kept bigint[], p_salt text
) returns table (number bigint, version bigint, spared text)
language plpgsql stable set search_path = '' as $$
declare
  v_trusted numeric := private.setting('weight_trusted');
  v_own bigint[] := array[]::bigint[];
begin
  if p_salt is not null then
    v_own := private.own_cameras(p_salt, array(select c.number from public.cameras c
      where c.first_reported_on between p_from and p_to));
  end if;
  return query
  select c.number, c.version, case
    when c.number = any (p_kept) then 'kept'
    when c.number = any (v_own) then 'own'
    when c.state in ('verified', 'removed') and not (p_is_strict and v.has_present and not v.has_trusted)
      or v.has_trusted or v.has_present and not p_is_strict then 'confirmed'
    when exists (select from public.camera_events e
      where e.camera_number = c.number and e.kind = 'sighted' and not (p_is_strict and e.day between p_from and p_to))
      then 'seen' end
  from public.cameras c
  cross join lateral (
    select count(*) > 0 as has_present, coalesce(bool_or(r.weight >= v_trusted), false) as has_trusted
    from public.reviews r
    where r.camera_number = c.number and r.verdict = 'present' and not exists (
      select from public.reports o where o.camera_number = c.number and o.person = r.person)) v
  where c.first_reported_on between p_from and p_to and not c.withdrawn and c.state <> 'hidden'
    and extensions.st_covers(p_ground, c.position::extensions.geometry);
end $$;

create function private.flood_surveys(p_from date, p_to date, p_ground extensions.geometry)
returns setof public.surveys
language sql stable set search_path = '' as $$
  select s.* from public.surveys s
  where s.received_on between p_from and p_to and s.is_published and s.removed_on is null
    and extensions.st_covers(p_ground, private.survey_middle(s.ground))
$$;

-- Raises PT422 for everything that is wrong with what is asked of a flood.
create function private.check_flood(p_kind text, p_from date, p_to date, p_area text) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_problems jsonb;
begin
  select jsonb_agg(jsonb_build_object('field', field, 'code', code)) into v_problems
  from (values
    ('kind', case when p_kind is null then 'required' when p_kind not in ('reports', 'surveys') then 'invalid' end),
    ('from', case when p_from is null then 'required' end),
    ('to', case when p_to is null then 'required' when p_to < p_from then 'invalid' end),
    ('area', case when p_area is null then 'required' when p_area !~ '^\{.*\}$' then 'invalid' end)) problem (field, code)
  where code is not null;
  if v_problems is not null then
    raise exception using errcode = 'PT422', message = 'invalid_report', detail = v_problems::text;
  end if;
end $$;

-- Shows a flood before anything is done: {kind, count, most, spared: {confirmed, seen, own, kept}, shown, rows, after}. What
-- `shown` names is handed to private.take_back, which takes nothing that was not shown. Raises PT422.
create function private.flood(
  p_kind text, p_from date, p_to date, p_area text, p_is_strict boolean default false, p_kept bigint[] default '{}',
  p_salt text default null, p_at text default null
) returns json
language plpgsql stable set search_path = '' as $$
declare
  v_rows integer := private.setting('desk_rows');
  v_ground extensions.geometry;
  v_answer jsonb;
begin
  perform private.check_flood(p_kind, p_from, p_to, p_area);
  v_ground := private.flood_ground(p_area::jsonb);
  if p_at !~ (case p_kind when 'reports' then '^[0-9]{1,18}$' else '^[0-9a-f-]{36}$' end) then
    perform private.refuse('at', 'invalid');
  end if;
  if p_kind = 'surveys' then
    with taken as materialized (
      select s.id from private.flood_surveys(p_from, p_to, v_ground) s
    ), page as (
      select t.id from taken t where p_at is null or t.id > p_at::uuid order by t.id limit v_rows
    )
    select jsonb_build_object('count', (select count(*) from taken),
      'spared', '{}'::jsonb,
      'shown', (select md5(coalesce(string_agg(t.id::text, ' ' order by t.id), '')) from taken t),
      'rows', (select coalesce(jsonb_agg(private.desk_survey(s) order by p.id), '[]')
        from page p join public.surveys s on s.id = p.id),
      'after', (select p.id from page p offset v_rows - 1 limit 1))
    into v_answer;
  else
    with found as materialized (
      select * from private.flood_cameras(p_from, p_to, v_ground, p_is_strict, p_kept, p_salt)
    ), page as (
      select f.number, f.version from found f
      where f.spared is null and (p_at is null or f.version > p_at::bigint) order by f.version limit v_rows
    )
    select jsonb_build_object('count', (select count(*) from found f where f.spared is null),
      'spared', (select coalesce(jsonb_object_agg(s.spared, s.cameras), '{}')
        from (select f.spared, count(*) as cameras from found f where f.spared is not null group by f.spared) s),
      'shown', (select v.value::text from private.version v),
      'rows', (select coalesce(jsonb_agg(private.numbered(c.number, private.public_record(c)) order by p.version), '[]')
        from page p join public.cameras c on c.number = p.number),
      'after', (select p.version from page p order by p.version offset v_rows - 1 limit 1))
    into v_answer;
  end if;
  return v_answer || jsonb_build_object('kind', p_kind, 'most', private.setting('take_back_rows'));
exception when data_exception then
  perform private.refuse('area', 'invalid');
  return null;
end $$;

-- What one act does ten thousand times, done quickly. An id is one expression; what is hidden has no state to note; an event
-- that comes with its leaf and its day of the log keeps them.
create or replace function private.camera_id(p_number bigint) returns text
language plpgsql immutable strict set search_path = '' as $$
declare
  v_letters constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
begin
  return substr(v_letters, (p_number >> 45 & 31)::int + 1, 1) || substr(v_letters, (p_number >> 40 & 31)::int + 1, 1)
    || substr(v_letters, (p_number >> 35 & 31)::int + 1, 1) || substr(v_letters, (p_number >> 30 & 31)::int + 1, 1)
    || substr(v_letters, (p_number >> 25 & 31)::int + 1, 1) || substr(v_letters, (p_number >> 20 & 31)::int + 1, 1)
    || substr(v_letters, (p_number >> 15 & 31)::int + 1, 1) || substr(v_letters, (p_number >> 10 & 31)::int + 1, 1)
    || substr(v_letters, (p_number >> 5 & 31)::int + 1, 1) || substr(v_letters, (p_number & 31)::int + 1, 1);
end $$;
drop trigger cameras_note_state_change on public.cameras;
create trigger cameras_note_state_change before update of version on public.cameras
  for each row when (new.state <> 'hidden') execute function private.note_state_change();
drop trigger camera_events_log on public.camera_events;
create trigger camera_events_log before insert on public.camera_events
  for each row when (new.leaf is null) execute function private.log_event();

create function private.log_day(p_day date) returns date
language sql stable set search_path = '' as $$
  select greatest(p_day, (select max(d.day) + 1 from public.log_days d))
$$;
create or replace function private.log_event() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.leaf := private.leaf(new.salt, new.public_line);
  new.logged_on := private.log_day(new.day);
  return new;
end $$;

-- Gives cameras their next versions and events in one go, as private.record_event does for one: the caller has locked the
-- version. p_reason null shows them again in the state that they had. Answers the first of their versions.
create function private.change_hidden(p_now timestamptz, p_numbers bigint[], p_reason text) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  v_day date := private.day(p_now);
  v_logged_on date := private.log_day(v_day);
  v_kind public.event_kind := (case when p_reason is null then 'restored' else 'hidden' end)::public.event_kind;
  v_before bigint;
begin
  update private.version set value = value + cardinality(p_numbers) where only_row
  returning value - cardinality(p_numbers) into v_before;
  update public.cameras c set version = v_before + n.place, changed_on = v_day, hidden_reason = p_reason,
    state = case when p_reason is null then c.state_before_hidden else 'hidden' end,
    state_before_hidden = case when p_reason is not null then c.state end
  from unnest(p_numbers) with ordinality n (number, place)
  where c.number = n.number;
  insert into public.camera_events (camera_number, kind, day, version, salt, public_line, leaf, logged_on)
  select e.number, v_kind, v_day, e.version, e.salt, e.line, private.leaf(e.salt, e.line), v_logged_on
  from (
    select c.number, c.version, private.random_hex() as salt, (jsonb_build_object(
      'camera', private.camera_id(c.number), 'day', v_day, 'event', v_kind)
      || case when p_reason is null then jsonb_build_object('record', private.public_record(c))
        else jsonb_build_object('reason', p_reason) end)::text as line
    from public.cameras c where c.version > v_before and c.version <= v_before + cardinality(p_numbers)
  ) e;
  return v_before + 1;
end $$;

-- Takes back what private.flood has shown: cameras are hidden with the public reason, an event each, surveys removed. Answers
-- what the desk lists of the act. Raises PT409 flood_changed when surveys came or went since, PT422.
create function private.take_back(
  p_now timestamptz, p_kind text, p_from date, p_to date, p_area text, p_shown text, p_reason text,
  p_is_strict boolean default false, p_kept bigint[] default '{}', p_salt text default null
) returns json
language plpgsql volatile set search_path = '' as $$
declare
  v_reason text := trim(p_reason);
  v_ground extensions.geometry;
  v_numbers bigint[] := array[]::bigint[];
  v_surveys uuid[] := array[]::uuid[];
  v_done private.take_backs;
begin
  perform private.check_flood(p_kind, p_from, p_to, p_area);
  if coalesce(v_reason, '') = '' or length(v_reason) > private.setting('reason_max_chars') then
    perform private.refuse('reason', case when coalesce(v_reason, '') = '' then 'required' else 'too_long' end);
  end if;
  if p_shown is null or p_shown !~ (case p_kind when 'reports' then '^[0-9]{1,18}$' else '^[0-9a-f]{32}$' end) then
    perform private.refuse('shown', 'required');
  end if;
  v_ground := private.flood_ground(p_area::jsonb);
  perform private.lock_version();
  if p_kind = 'reports' then
    -- What changed since it was shown is left alone: somebody may have confirmed it.
    v_numbers := array(select f.number from private.flood_cameras(p_from, p_to, v_ground, p_is_strict, p_kept, p_salt) f
      where f.spared is null and f.version <= p_shown::bigint
      order by f.version limit private.setting('take_back_rows')::int);
  else
    v_surveys := array(select s.id from private.flood_surveys(p_from, p_to, v_ground) s order by s.id);
    if p_shown <> md5(array_to_string(v_surveys, ' ')) then
      raise exception using errcode = 'PT409', message = 'flood_changed';
    end if;
    v_surveys := v_surveys[1:private.setting('take_back_rows')::int];
  end if;
  if cardinality(v_numbers) + cardinality(v_surveys) = 0 then
    raise exception using errcode = 'PT409', message = 'flood_changed';
  end if;
  insert into private.take_backs (kind, from_day, to_day, area, reason, entries, made_on, cameras, first_version, surveys)
  values (p_kind, p_from, p_to, p_area::jsonb, v_reason, cardinality(v_numbers) + cardinality(v_surveys), private.day(p_now),
    v_numbers, private.change_hidden(p_now, v_numbers, v_reason), v_surveys)
  returning * into v_done;
  update public.surveys set removed_on = private.day(p_now) where id = any (v_surveys);
  perform private.note_ground(s.ground) from public.surveys s where s.id = any (v_surveys);
  return private.taken_back(v_done);
end $$;

-- Undoes such an act: what it hid is shown again in the state that it had, an event each. What somebody has changed, hidden
-- anew or erased since stays as it is. Raises PT404, PT409 flood_undone.
create function private.undo_take_back(p_now timestamptz, p_id uuid) returns json
language plpgsql volatile set search_path = '' as $$
declare
  v_done private.take_backs;
  v_numbers bigint[];
  v_surveys uuid[];
begin
  perform private.lock_version();
  select * into v_done from private.take_backs where id = p_id for update;
  if v_done.id is null then
    raise exception using errcode = 'PT404', message = 'not_found';
  end if;
  if v_done.undone_on is not null then
    raise exception using errcode = 'PT409', message = 'flood_undone';
  end if;
  v_numbers := array(
    select c.number from unnest(v_done.cameras) with ordinality t (number, place) join public.cameras c on c.number = t.number
    where c.version = v_done.first_version + t.place - 1 and c.state = 'hidden' and not c.withdrawn
      and not exists (select from public.camera_events e where e.camera_number = c.number and e.salt is null)
    order by c.version);
  v_surveys := array(select s.id from public.surveys s where s.id = any (v_done.surveys) and s.removed_on is not null);
  perform private.change_hidden(p_now, v_numbers, null);
  update public.surveys set removed_on = null where id = any (v_surveys);
  perform private.note_ground(s.ground) from public.surveys s where s.id = any (v_surveys);
  update private.take_backs set undone_on = private.day(p_now), cameras = '{}', surveys = '{}' where id = p_id
  returning * into v_done;
  return private.taken_back(v_done) || jsonb_build_object('restored', cardinality(v_numbers) + cardinality(v_surveys));
end $$;

-- Takes a published survey out of the map, or puts it back; no act on a flood moves it again then. Raises PT401, PT403,
-- PT404, PT429.
create or replace function private.remove_survey(p_now timestamptz, p_contributor uuid, p_survey_id uuid, p_removed boolean)
returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_ground extensions.geometry;
begin
  perform private.require_moderator(p_contributor);
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

-- Deletes reports that waited beside a hidden entry until nobody decided, and what acts on floods need to be undone.
create function private.tend_floods(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_number bigint;
begin
  for v_number in
    select distinct r.camera_number from private.held_reports h join public.reports r on r.id = h.report_id
    where h.delete_on <= private.day(p_now) limit 500
  loop
    perform private.delete_pending(v_number);
  end loop;
  update private.held_reports set show_at = null where show_at <= p_now;
  delete from private.take_backs where made_on <= private.day(p_now) - private.setting('take_back_undo_days')::int;
end $$;

-- For moderators: what floods are shown, taken back and undone.
create function public.desk_flood(
  p_contributor uuid, p_salt text, p_kind text, p_from date, p_to date, p_area text, p_is_strict boolean default false,
  p_kept bigint[] default '{}', p_at text default null
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.require_moderator(p_contributor);
  return private.flood(p_kind, p_from, p_to, p_area, p_is_strict, p_kept, p_salt, p_at);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;
create function public.desk_take_back(
  p_contributor uuid, p_salt text, p_kind text, p_from date, p_to date, p_area text, p_shown text, p_reason text,
  p_is_strict boolean default false, p_kept bigint[] default '{}'
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.require_moderator(p_contributor);
  if p_salt is null or p_salt !~ '^[0-9a-f]{64}$' then
    perform private.refuse('salt', 'invalid');
  end if;
  perform private.limit_desk(now(), p_contributor, 'take_back', private.setting('take_backs_per_day'));
  return private.take_back(now(), p_kind, p_from, p_to, p_area, p_shown, p_reason, p_is_strict, p_kept, p_salt);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;
-- No limit: an act is undone once, and each costs one of the day's.
create function public.desk_undo_take_back(p_contributor uuid, p_id uuid) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  perform private.require_moderator(p_contributor);
  return private.undo_take_back(now(), p_id);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
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

-- The same for the operator (npm run operate).
create function public.flood(
  p_kind text, p_from date, p_to date, p_area text, p_is_strict boolean default false, p_kept bigint[] default '{}',
  p_at text default null
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.flood(p_kind, p_from, p_to, p_area, p_is_strict, p_kept, null, p_at);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;
create function public.take_back(
  p_kind text, p_from date, p_to date, p_area text, p_shown text, p_reason text, p_is_strict boolean default false,
  p_kept bigint[] default '{}'
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.take_back(now(), p_kind, p_from, p_to, p_area, p_shown, p_reason, p_is_strict, p_kept);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;
create function public.undo_take_back(p_id uuid) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  return private.undo_take_back(now(), p_id);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;
create function public.take_backs() returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(private.taken_back(b) order by b.made_on desc, b.id), '[]') from private.take_backs b
$$;

create or replace function public.tick() returns json
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tend_reviews(now());
  perform private.close_old_corrections(now());
  perform private.tend_surveys(now());
  perform private.tend_floods(now());
  return private.tick(now());
end $$;

revoke execute on function public.site_acts, public.desk_flood, public.desk_take_back, public.desk_undo_take_back,
  public.desk_list, public.decide_report, public.flood, public.take_back, public.undo_take_back, public.take_backs
  from public, anon, authenticated, service_role;
grant execute on function public.site_acts, public.desk_flood, public.desk_take_back, public.desk_undo_take_back,
  public.desk_list, public.decide_report, public.flood, public.take_back, public.undo_take_back, public.take_backs
  to service_role;
