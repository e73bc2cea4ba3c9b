-- A flood of 10,000 entries is taken back in less time: the salts of its events come from one seed.

create or replace function private.change_hidden(p_now timestamptz, p_numbers bigint[], p_reason text) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  v_day date := private.day(p_now);
  v_logged_on date := private.log_day(v_day);
  v_kind public.event_kind := (case when p_reason is null then 'restored' else 'hidden' end)::public.event_kind;
  v_before bigint;
  -- Ten thousand salts come from one seed that is kept nowhere: to draw each takes five times as long.
  v_seed constant text := private.random_hex() || private.random_hex();
begin
  update private.version set value = value + cardinality(p_numbers) where only_row
  returning value - cardinality(p_numbers) into v_before;
  update public.cameras c set version = v_before + n.place, changed_on = v_day, hidden_reason = p_reason,
    state = case when p_reason is null then c.state_before_hidden else 'hidden' end,
    state_before_hidden = case when p_reason is not null then c.state end
  from unnest(p_numbers) with ordinality n (number, place)
  where c.number = n.number;
  insert into public.camera_events (camera_number, kind, day, version, salt, public_line, leaf, logged_on)
  select e.number, v_kind, v_day, e.version, e.salt, e.line, private.leaf(e.salt, e.line), v_logged_on
  from (
    select c.number, c.version, substr(encode(sha256(convert_to(v_seed || c.version, 'UTF8')), 'hex'), 1, 32) as salt,
      (jsonb_build_object('camera', private.camera_id(c.number), 'day', v_day, 'event', v_kind)
      || case when p_reason is null then jsonb_build_object('record', private.public_record(c))
        else jsonb_build_object('reason', p_reason) end)::text as line
    from public.cameras c where c.version > v_before and c.version <= v_before + cardinality(p_numbers)
  ) e;
  return v_before + 1;
end $$;
