-- Demonstration data: 120 invented cameras near real places in Belgrade, so that a first start shows a map with
-- every state and type. Loaded by the application on the first boot of the embedded engine, through the record's
-- own functions; `source` is `demonstration`, and every page says so.

create temporary table seed_places (name text, lng float8, lat float8);
insert into seed_places values
  ('Trg republike', 20.4602, 44.8163), ('Terazije', 20.4606, 44.8131), ('Slavija', 20.4665, 44.8026),
  ('Zeleni venac', 20.4575, 44.8127), ('Studentski trg', 20.4572, 44.8190), ('Kalemegdan', 20.4535, 44.8215),
  ('Brankov most, istok', 20.4528, 44.8146), ('Savski trg', 20.4560, 44.8086), ('Trg Nikole Pašića', 20.4649, 44.8130),
  ('Tašmajdan', 20.4703, 44.8095), ('Vukov spomenik', 20.4785, 44.8051), ('Autokomanda', 20.4711, 44.7895),
  ('Mostarska petlja', 20.4525, 44.7985), ('Karaburma', 20.5060, 44.8165), ('Bogoslovija', 20.4895, 44.8150),
  ('Pančevački most', 20.4880, 44.8215), ('Dorćol', 20.4640, 44.8245), ('Cvetkova pijaca', 20.4905, 44.7975),
  ('Đeram', 20.4855, 44.8015), ('Konjarnik', 20.4985, 44.7865), ('Šumice', 20.4925, 44.7890),
  ('Voždovac', 20.4755, 44.7805), ('Banjica', 20.4695, 44.7635), ('Senjak', 20.4410, 44.7960),
  ('Banovo brdo', 20.4175, 44.7825), ('Žarkovo', 20.4190, 44.7625), ('Vidikovac', 20.4185, 44.7365),
  ('Rakovica', 20.4470, 44.7450), ('Ušće', 20.4390, 44.8165), ('Sava centar', 20.4320, 44.8085),
  ('Fontana', 20.4155, 44.8210), ('Blok 45', 20.3720, 44.7975), ('Blok 70', 20.3905, 44.8055),
  ('Studentski grad', 20.3985, 44.8245), ('Tošin bunar', 20.4030, 44.8330), ('Zemun, Glavna', 20.4105, 44.8430),
  ('Zemun, kej', 20.4150, 44.8460), ('Batajnica', 20.2815, 44.9070), ('Mirijevo', 20.5320, 44.7945),
  ('Borča', 20.4560, 44.8720);

-- Three devices a place: the second on the pole of the first, looking another way; the third across the junction.
create temporary table seed_cameras as
select row_number() over (order by p.name, device) as n, device, hash,
  p.lng + case device when 3 then 0.00045 else 0 end + ((hash >> 3) % 40 - 20) * 0.000003 * (device / 3) as lng,
  p.lat + case device when 3 then 0.00030 else 0 end as lat,
  (array['fixed', 'fixed', 'ptz', 'dome', 'plate_reader', 'fixed', 'ptz', 'unknown'])[1 + hash % 8] as type,
  (array['pole', 'pole', 'traffic_light', 'street_lamp', 'pole', 'gantry', 'wall', 'building', 'unknown'])[1 + hash / 8 % 9] as mount,
  case when hash % 5 > 0 then (hash / 16 % 24) * 15 end as heading_deg,
  (array['mup', 'mup', 'mup', 'mup', 'unknown', 'city', 'municipality', 'transport', 'private', 'unknown'])[1 + hash / 32 % 10] as operator,
  (array['huawei', 'huawei', 'unknown', 'unknown', 'dahua', 'hikvision', 'other'])[1 + hash / 64 % 7] as maker,
  (array['unknown', 'no', 'yes', 'no'])[1 + hash / 128 % 4] as sign_present,
  case when hash % 3 > 0 then 3 + hash / 256 % 12 * 0.5 end as height_m,
  (array['dragged', 'gps', 'coordinates', 'imagery'])[1 + hash / 512 % 4] as method,
  -- days before today on which it was reported
  30 + hash / 1024 % 700 as age_days
from seed_places p
cross join generate_series(1, 3) as device
cross join lateral (select abs(hashtext(p.name || device)::bigint) as hash) as h;

-- What happens to them, in the order of time.
create temporary table seed_acts as
select n, 'reported' as act, now() - make_interval(days => age_days::int) as at from seed_cameras
union all
select n, 'verified', now() - make_interval(days => (age_days * 0.8)::int) from seed_cameras where hash % 10 < 6
union all
select n, 'disputed', now() - make_interval(days => (age_days * 0.5)::int) from seed_cameras where hash % 10 in (5, 8)
union all
select n, 'removed', now() - make_interval(days => (age_days * 0.3)::int) from seed_cameras where hash % 20 in (5, 18)
union all
select n, 'hidden', now() - interval '20 days' from seed_cameras where n = 77;

do $$
declare
  v_act record;
  v_camera seed_cameras;
  v_numbers bigint[];
  v_day date;
begin
  for v_act in select * from seed_acts order by at, n loop
    select * into v_camera from seed_cameras where n = v_act.n;
    v_day := private.day(v_act.at);
    if v_act.act = 'reported' then
      v_numbers[v_act.n] := (private.take_report(v_act.at, to_jsonb(v_camera) || jsonb_build_object(
        'report_id', gen_random_uuid(),
        'capabilities', case when v_camera.maker = 'huawei' then array['face_recognition']
          when v_camera.type = 'plate_reader' then array['plate_recognition'] else '{}' end,
        'accuracy_m', 5, 'observed_on', v_day, 'another_camera', true), null, 'demonstration'
      ) -> 'camera' ->> 'number')::bigint;
    else
      perform private.set_camera_state(v_act.at, v_numbers[v_act.n], v_act.act,
        p_reason => case when v_act.act = 'hidden' then 'An invented example of a hidden entry: it stood on a home.' end,
        p_confirmations => case when v_act.act = 'verified' then 2 else 0 end,
        p_disputes => case when v_act.act = 'disputed' then 3 when v_act.act = 'removed' then 2 else 0 end);
    end if;
  end loop;
  perform private.record_survey(now(), gen_random_uuid(), drawn, private.day(now()) - days, method)
  from (values
    ('{"type": "LineString", "coordinates": [[20.4655, 44.8030], [20.4702, 44.8012], [20.4747, 44.7996], [20.4790, 44.7990]]}', 20, 'on_foot'),
    ('{"type": "LineString", "coordinates": [[20.4095, 44.8465], [20.4128, 44.8440], [20.4160, 44.8418]]}', 80, 'on_foot'),
    ('{"type": "Polygon", "coordinates": [[[20.4352, 44.8145], [20.4432, 44.8178], [20.4405, 44.8212], [20.4330, 44.8180], [20.4352, 44.8145]]]}', 150, 'on_foot')
  ) as surveys (drawn, days, method);
  -- Nothing of the invention can be withdrawn.
  delete from private.withdrawals;
  delete from private.survey_withdrawals;
end $$;

update public.settings set value = 1 where key = 'demonstration';
drop table seed_places, seed_cameras, seed_acts;
