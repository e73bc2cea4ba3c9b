-- These files say what the database is. A change is made here and in a new migration; the drift test
-- (tests/db/drift.test.ts) holds both to each other.
--
-- The files run one after another on an empty database that has the roles anon, authenticated and service_role. Each
-- has one topic: its types, tables, functions and triggers, and at its end who may call what. This one has the schemas,
-- the extensions, what many files need, and the rule that nothing is granted unless a file says so.
--
-- What stands in tables: no network, person or time beside a camera but where it must, and nothing that dates what
-- waits (docs/threat-model.md says who would read it). Every UPDATE and DELETE says which rows it means, also when it
-- means all: hosted Supabase loads safeupdate, which refuses one without WHERE, inside functions too.

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

-- Functions of PostGIS look so dear that a statement of a millisecond would be compiled first, for up to a second. The
-- other engines say so for each connection; here the database does, where its owner runs this.
do $$
begin
  execute format('alter database %I set jit = off', current_database());
exception when insufficient_privilege then
  raise notice 'This role does not own the database: let its owner run "alter database % set jit = off".', current_database();
end $$;

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

-- A camera's number as ten Crockford base32 characters, as src/lib/camera/id.ts writes it. One expression, because one
-- act asks for ten thousand.
create function private.camera_id(p_number bigint) returns text
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

-- The number of an id in capitals; null when it is none.
create function private.camera_number(p_id text) returns bigint
language sql immutable strict set search_path = '' as $$
  select case when p_id ~ '^[0-9A-HJKMNP-TV-Z]{10}$' then (
    select sum((strpos('0123456789ABCDEFGHJKMNPQRSTVWXYZ', substr(p_id, place, 1)) - 1)::bigint << (5 * (10 - place)))::bigint
    from generate_series(1, 10) as place) end
$$;

create function private.days_since_1970(p_day date) returns integer
language sql immutable set search_path = '' as $$
  select p_day - '1970-01-01'::date
$$;

-- Smallest angle between two headings, 0–180; null when either is unknown.
create function private.heading_difference(p_a integer, p_b integer) returns integer
language sql immutable set search_path = '' as $$
  select least((p_a - p_b + 360) % 360, (p_b - p_a + 360) % 360)
$$;

create function private.point(p_lng double precision, p_lat double precision)
returns extensions.geography
language sql immutable set search_path = '' as $$
  select extensions.st_setsrid(extensions.st_makepoint(p_lng, p_lat), 4326)::extensions.geography
$$;

-- Raises PT422 for one field.
create function private.refuse(p_field text, p_code text) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'PT422', message = 'invalid_report',
    detail = json_build_array(json_build_object('field', p_field, 'code', p_code))::text;
end $$;

-- What is refused travels as data. A refusal that ends a statement stands in PostgreSQL's log, with its time, and a 409
-- with the position that was reported and how far it lay from known cameras. The functions of schema private raise;
-- those of schema public catch it, which undoes what was written, and answer {refused: {code, message, details}}.
-- src/lib/server/engine/refusals.ts makes it an answer with that status again.
create function private.refused(p_code text, p_message text, p_details text) returns json
language sql immutable set search_path = '' as $$
  select json_build_object('refused',
    json_build_object('code', p_code, 'message', p_message, 'details', nullif(p_details, '')))
$$;
