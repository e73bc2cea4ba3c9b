-- Contributors: a random key that only its holder has, and behind it a user of Supabase Auth. What stands here says
-- nothing about a person. The names under which one acts on a camera come from a salt that is half here and half
-- in OKO_SECRET: neither the database nor the secret alone tells which acts are one person's.

create table private.contributors (
  -- the user of Supabase Auth
  id uuid primary key,
  -- told to an operator who makes a moderator; nobody else sees it
  code text not null unique default right(private.camera_id(private.random_number()), 8),
  -- the database's half of the salt
  salt text not null default private.random_hex() || private.random_hex() check (salt ~ '^[0-9a-f]{64}$'),
  joined_on date not null
);

create table private.moderators (
  contributor_id uuid primary key references private.contributors on update cascade on delete cascade,
  added_on date not null
);

-- Days on which a contributor was right, as far as they count for trust. The camera goes when the review's
-- contributor is erased.
create table private.act_days (
  contributor_id uuid references private.contributors on update cascade on delete cascade,
  day date,
  camera_number bigint references public.cameras,
  primary key (contributor_id, day)
);
create index act_days_camera on private.act_days (camera_number);

-- Supabase Auth keeps the password of the user behind a key. Its sessions are not used, because they keep times: a
-- session is a random token whose hash stands here with a day (docs/decisions/011).
create table private.sessions (
  -- SHA-256, in base64url, of the token in one browser's cookie
  token_hash text primary key check (length(token_hash) = 43),
  contributor_id uuid not null references private.contributors on update cascade on delete cascade,
  expires_on date not null
);
create index sessions_contributor on private.sessions (contributor_id);
create index sessions_expires_on on private.sessions (expires_on);

