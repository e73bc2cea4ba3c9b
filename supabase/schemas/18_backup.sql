-- Backup and restore: what is taken, read as one state beside a running server, and put back into an empty database.
-- src/lib/server/backup makes files of it. docs/deploy.md says what is in one.

-- Every table of ours is of one part. A new one is classed here and by the migration that makes it: a test holds this
-- list against the catalogue, columns too.
create table private.backup_tables (
  name text primary key check (name ~ '^(public|private|auth)[.][a-z_]+$'),
  -- 'derived' is made anew from the rest; 'never' is in no backup
  part text not null check (part in ('record', 'settings', 'accounts', 'derived', 'never')),
  -- the order in which tables are put back: what others refer to comes first
  place integer unique,
  -- what is taken, the primary key first; the others take their defaults
  columns text[] not null default '{}',
  columns_left_out text[] not null default '{}',
  -- a condition on the row `t`
  only_where text,
  page_rows integer not null default 1000 check (page_rows > 0),
  -- the migrations have put its rows there, and a backup changes them
  is_prefilled boolean not null default false,
  check ((place is null) = (part in ('derived', 'never')))
);

insert into private.backup_tables (name, part) values
  ('private.backup_tables', 'never'),
  ('private.restoration', 'never'),
  -- cut and drawn anew, by the arithmetic of the engine that has them
  ('private.camera_views', 'derived'),
  ('private.sights', 'derived'),
  ('private.coverage_pieces', 'derived'),
  -- keyed hashes of networks, browsers and requests, and exact times: nobody shall find them in a backup
  ('private.spent_challenges', 'never'),
  ('private.counters', 'never'),
  ('private.burst_ids', 'never'),
  ('private.burst_acts', 'never'),
  ('private.day_salts', 'never'),
  ('private.taken_back', 'never'),
  -- of this database alone
  ('private.believed_clock', 'never'),
  ('private.turns', 'never'),
  ('private.upkeep', 'never'),
  ('private.sessions', 'never'),
  ('private.withdrawals', 'never'),
  ('private.survey_withdrawals', 'never'),
  ('private.idempotency_keys', 'never'),
  ('private.survey_keys', 'never');

