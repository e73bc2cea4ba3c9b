-- What stands before every write: each solved challenge is good once, and a network or the whole site may send only
-- so much. Keys and hashes come keyed from the application; no address is ever stored.

-- Challenges that were used, until their time would be over anyway.
create table private.spent_challenges (
  challenge_hash text primary key check (length(challenge_hash) between 16 and 128),
  expires_at timestamptz not null
);
create index spent_challenges_expires_at on private.spent_challenges (expires_at);

-- How often a network or the whole site did something, until a time.
create table private.counters (
  key text primary key check (length(key) between 1 and 128),
  used integer not null default 0,
  expires_at timestamptz not null
);
create index counters_expires_at on private.counters (expires_at);

-- Acts of the network whose counters (today's key first, then yesterday's) these are.
create function private.used(p_now timestamptz, p_keys text[]) returns integer
language sql stable set search_path = '' as $$
  select coalesce(sum(c.used), 0)::integer from private.counters c
  where c.key = any (p_keys) and c.expires_at > p_now
$$;

-- Counters that are kept for a day or more end with a day, two midnights after they began: the moment at which a
-- network first sent something would date what it sent.
create function private.count_act(p_now timestamptz, p_key text, p_kept interval) returns void
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

-- How much a network has sent, for making its challenges harder before anything is refused.
create function public.network_acts(p_network_keys text[]) returns integer
language sql stable security definer set search_path = '' as $$
  select private.used(now(), p_network_keys)
$$;

-- Bursts: which acts of a day came from one network. The network's name and a camera never stand in one row.

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

grant execute on function public.network_acts, public.site_acts to service_role;
