-- What stands before every write: each solved challenge is good once, and a network or the whole site may send only
-- so much. Keys and hashes come keyed from the application; no address is ever stored.

create table private.spent_challenges (
  challenge_hash text primary key check (length(challenge_hash) between 16 and 128),
  expires_at timestamptz not null
);
create index spent_challenges_expires_at on private.spent_challenges (expires_at);
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

create function private.count_act(p_now timestamptz, p_key text, p_kept interval) returns void
language sql volatile set search_path = '' as $$
  insert into private.counters as c (key, used, expires_at) values (p_key, 1, p_now + p_kept)
  on conflict (key) do update set
    used = case when c.expires_at > p_now then c.used else 0 end + 1,
    expires_at = case when c.expires_at > p_now then c.expires_at else p_now + p_kept end
$$;

-- Raises PT428 for a challenge that was used before, PT429 over a limit. Null parameters ask for nothing: the
-- application passes them only where its own checks are switched off or were done another way.
create function private.pass_guard(
  p_now timestamptz,
  p_challenge_hash text,
  p_challenge_expires_at timestamptz,
  p_network_keys text[],
  p_plain_key text
) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_kept interval := make_interval(hours => private.setting('counter_kept_h')::int);
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
    perform private.count_act(p_now, p_network_keys[1], v_kept);
    if private.used(p_now, p_network_keys) > private.setting('network_acts_per_day') then
      raise exception using errcode = 'PT429', message = 'network_limit',
        detail = json_build_object('retry_after_s', extract(epoch from v_kept)::int)::text;
    end if;
  end if;
  if p_plain_key is not null then
    perform private.count_act(p_now, p_plain_key, interval '1 hour');
    if private.used(p_now, array[p_plain_key]) > private.setting('plain_acts_per_hour') then
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
revoke execute on function public.network_acts from public, anon, authenticated, service_role;
grant execute on function public.network_acts to service_role;