insert into private.backup_tables
  (place, name, part, columns, columns_left_out, only_where, page_rows, is_prefilled) values
  (10, 'public.settings', 'settings', '{key,value}', '{unit,meaning}', null, 1000, true),
  (20, 'private.contributors', 'accounts', '{id,code,salt,joined_on}', '{}', null, 1000, false),
  (30, 'private.moderators', 'accounts', '{contributor_id,added_on}', '{}', null, 1000, false),
  -- what signing in needs; the rest of a user is written as the target wants it (private.restore_users)
  (40, 'auth.users', 'accounts', '{id,email,encrypted_password}', '{}',
    'exists (select from private.contributors c where c.id = t.id)', 1000, false),
  (50, 'public.area_sets', 'record', '{kind,source,licence,as_of,loaded_on,spacing_m,coarse,placement}', '{}', null, 1000, false),
  (60, 'public.areas', 'record', '{id,kind,names,boundary,area_km2,published_km2,population}', '{}', null, 4, false),
  (70, 'public.cameras', 'record', '{number,position,state,type,mount,heading_deg,operator,maker,capabilities,
    sign_present,height_m,accuracy_m,method,source,first_reported_on,observed_on,last_confirmed_on,confirmations,
    disputes,changed_on,version,withdrawn,hidden_reason,state_before_hidden,state_changes,merged_into,start_date}',
    '{}', null, 1000, false),
  (80, 'public.camera_events', 'record', '{id,camera_number,kind,day,version,salt,public_line,leaf,logged_on}',
    '{}', null, 1000, false),
  (90, 'public.log_days', 'record', '{day,head,leaves}', '{}', null, 1000, false),
  (100, 'public.reports', 'record', '{id,camera_number,position,type,mount,heading_deg,operator,maker,capabilities,
    sign_present,height_m,accuracy_m,method,observed_on,received_on,source,person,start_date}',
    '{}', null, 1000, false),
  (110, 'public.report_notes', 'record', '{report_id,note,delete_on}', '{}', null, 1000, false),
  (120, 'private.withdrawn_reports', 'record', '{report_id}', '{}', null, 1000, false),
  -- What waits is taken without its time: restored, it waits for another.
  (130, 'private.publication_queue', 'record', '{report_id}', '{due_at,burst}', null, 1000, false),
  (135, 'private.held_reports', 'record', '{report_id,refused_on,delete_on}', '{show_at,burst}', null, 1000, false),
  (140, 'public.complaints', 'record', '{id,camera_number,kind,message,received_on,delete_on,closed_on}',
    '{}', null, 1000, false),
  (150, 'public.reviews', 'record', '{camera_number,round,person,verdict,weight,on_site,cast_on,turn,confirmed_before}',
    '{}', null, 1000, false),
  (155, 'private.reviewers', 'accounts', '{camera_number,round,person,contributor_id,erase_on}',
    '{}', null, 1000, false),
  (160, 'private.standings', 'record', '{camera_number,state,round,turn,changed_turn,since_turn,disputed_on,won_round,
    credit_on}',
    '{}', null, 1000, false),
  (170, 'private.act_days', 'accounts', '{contributor_id,day,camera_number}', '{}', null, 1000, false),
  (180, 'private.review_queue', 'accounts', '{camera_number,person,contributor_id,verdict,on_site}',
    '{due_at,burst}', null, 1000, false),
  (190, 'public.corrections', 'record', '{id,camera_number,field,value,opened_on,closed_on,accepted}',
    '{}', null, 1000, false),
  (200, 'public.correction_votes', 'record', '{correction_id,person,agrees,weight}', '{}', null, 1000, false),
  (210, 'public.surveys', 'record', '{id,shape,ground,looked_on,method,received_on,is_published,removed_on}',
    '{}', null, 50, false),
  (215, 'private.take_backs', 'record', '{id,kind,from_day,to_day,area,reason,entries,made_on,undone_on,cameras,
    first_version,surveys}', '{}', null, 50, false),
  (220, 'private.survey_queue', 'record', '{survey_id}', '{due_at}', null, 1000, false),
  (230, 'private.camera_areas', 'record', '{camera_number,area_id}', '{}', null, 1000, false),
  -- Measured ground stays as it is, because two engines may differ by a square decimetre.
  (240, 'private.coverage', 'record', '{cell_x,cell_y,area_id,ground_dm2,cameras,watched_dm2,looked_dm2,version,
    looked_month}', '{}', null, 1000, false),
  (250, 'private.coverage_due_cameras', 'record', '{camera_number}', '{}', null, 1000, false),
  (260, 'private.coverage_due_cells', 'record', '{cell_x,cell_y}', '{}', null, 1000, false),
  -- Those that are not due follow from their cameras (restore_views).
  (270, 'private.coverage_cameras', 'record', '{camera_number,cell_x,cell_y,at,state,optics}', '{}',
    'exists (select from private.coverage_due_cameras d where d.camera_number = t.camera_number)', 1000, false),
  (280, 'private.coverage_version', 'record', '{only_row,value}', '{}', null, 1000, true),
  (285, 'private.buildings', 'record', '{only_row,version,source,licence,day,sights_version}', '{}', null, 1000, true),
  (290, 'private.state_counts', 'record', '{state,cameras}', '{}', null, 1000, true),
  (300, 'private.version', 'record', '{only_row,value}', '{}', null, 1000, true);

-- One row while a restore is under way, or was broken off; then nothing but a restore may write
-- (private.refuse_writes).
create table private.restoration (
  only_row boolean primary key default true check (only_row),
  with_accounts boolean not null,
  -- the file's tables: {name: [column, …]}
  tables jsonb not null
);

-- The columns of a table's primary key, in its order.
create function private.key_columns(p_table regclass) returns text[]
language sql stable set search_path = '' as $$
  select array_agg(a.attname::text order by k.place)
  from pg_catalog.pg_index i
  cross join unnest(i.indkey::smallint[]) with ordinality as k (number, place)
  join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
  where i.indrelid = p_table and i.indisprimary
$$;

-- The type of a column as a cast writes it.
create function private.column_type(p_table regclass, p_column text) returns text
language sql stable set search_path = '' as $$
  select pg_catalog.format_type(a.atttypid, a.atttypmod) from pg_catalog.pg_attribute a
  where a.attrelid = p_table and a.attname = p_column and not a.attisdropped
$$;

-- The table of this name that a backup may have. Raises PT422 for one that is in none.
create function private.backup_table(p_name text) returns private.backup_tables
language plpgsql stable set search_path = '' as $$
declare
  v_table private.backup_tables;