-- HMAC-SHA256 (RFC 2104) of a text, for keys of up to 64 bytes, as hexadecimal text.
create function private.hmac(p_key text, p_message text) returns text
language sql immutable strict set search_path = '' as $$
  with padded as (
    select decode(rpad(encode(convert_to(p_key, 'UTF8'), 'hex'), 128, '0'), 'hex') as key
  ), pads as (
    select
      (select decode(string_agg(lpad(to_hex(get_byte(key, i) # 54), 2, '0'), '' order by i), 'hex')
        from generate_series(0, 63) i) as inner_pad,
      (select decode(string_agg(lpad(to_hex(get_byte(key, i) # 92), 2, '0'), '' order by i), 'hex')
        from generate_series(0, 63) i) as outer_pad
    from padded
  )
  select encode(sha256(outer_pad || sha256(inner_pad || convert_to(p_message, 'UTF8'))), 'hex') from pads
$$;

-- The name under which the holder of a salt acts on one camera: the same each time, and another on every other camera.
create function private.person(p_salt text, p_number bigint) returns text
language sql immutable strict set search_path = '' as $$
  select private.hmac(p_salt, private.camera_id(p_number))
$$;

create function private.is_moderator(p_contributor uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from private.moderators m where m.contributor_id = p_contributor)
$$;

create function private.is_trusted(p_contributor uuid) returns boolean
language sql stable set search_path = '' as $$
  select private.is_moderator(p_contributor) or
    (select count(*) from private.act_days a where a.contributor_id = p_contributor) >= private.setting('trust_acts')
$$;

-- What a review of this contributor weighs, now.
create function private.weight(p_contributor uuid) returns numeric
language sql stable set search_path = '' as $$
  select private.setting(case when private.is_trusted(p_contributor) then 'weight_trusted' else 'weight_new' end)
$$;

-- Raises PT401 for somebody who is no contributor (any more), PT403 for a contributor who is no moderator.
create function private.require_contributor(p_contributor uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if p_contributor is null or not exists (select from private.contributors c where c.id = p_contributor) then
    raise exception using errcode = 'PT401', message = 'no_contributor';
  end if;
end $$;

-- The same, and keeps the contributor from being forgotten meanwhile.
create function private.hold_contributor(p_contributor uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from private.contributors c where c.id = p_contributor for key share;
  if not found then
    raise exception using errcode = 'PT401', message = 'no_contributor';
  end if;
end $$;

create function private.require_moderator(p_contributor uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform private.require_contributor(p_contributor);
  if not private.is_moderator(p_contributor) then
    raise exception using errcode = 'PT403', message = 'no_moderator';
  end if;
end $$;

-- Before a key is made, because hashing its password costs more than refusing. Raises PT428 and PT429.
create function private.admit_key(
  p_now timestamptz, p_challenge_hash text default null, p_challenge_expires_at timestamptz default null,
  p_network_keys text[] default null, p_plain_key text default null
) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.pass_guard(p_now, p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key, 'keys');
  perform private.limit_network(p_now, 'keys', p_network_keys, private.setting('keys_per_network'),
    make_interval(hours => private.setting('counter_kept_h')::int));
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

-- Before a key is looked for. Raises PT429.
create function private.admit_sign_in(p_now timestamptz, p_network_keys text[] default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.limit_network(p_now, 'sign_ins', p_network_keys, private.setting('sign_ins_per_hour'), interval '1 hour');
end $$;

create function public.admit_sign_in(
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

-- Takes from schema auth what says when a user was here and from where: its sessions, tokens and log entries, and
-- the times in its own rows, of which the day of joining stays.
create function private.drop_auth_traces(p_id uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_joined timestamptz := (select c.joined_on::timestamp at time zone 'Europe/Belgrade' from private.contributors c
    where c.id = p_id);
begin
  delete from auth.sessions s where s.user_id = p_id;
  delete from auth.refresh_tokens t where t.user_id::text = p_id::text;
  if to_regclass('auth.flow_state') is not null then
    execute 'delete from auth.flow_state where user_id = $1' using p_id;
  end if;
  if to_regclass('auth.audit_log_entries') is not null then
    execute 'delete from auth.audit_log_entries where payload::text like ''%'' || $1 || ''%''' using p_id::text;
  end if;
  if v_joined is null then return; end if;
  update auth.users set last_sign_in_at = null, created_at = v_joined, updated_at = v_joined,
    email_confirmed_at = v_joined
  where id = p_id;
  update auth.identities set last_sign_in_at = null, created_at = v_joined, updated_at = v_joined where user_id = p_id;
end $$;

-- A new session of a contributor. Raises PT401 when it is none.
create function private.start_session(p_now timestamptz, p_id uuid, p_token_hash text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.hold_contributor(p_id);
  perform private.drop_auth_traces(p_id);
  delete from private.sessions where expires_on <= private.day(p_now);
  insert into private.sessions (token_hash, contributor_id, expires_on)
  values (p_token_hash, p_id, private.day(p_now) + private.setting('session_days')::int);
end $$;

create function public.start_session(
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

-- Makes a user of Supabase Auth a contributor, with a first session.
create function private.enrol_contributor(p_now timestamptz, p_id uuid, p_token_hash text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into private.contributors (id, joined_on) values (p_id, private.day(p_now));
  perform private.start_session(p_now, p_id, p_token_hash);
end $$;

create function public.enrol_contributor(
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

create function public.end_session(p_token_hash text) returns void
language sql volatile security definer set search_path = '' as $$
  delete from private.sessions where token_hash = p_token_hash
$$;

-- Whose session it is: {id, salt (the database's half), code, trusted, moderator, right_days}; null when it is none.
create function private.contributor(p_now timestamptz, p_token_hash text) returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object('id', c.id, 'salt', c.salt, 'code', c.code, 'trusted', private.is_trusted(c.id),
    'moderator', private.is_moderator(c.id),
    'right_days', (select count(*) from private.act_days a where a.contributor_id = c.id))
  from private.sessions s join private.contributors c on c.id = s.contributor_id
  where s.token_hash = p_token_hash and s.expires_on > private.day(p_now)
$$;

create function public.contributor(p_token_hash text) returns json
language sql stable security definer set search_path = '' as $$
  select private.contributor(now(), p_token_hash)
$$;

-- Deletes the user, the salt and everything that leads to them. What was sent stays, linked to nobody; without the
-- salt the names under which it was sent (private.person) are nobody's.
create function public.forget_contributor(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from private.contributors c where c.id = p_id for update;
  perform private.lock_version();
  delete from private.contributors where id = p_id;
  perform private.drop_auth_traces(p_id);
  delete from auth.users where id = p_id;
end $$;

-- For the operator, who knows contributors by their codes only. Raises PT404.
create function private.set_moderator(p_code text, p_on boolean) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- read as src/lib/camera/id.ts reads ids
  v_code text := translate(upper(p_code), 'OIL -', '011');
  v_id uuid := (select c.id from private.contributors c where c.code = v_code);
begin
  if v_id is null then
    raise exception using errcode = 'PT404', message = 'unknown_code';
  end if;
  if p_on then
    insert into private.moderators (contributor_id, added_on) values (v_id, private.day(now())) on conflict do nothing;
  else
    delete from private.moderators where contributor_id = v_id;
  end if;
  return json_build_object('code', v_code, 'moderator', p_on);
end $$;

create function public.set_moderator(
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

create function public.moderators() returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('code', c.code, 'added_on', m.added_on) order by m.added_on, c.code), '[]')
  from private.moderators m join private.contributors c on c.id = m.contributor_id
$$;

-- Ids that say nothing. @supabase/lite numbers users by the millisecond in which they joined (UUIDv7): src/lib/server/
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

-- The same for every contributor; what refers to one follows.
create function private.give_random_ids() returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_id uuid;
begin
  for v_id in select c.id from private.contributors c where substr(c.id::text, 15, 1) = '7' order by random() loop
    update private.contributors set id = private.give_random_id(v_id) where id = v_id;
  end loop;
end $$;

grant execute on function public.admit_key, public.admit_sign_in, public.enrol_contributor, public.start_session,
  public.end_session, public.contributor, public.forget_contributor, public.give_random_id, public.set_moderator,
  public.moderators to service_role;
