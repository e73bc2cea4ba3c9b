-- The desk names every camera by its type and its place, and counts reviews by the record.

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
create or replace function private.bursts(p_now timestamptz) returns json
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

-- A survey as moderators see it.
create or replace function private.desk_survey(p_survey public.surveys) returns jsonb
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

-- A page of one of the desk's lists: {count, rows, before, after}. `before` and `after` are places, from which one goes
-- on back or forward, and null where there is nothing more; no numbers of rows, because rows leave while one reads.
-- p_at null is the beginning. Raises PT422 for a list that is none.
create or replace function private.desk_rows(
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