begin
  select * into v_table from private.backup_tables b where b.name = p_name and b.place is not null;
  if v_table.name is null then
    raise exception using errcode = 'PT422', message = 'unknown_table', detail = to_json(p_name)::text;
  end if;
  return v_table;
end $$;

-- The rows of a table behind one key and up to another, in the order of their keys, as the end of a statement. Keys
-- are JSON arrays of text; null: from the beginning, to the end.
create function private.backup_range(p_table private.backup_tables, p_after jsonb, p_upto jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_table regclass := p_table.name;
  v_keys text[] := private.key_columns(v_table);
  v_key text := (select string_agg(format('t.%I', k), ', ' order by place)
    from unnest(v_keys) with ordinality as u (k, place));
  v_bound jsonb;
  v_where text := coalesce(p_table.only_where, 'true');
  v_is_upper boolean;
begin
  foreach v_is_upper in array array[false, true] loop
    v_bound := case when v_is_upper then p_upto else p_after end;
    if jsonb_typeof(v_bound) = 'array' then
      v_where := v_where || format(' and (%s) %s (%s)', v_key, case when v_is_upper then '<=' else '>' end, (
        select string_agg(format('%L::%s', v_bound ->> (place - 1)::int, private.column_type(v_table, k)), ', ' order by place)
        from unnest(v_keys) with ordinality as u (k, place)));
    end if;
  end loop;
  return format('from %s t where %s order by %s', v_table, v_where, v_key);
end $$;

-- The rows of a range, a JSON array of texts each; '' when there are none. Text, because it alone brings every type
-- back as it was.
create function private.backup_rows(p_range text, p_table private.backup_tables, p_limit integer)
returns text
language plpgsql stable set search_path = '' set datestyle = 'ISO' as $$
declare
  v_columns text := (
    select string_agg(format('t.%I::text', k), ', ' order by place)
    from unnest(p_table.columns) with ordinality as u (k, place));
  v_rows text;
begin
  execute format('select array_to_string(array(select json_build_array(%s)::text %s limit %s), E''\n'')',
    v_columns, p_range, coalesce(p_limit::text, 'all')) into v_rows;
  return v_rows;
end $$;

-- Which versions of rows a range has: another one for any change to any of them.
create function private.backup_fingerprint(p_range text, p_limit integer) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_fingerprint text;
begin
  execute format('select md5(array_to_string(array(select t.ctid::text || t.xmin::text %s limit %s), '' ''))',
    p_range, coalesce(p_limit::text, 'all')) into v_fingerprint;
  return v_fingerprint;
end $$;

-- What a backup has to read: {day, schema, tables: [{name, part, columns, keys, page_rows, rows}]}, `keys` of the
-- columns being the key, and `schema` the newest migration.
create function public.backup_plan(p_accounts boolean) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_detail text;
  v_table private.backup_tables;
  v_tables jsonb := '[]'::jsonb;
  v_rows bigint;
begin
  if exists (select from private.restoration) then
    raise exception using errcode = 'PT409', message = 'restoring';
  end if;
  for v_table in
    select * from private.backup_tables b where b.place is not null and (p_accounts or b.part <> 'accounts') order by b.place
  loop
    execute format('select count(*) from %s t where %s', v_table.name::regclass, coalesce(v_table.only_where, 'true'))
    into v_rows;
    v_tables := v_tables || jsonb_build_object('name', v_table.name, 'part', v_table.part, 'columns', v_table.columns,
      'keys', cardinality(private.key_columns(v_table.name::regclass)), 'page_rows', v_table.page_rows, 'rows', v_rows);
  end loop;
  return json_build_object('day', private.day(now()),
    'schema', (select max(m.version) from supabase_migrations.schema_migrations m), 'tables', v_tables);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- A page of a table behind a key: its fingerprint, then its rows, a line each.
create function public.backup_page(p_table text, p_after text, p_limit integer) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_detail text;
  v_table private.backup_tables := private.backup_table(p_table);
  v_range text := private.backup_range(v_table, p_after::jsonb, null);
begin
  return to_json(private.backup_fingerprint(v_range, p_limit) || E'\n'
    || private.backup_rows(v_range, v_table, p_limit));
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Of pages that were read, [{table, after, upto, fingerprint}], those that read otherwise now: {pages: [[index, page]],
-- whole}. All are looked at in one snapshot, because the function is stable: when it is whole, what was read and what
-- it answers are together the database at that moment. Not whole, there was too much for one answer: to be asked again.
create function public.backup_changed(p_pages text) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_detail text;
  v_page record;
  v_table private.backup_tables;
  v_range text;
  v_now text;
  v_changed jsonb := '[]'::jsonb;
  v_chars bigint := 0;
begin
  for v_page in
    select p.place - 1 as index, p.page from jsonb_array_elements(p_pages::jsonb) with ordinality as p (page, place)
  loop
    if v_table.name is distinct from v_page.page ->> 'table' then
      v_table := private.backup_table(v_page.page ->> 'table');
    end if;
    v_range := private.backup_range(v_table, v_page.page -> 'after', v_page.page -> 'upto');
    v_now := private.backup_fingerprint(v_range, null);
    if v_now <> v_page.page ->> 'fingerprint' then
      if v_chars > 4000000 then
        return json_build_object('pages', v_changed, 'whole', false);
      end if;
      v_now := v_now || E'\n' || private.backup_rows(v_range, v_table, null);
      v_chars := v_chars + length(v_now);
      v_changed := v_changed || jsonb_build_array(jsonb_build_array(v_page.index, v_now));
    end if;
  end loop;
  return json_build_object('pages', v_changed, 'whole', true);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Stands before every table while a restore is under way.
create function private.refuse_writes() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'PT503', message = 'restoring';
end $$;

-- Whether a restore is under way, or was broken off.
create function public.restoring() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.restoration)
$$;

