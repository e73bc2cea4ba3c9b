-- A report's answer brings the camera's line as well, for the memory of the process that sent it: otherwise it would have
-- to ask for it (changes_since). A camera that waits for its publication has none.
create or replace function public.report_camera(
  p_report_id uuid, p_lng double precision, p_lat double precision,
  p_type text default 'unknown', p_mount text default 'unknown', p_heading_deg integer default null,
  p_operator text default 'unknown', p_maker text default 'unknown', p_capabilities text[] default '{}',
  p_sign_present text default 'unknown', p_height_m numeric default null, p_accuracy_m numeric default null,
  p_method text default null, p_observed_on date default null, p_note text default null,
  p_publish text default 'now', p_same_as bigint default null, p_another_camera boolean default false,
  p_key_hash text default null, p_body_hash text default null, p_challenge_hash text default null,
  p_challenge_expires_at timestamptz default null, p_network_keys text[] default null, p_plain_key text default null
) returns json
language plpgsql volatile security definer set search_path = '' set datestyle = 'ISO' as $$
declare
  v_answer jsonb := private.report_camera(now(), p_report_id, p_lng, p_lat, p_type, p_mount, p_heading_deg, p_operator,
    p_maker, p_capabilities, p_sign_present, p_height_m, p_accuracy_m, p_method, p_observed_on, p_note, p_publish,
    p_same_as, p_another_camera, p_key_hash, p_body_hash, p_challenge_hash, p_challenge_expires_at, p_network_keys,
    p_plain_key);
begin
  return v_answer || jsonb_build_object('line', (
    select l.line from private.camera_lines l where l.number = (v_answer -> 'camera' ->> 'number')::bigint));
end $$;
