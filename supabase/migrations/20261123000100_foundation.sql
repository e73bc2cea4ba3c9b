-- Schemas, extensions, the record's vocabularies, and the rule that nothing is granted unless a migration says so.

create schema if not exists extensions;
create extension if not exists postgis with schema extensions;
create schema if not exists private;

-- PostGIS's types and functions are used inside definer functions and by casts of the API roles.
grant usage on schema extensions to anon, authenticated, service_role;
revoke all on schema private from public, anon, authenticated, service_role;

-- Hosted Supabase grants everything in public to the API roles by default, and PostgreSQL lets everybody
-- execute new functions: both end here, for everything this role makes from now on.
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;
alter default privileges revoke execute on functions from public;

create type public.camera_state as enum ('reported', 'verified', 'disputed', 'removed', 'hidden');
create type public.camera_type as enum ('fixed', 'dome', 'ptz', 'plate_reader', 'unknown');
create type public.camera_mount as enum
  ('pole', 'wall', 'traffic_light', 'street_lamp', 'gantry', 'building', 'unknown');
create type public.camera_operator as enum
  ('mup', 'city', 'municipality', 'transport', 'private', 'unknown');
create type public.camera_maker as enum ('huawei', 'dahua', 'hikvision', 'other', 'unknown');
create type public.camera_capability as enum ('face_recognition', 'plate_recognition', 'audio');
create type public.sign_presence as enum ('yes', 'no', 'unknown');
create type public.position_method as enum ('dragged', 'gps', 'imagery', 'coordinates');
create type public.camera_source as enum ('report', 'demonstration');
create type public.event_kind as enum
  ('reported', 'sighted', 'state_changed', 'hidden', 'restored', 'withdrawn');
create type public.complaint_kind as enum ('home', 'wrong', 'dangerous');

-- The calendar day in Belgrade: the only precision of time that the record keeps.
create function private.day(p_now timestamptz) returns date
language sql immutable set search_path = '' as $$
  select (p_now at time zone 'Europe/Belgrade')::date
$$;

-- 128 random bits as hexadecimal text, from PostgreSQL's strong generator (no pgcrypto needed).
create function private.random_hex() returns text
language sql volatile set search_path = '' as $$
  select substr(encode(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 'hex'), 1, 32)
$$;

-- A random camera number, 50 bits.
create function private.random_number() returns bigint
language sql volatile set search_path = '' as $$
  select ('x' || substr(private.random_hex(), 1, 13))::bit(52)::bigint >> 2
$$;

-- A camera's number as ten Crockford base32 characters, as src/lib/camera/id.ts writes it.
create function private.camera_id(p_number bigint) returns text
language sql immutable strict set search_path = '' as $$
  select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((p_number >> (5 * place)) & 31)::int + 1, 1),
    '' order by place desc)
  from generate_series(0, 9) as place
$$;

-- The number of an id in capitals; null when it is none.
create function private.camera_number(p_id text) returns bigint
language sql immutable strict set search_path = '' as $$
  select case when p_id ~ '^[0-9A-HJKMNP-TV-Z]{10}$' then (
    select sum((strpos('0123456789ABCDEFGHJKMNPQRSTVWXYZ', substr(p_id, place, 1)) - 1)::bigint << (5 * (10 - place)))::bigint
    from generate_series(1, 10) as place) end
$$;