-- The tables that nobody else may write to meanwhile: all of ours, but these two.
create function private.restored_tables() returns regclass[]
language sql stable set search_path = '' as $$
  select array_agg(b.name::regclass order by b.name) from private.backup_tables b
  where b.name !~ '^auth[.]' and b.name not in ('private.backup_tables', 'private.restoration')
$$;

-- Begins to restore a file, {schema, tables: [{name, columns}], accounts}: nothing but a restore writes from now on.
-- What a restore that was broken off has left is taken away. Answers {later: {table: place of the column that refers to
-- the table itself}}. Raises PT409 not_empty, PT422 unknown_schema, unknown_table, unknown_column.
create function public.restore_begin(p_file text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
  v_file jsonb := p_file::jsonb;
  v_is_begun boolean := exists (select from private.restoration);
  v_table record;
  v_unknown text;
  v_has_rows boolean;
  v_name regclass;
begin
  if not exists (select from supabase_migrations.schema_migrations m where m.version = v_file ->> 'schema') then
    raise exception using errcode = 'PT422', message = 'unknown_schema';
  end if;
  for v_table in
    select (private.backup_table(f ->> 'name')).columns as known, f ->> 'name' as name,
      array(select jsonb_array_elements_text(f -> 'columns')) as columns
    from jsonb_array_elements(v_file -> 'tables') f
  loop
    select c into v_unknown from unnest(v_table.columns) c where c <> all (v_table.known) limit 1;
    if found or not v_table.columns @> private.key_columns(v_table.name::regclass) then
      raise exception using errcode = 'PT422', message = 'unknown_column',
        detail = to_json(v_table.name || '.' || coalesce(v_unknown, '?'))::text;
    end if;
  end loop;
  if v_is_begun then
    delete from auth.users u using private.contributors c where u.id = c.id;
    foreach v_name in array private.restored_tables() loop
      execute format('alter table %s disable trigger user', v_name);
    end loop;
    execute 'truncate ' || (select string_agg(t::text, ', ') from unnest(private.restored_tables()) t
      join private.backup_tables b on b.name::regclass = t where not b.is_prefilled);
    foreach v_name in array private.restored_tables() loop
      execute format('alter table %s enable trigger user', v_name);
    end loop;
    delete from private.restoration where only_row;
  else
    -- The lock of `create trigger` waits for whoever writes: what is found empty then stays empty.
    foreach v_name in array private.restored_tables() loop
      execute format('create trigger restoring before insert or update or delete or truncate on %s
        for each statement execute function private.refuse_writes()', v_name);
    end loop;
    for v_table in
      select b.name from private.backup_tables b
      where b.part in ('record', 'accounts') and b.name !~ '^auth[.]' and not b.is_prefilled order by b.place
    loop
      execute format('select exists (select from %s)', v_table.name::regclass) into v_has_rows;
      if v_has_rows then
        raise exception using errcode = 'PT409', message = 'not_empty', detail = to_json(v_table.name)::text;
      end if;
    end loop;
  end if;
  insert into private.restoration (with_accounts, tables)
  values ((v_file -> 'accounts')::boolean, (
    select jsonb_object_agg(f ->> 'name', f -> 'columns') from jsonb_array_elements(v_file -> 'tables') f));
  return json_build_object('later', (
    select coalesce(json_object_agg(f ->> 'name', place - 1), '{}')
    from jsonb_array_elements(v_file -> 'tables') f
    cross join jsonb_array_elements_text(f -> 'columns') with ordinality as u (k, place)
    join pg_catalog.pg_constraint r on r.contype = 'f' and r.conrelid = r.confrelid and r.conrelid = (f ->> 'name')::regclass
    join pg_catalog.pg_attribute a on a.attrelid = r.conrelid and a.attnum = r.conkey[1] and a.attname = u.k));
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Users of Supabase Auth, [[id, email, encrypted_password], …], with what else this project's Auth wants of a user
-- whose address is confirmed: its columns differ from one to another. Their contributors are there. No time is known
-- but the day of joining.
create function private.restore_users(p_rows json) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  v_given constant text := '(select (r ->> 0)::uuid as id, r ->> 1 as email, r ->> 2 as password,
    c.joined_on::timestamp at time zone ''Europe/Belgrade'' as joined
    from json_array_elements($1) r join private.contributors c on c.id = (r ->> 0)::uuid) g';
  v_into record;
  v_count integer;
begin
  for v_into in
    select v.target, string_agg(format('%I', a.attname), ', ' order by a.attnum) as names,
      string_agg(v.value, ', ' order by a.attnum) as "values"
    from (values
      ('auth.users', 'instance_id', '''00000000-0000-0000-0000-000000000000''::uuid'),
      ('auth.users', 'id', 'g.id'),
      ('auth.users', 'aud', '''authenticated'''),
      ('auth.users', 'role', '''authenticated'''),
      ('auth.users', 'email', 'g.email'),
      ('auth.users', 'encrypted_password', 'g.password'),
      ('auth.users', 'email_confirmed_at', 'g.joined'),
      ('auth.users', 'raw_app_meta_data', '''{"provider": "email", "providers": ["email"]}''::jsonb'),
      ('auth.users', 'raw_user_meta_data', '''{}''::jsonb'),
      ('auth.users', 'created_at', 'g.joined'),
      ('auth.users', 'updated_at', 'g.joined'),
      -- Supabase Auth does not read null here.
      ('auth.users', 'confirmation_token', ''''''),
      ('auth.users', 'recovery_token', ''''''),
      ('auth.users', 'email_change', ''''''),
      ('auth.users', 'email_change_token_new', ''''''),
      ('auth.users', 'email_change_token_current', ''''''),
      ('auth.users', 'phone_change', ''''''),
      ('auth.users', 'phone_change_token', ''''''),
      ('auth.users', 'reauthentication_token', ''''''),
      ('auth.identities', 'id', 'gen_random_uuid()'),
      ('auth.identities', 'provider', '''email'''),
      ('auth.identities', 'provider_id', 'g.id::text'),
      ('auth.identities', 'user_id', 'g.id'),
      ('auth.identities', 'identity_data', 'jsonb_build_object(''sub'', g.id, ''email'', g.email, ''email_verified'', true)'),
      ('auth.identities', 'created_at', 'g.joined'),
      ('auth.identities', 'updated_at', 'g.joined')
    ) v (target, name, value)
    join pg_catalog.pg_attribute a on a.attrelid = v.target::regclass and a.attname = v.name and a.attgenerated = ''
    group by v.target order by v.target desc
  loop
    execute format('insert into %s (%s) select %s from %s', v_into.target, v_into.names, v_into."values", v_given) using p_rows;
    get diagnostics v_count = row_count;
  end loop;
  return v_count;
end $$;

-- Writes rows of a table, a JSON array of them as text; answers how many. Triggers rest, because the rows that they
-- would write come as well. Raises PT409 not_restoring.
create function public.restore_rows(p_table text, p_rows text) returns json
language plpgsql volatile security definer set search_path = '' set datestyle = 'ISO' as $$
declare
  v_detail text;
  v_restoration private.restoration;
  v_table private.backup_tables := private.backup_table(p_table);
  v_name regclass := v_table.name;
  v_columns text[];
  v_values text;
  v_count integer;
begin
  select * into v_restoration from private.restoration for update;
  if v_restoration.only_row is null or not v_restoration.tables ? p_table then
    raise exception using errcode = 'PT409', message = 'not_restoring';
  end if;
  if v_table.part = 'accounts' and not v_restoration.with_accounts then
    return to_json(0);
  end if;
  if p_table = 'auth.users' then
    return to_json(private.restore_users(p_rows::json));
  end if;
  v_columns := array(select jsonb_array_elements_text(v_restoration.tables -> p_table));
  select string_agg(format('(r ->> %s)::%s as %I', place - 1, private.column_type(v_name, k), k), ', ' order by place)
  into v_values from unnest(v_columns) with ordinality as u (k, place);
  execute format('alter table %s disable trigger user', v_name);
  if v_table.is_prefilled then
    execute format('update %s t set (%s) = row(%s) from (select %s from json_array_elements($1) r) n where %s', v_name,
      (select string_agg(format('%I', k), ', ') from unnest(v_columns) k where k <> all (private.key_columns(v_name))),
      (select string_agg(format('n.%I', k), ', ') from unnest(v_columns) k where k <> all (private.key_columns(v_name))),
      v_values, (select string_agg(format('t.%I = n.%I', k, k), ' and ') from unnest(private.key_columns(v_name)) k))
    using p_rows::json;
  else
    execute format('insert into %s (%s) select %s from json_array_elements($1) r', v_name,
      (select string_agg(format('%I', k), ', ' order by place) from unnest(v_columns) with ordinality as u (k, place)),
      v_values) using p_rows::json;
  end if;
  get diagnostics v_count = row_count;
  execute format('alter table %s enable trigger user', v_name);
  return to_json(v_count);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Draws the views of cameras behind a number, as they were last measured, without measuring anything. Answers the
-- number after which the next page begins, or null. Of a camera that is due nobody knows any more what its views were:
-- the cells within reach of it are due with it.
create function public.restore_views(p_after bigint, p_limit integer default 500) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
  v_range_m double precision := private.setting('view_range_max_m');
  v_last bigint := (select c.number from public.cameras c where c.number > p_after order by c.number
    offset greatest(p_limit, 1) - 1 limit 1);
  v_to bigint := coalesce(v_last, 1125899906842623);
  v_table text;
  v_tables constant text[] :=
    array['private.coverage_cameras', 'private.camera_views', 'private.coverage_due_cells'];
begin
  perform from private.restoration for update;
  if not found then
    raise exception using errcode = 'PT409', message = 'not_restoring';
  end if;
  foreach v_table in array v_tables loop
    execute format('alter table %s disable trigger user', v_table);
  end loop;
  perform private.note_cells(extensions.st_expand(c.at, v_range_m)) from private.coverage_cameras c
  where c.camera_number > p_after and c.camera_number <= v_to;
  perform private.store_views(array(
    select n from private.stands_now(array(
      select c.number from public.cameras c
      where c.number > p_after and c.number <= v_to
        and not exists (select from private.coverage_due_cameras d where d.camera_number = c.number))) n));
  foreach v_table in array v_tables loop
    execute format('alter table %s enable trigger user', v_table);
  end loop;
  return to_json(v_last);
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

-- Ends a restore: everybody may write again. Answers the version.
create function public.restore_finish() returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
  v_name regclass;
begin
  delete from private.restoration where only_row;
  if not found then
    raise exception using errcode = 'PT409', message = 'not_restoring';
  end if;
  foreach v_name in array private.restored_tables() loop
    execute format('drop trigger restoring on %s', v_name);
    -- Until somebody counts, a plan takes the tables for empty.
    execute format('analyze %s', v_name);
  end loop;
  -- Ground in a backup from before seven levels was measured by four: it is measured anew.
  update private.coverage set watched_dm2 = array_fill(0, array[56]) where cardinality(watched_dm2) <> 56;
  -- Among buildings views are cut to sights, which are made anew.
  if found or exists (select from private.buildings b where b.version is not null) then
    perform public.rebuild_coverage();
  end if;
  -- In a backup from before months, no cell says when it was looked at.
  if exists (select from private.coverage c where c.looked_dm2 > 0 and c.looked_month = 0) then
    perform private.note_surveys();
  end if;
  return to_json((select v.value from private.version v));
exception when others then
  if sqlstate !~ '^PT' then raise; end if;
  get stacked diagnostics v_detail = pg_exception_detail;
  return private.refused(sqlstate, sqlerrm, v_detail);
end $$;

grant execute on function public.backup_plan, public.backup_page, public.backup_changed, public.restoring,
  public.restore_begin, public.restore_rows, public.restore_views, public.restore_finish
  to service_role;
