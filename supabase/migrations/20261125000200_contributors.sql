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
  contributor_id uuid primary key references private.contributors on delete cascade,
  added_on date not null
);
-- Days on which a contributor was right, as far as they count for trust. The camera goes when the review's
-- contributor is erased.
create table private.act_days (
  contributor_id uuid references private.contributors on delete cascade,
  day date,
  camera_number bigint references public.cameras,
  primary key (contributor_id, day)
);
create index act_days_camera on private.act_days (camera_number);

insert into public.settings (key, value, unit, meaning) values
  ('trust_acts', 5, 'days', 'a contributor is trusted who was right on so many days'),
  ('trust_after_days', 30, 'days', 'a review counts for trust when its result has stood for this long'),
  ('weight_new', 0.5, 'weight', 'what a review of a new contributor weighs'),
  ('weight_trusted', 1, 'weight', 'what a review of a trusted contributor or a moderator weighs'),
  ('contributor_erased_after_days', 30, 'days',
    'who reviewed is erased this long after the round has closed; a name for this one camera stays');

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
create function private.require_moderator(p_contributor uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform private.require_contributor(p_contributor);
  if not private.is_moderator(p_contributor) then
    raise exception using errcode = 'PT403', message = 'no_moderator';
  end if;
end $$;
