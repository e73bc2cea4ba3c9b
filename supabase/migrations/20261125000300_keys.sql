-- Keys: making one, entering one, what the holder of one is told, and forgetting everything about one. Supabase Auth
-- keeps the password of the user behind a key. Its sessions are not used, because they keep times: a session is a
-- random token whose hash stands here with a day (docs/decisions/011).

create table private.sessions (
  -- SHA-256, in base64url, of the token in one browser's cookie
  token_hash text primary key check (length(token_hash) = 43),
  contributor_id uuid not null references private.contributors on delete cascade,
  expires_on date not null
);
create index sessions_contributor on private.sessions (contributor_id);
create index sessions_expires_on on private.sessions (expires_on);

insert into public.settings (key, value, unit, meaning) values
  ('keys_per_network', 3, 'keys', 'contributor keys that one network may make in two days'),
  ('sign_ins_per_hour', 20, 'attempts', 'keys, right or wrong, that one network may enter in an hour'),
  ('session_days', 30, 'days', 'a browser that stays open is signed out after this');

-- Raises PT429 `<what>_limit` when a network, by today's key and yesterday's, does this more often than p_most.
create function private.limit_network(
  p_now timestamptz, p_what text, p_network_keys text[], p_most numeric, p_kept interval
) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_keys text[] := array(select p_what || ' ' || k from unnest(p_network_keys) with ordinality u (k, place) order by place);
begin
  if cardinality(v_keys) = 0 then return; end if;
  perform private.count_act(p_now, v_keys[1], p_kept);
  if private.used(p_now, v_keys) > p_most then
    raise exception using errcode = 'PT429', message = p_what || '_limit', detail = json_build_object('retry_after_s', (
      select ceil(extract(epoch from min(c.expires_at) - p_now))::int from private.counters c
      where c.key = any (v_keys) and c.expires_at > p_now))::text;
  end if;
end $$;

-- Before a key is made, because hashing its password costs more than refusing. Raises PT428 and PT429.
create function private.admit_key(
  p_now timestamptz, p_challenge_hash text default null, p_challenge_expires_at timestamptz default null,
  p_network_keys text[] default null, p_plain_key text default null
) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.pass_guard(p_now, p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key);
  perform private.limit_network(p_now, 'keys', p_network_keys, private.setting('keys_per_network'),
    make_interval(hours => private.setting('counter_kept_h')::int));
end $$;

-- Before a key is looked for. Raises PT429.
create function private.admit_sign_in(p_now timestamptz, p_network_keys text[] default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.limit_network(p_now, 'sign_ins', p_network_keys, private.setting('sign_ins_per_hour'), interval '1 hour');
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
  perform private.require_contributor(p_id);
  perform private.drop_auth_traces(p_id);
  delete from private.sessions where expires_on <= private.day(p_now);
  insert into private.sessions (token_hash, contributor_id, expires_on)
  values (p_token_hash, p_id, private.day(p_now) + private.setting('session_days')::int);
end $$;

-- Makes a user of Supabase Auth a contributor, with a first session.
create function private.enrol_contributor(p_now timestamptz, p_id uuid, p_token_hash text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into private.contributors (id, joined_on) values (p_id, private.day(p_now));
  perform private.start_session(p_now, p_id, p_token_hash);
end $$;

-- Whose session it is: {id, salt (the database's half), code, trusted, moderator, right_days}; null when it is none.
create function private.contributor(p_now timestamptz, p_token_hash text) returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object('id', c.id, 'salt', c.salt, 'code', c.code, 'trusted', private.is_trusted(c.id),
    'moderator', private.is_moderator(c.id),
    'right_days', (select count(*) from private.act_days a where a.contributor_id = c.id))
  from private.sessions s join private.contributors c on c.id = s.contributor_id
  where s.token_hash = p_token_hash and s.expires_on > private.day(p_now)
$$;

create function public.admit_key(
  p_challenge_hash text default null, p_challenge_expires_at timestamptz default null,
  p_network_keys text[] default null, p_plain_key text default null
) returns void
language sql volatile security definer set search_path = '' as $$
  select private.admit_key(now(), p_challenge_hash, p_challenge_expires_at, p_network_keys, p_plain_key)
$$;
create function public.admit_sign_in(p_network_keys text[] default null) returns void
language sql volatile security definer set search_path = '' as $$
  select private.admit_sign_in(now(), p_network_keys)
$$;
create function public.enrol_contributor(p_id uuid, p_token_hash text) returns void
language sql volatile security definer set search_path = '' as $$
  select private.enrol_contributor(now(), p_id, p_token_hash)
$$;
create function public.start_session(p_id uuid, p_token_hash text) returns void
language sql volatile security definer set search_path = '' as $$
  select private.start_session(now(), p_id, p_token_hash)
$$;
create function public.end_session(p_token_hash text) returns void
language sql volatile security definer set search_path = '' as $$
  delete from private.sessions where token_hash = p_token_hash
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
  delete from private.contributors where id = p_id;
  perform private.drop_auth_traces(p_id);
  delete from auth.users where id = p_id;
end $$;

-- For the operator, who knows contributors by their codes only. Raises PT404.
create function public.set_moderator(p_code text, p_on boolean) returns json
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
create function public.moderators() returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('code', c.code, 'added_on', m.added_on) order by m.added_on, c.code), '[]')
  from private.moderators m join private.contributors c on c.id = m.contributor_id
$$;

revoke execute on function public.admit_key, public.admit_sign_in, public.enrol_contributor, public.start_session,
  public.end_session, public.contributor, public.forget_contributor, public.set_moderator, public.moderators
  from public, anon, authenticated, service_role;
grant execute on function public.admit_key, public.admit_sign_in, public.enrol_contributor, public.start_session,
  public.end_session, public.contributor, public.forget_contributor, public.set_moderator, public.moderators
  to service_role;
