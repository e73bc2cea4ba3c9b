-- Demonstration data: about 1,000 invented cameras at about 800 points, as many as were announced in 2019, with a history
-- of three years, and invented buildings. Real are the streets and squares only. Loaded by the application on the first
-- boot of the embedded engine; `source` is `demonstration`, and every page says so. What happened to a camera is laid out
-- first, event by event; the record is then written at once, as its own functions would have written it (tests/db/demonstration.test.ts).

-- Places of three devices: the second on the pole of the first, looking another way; the third across the junction.
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

-- Streets, roughly, and how many points are strung along each.
create temporary table seed_streets (name text, points integer, line text);
insert into seed_streets values
  -- Stari grad
  ('Knez Mihailova', 10, '20.4602 44.8163, 20.4575 44.8180, 20.4543 44.8205'),
  ('Cara Dušana', 16, '20.4545 44.8245, 20.4605 44.8235, 20.4680 44.8200, 20.4725 44.8175'),
  ('Karađorđeva', 14, '20.4560 44.8086, 20.4535 44.8120, 20.4505 44.8165, 20.4490 44.8200'),
  ('Takovska', 9, '20.4649 44.8130, 20.4690 44.8165'),
  ('Terazije i Kralja Milana', 15, '20.4606 44.8131, 20.4635 44.8085, 20.4650 44.8055, 20.4665 44.8026'),
  ('Bulevar despota Stefana', 22, '20.4618 44.8160, 20.4700 44.8165, 20.4780 44.8155, 20.4895 44.8150'),
  ('Džordža Vašingtona', 8, '20.4640 44.8200, 20.4700 44.8165'),
  ('Balkanska', 6, '20.4600 44.8130, 20.4575 44.8100, 20.4580 44.8080'),
  -- Savski venac
  ('Kneza Miloša', 17, '20.4642 44.8107, 20.4600 44.8055, 20.4555 44.8005, 20.4525 44.7985'),
  ('Nemanjina', 12, '20.4665 44.8026, 20.4620 44.8050, 20.4560 44.8086'),
  ('Savska', 10, '20.4560 44.8086, 20.4520 44.8050, 20.4525 44.7985'),
  ('Bulevar vojvode Mišića', 14, '20.4525 44.7985, 20.4440 44.7945, 20.4330 44.7890, 20.4230 44.7860'),
  ('Bulevar kneza Aleksandra Karađorđevića', 14, '20.4570 44.7920, 20.4545 44.7830, 20.4510 44.7745, 20.4450 44.7700'),
  ('Autoput, istok', 12, '20.4940 44.7790, 20.4840 44.7840, 20.4711 44.7895, 20.4610 44.7930, 20.4525 44.7985'),
  -- Vračar
  ('Bulevar kralja Aleksandra', 40,
    '20.4649 44.8120, 20.4703 44.8090, 20.4785 44.8051, 20.4855 44.8015, 20.4905 44.7985, 20.5010 44.7940, 20.5130 44.7890'),
  ('Beogradska', 9, '20.4665 44.8026, 20.4690 44.8060, 20.4715 44.8095'),
  ('Makenzijeva', 9, '20.4665 44.8026, 20.4740 44.8015, 20.4790 44.7990'),
  ('Krunska', 10, '20.4650 44.8085, 20.4710 44.8055, 20.4790 44.8020'),
  ('Južni bulevar', 11, '20.4711 44.7895, 20.4800 44.7935, 20.4870 44.7965'),
  ('Maksima Gorkog', 8, '20.4740 44.8015, 20.4790 44.7960, 20.4830 44.7945'),
  -- Palilula
  ('Ruzveltova', 12, '20.4785 44.8051, 20.4820 44.8100, 20.4870 44.8145, 20.4880 44.8160'),
  ('Višnjička', 18, '20.4895 44.8150, 20.4980 44.8175, 20.5090 44.8200, 20.5230 44.8240'),
  ('Dragoslava Srejovića', 8, '20.4895 44.8130, 20.4970 44.8100, 20.5050 44.8090'),
  ('Zrenjaninski put', 14, '20.4975 44.8340, 20.4930 44.8420, 20.4770 44.8560, 20.4560 44.8720'),
  -- Zvezdara
  ('Dimitrija Tucovića', 13, '20.4870 44.8060, 20.4960 44.8025, 20.5060 44.7990'),
  ('Mirijevski bulevar', 16, '20.5000 44.8160, 20.5110 44.8075, 20.5210 44.8000, 20.5320 44.7945'),
  ('Vojislava Ilića', 13, '20.4870 44.7965, 20.4945 44.7905, 20.5050 44.7840'),
  ('Živka Davidovića', 9, '20.5050 44.7860, 20.5130 44.7840, 20.5230 44.7790'),
  -- Voždovac
  ('Bulevar oslobođenja', 24, '20.4665 44.8026, 20.4690 44.7965, 20.4711 44.7895, 20.4735 44.7825, 20.4755 44.7750, 20.4790 44.7650'),
  ('Vojvode Stepe', 22, '20.4725 44.7885, 20.4770 44.7800, 20.4840 44.7700, 20.4920 44.7600'),
  ('Ustanička', 18, '20.4711 44.7895, 20.4820 44.7895, 20.4925 44.7880, 20.5030 44.7835, 20.5110 44.7790'),
  ('Gospodara Vučića', 9, '20.4830 44.7930, 20.4860 44.7850, 20.4890 44.7780'),
  ('Crnotravska', 9, '20.4660 44.7690, 20.4695 44.7635, 20.4720 44.7560'),
  ('Bulevar JNA', 8, '20.4790 44.7650, 20.4850 44.7480, 20.4950 44.7300'),
  -- Novi Beograd
  ('Bulevar Mihajla Pupina', 24, '20.4475 44.8155, 20.4390 44.8165, 20.4280 44.8190, 20.4155 44.8220, 20.4070 44.8290'),
  ('Bulevar Zorana Đinđića', 15, '20.4340 44.8125, 20.4200 44.8170, 20.4090 44.8215'),
  ('Bulevar Milutina Milankovića', 14, '20.4320 44.8085, 20.4200 44.8120, 20.4080 44.8165'),
  ('Jurija Gagarina', 24, '20.4290 44.8030, 20.4150 44.8030, 20.3990 44.8025, 20.3830 44.7995, 20.3720 44.7975'),
  ('Omladinskih brigada', 14, '20.3905 44.8055, 20.4020 44.8125, 20.4100 44.8180'),
  ('Autoput, zapad', 14, '20.4405 44.8060, 20.4300 44.8110, 20.4130 44.8185, 20.3985 44.8260, 20.3850 44.8330'),
  ('Bulevar Nikole Tesle', 9, '20.4390 44.8175, 20.4330 44.8225, 20.4270 44.8300'),
  -- Zemun
  ('Tošin bunar', 13, '20.3990 44.8230, 20.4020 44.8310, 20.4060 44.8400'),
  ('Glavna', 9, '20.4060 44.8400, 20.4105 44.8430, 20.4120 44.8460'),
  ('Kej oslobođenja', 10, '20.4200 44.8380, 20.4150 44.8440, 20.4125 44.8480'),
  ('Prvomajska', 10, '20.4060 44.8400, 20.3930 44.8420, 20.3800 44.8460'),
  ('Batajnički drum', 14, '20.4050 44.8470, 20.3850 44.8530, 20.3600 44.8650, 20.3300 44.8800, 20.2815 44.9070'),
  -- Čukarica
  ('Požeška', 12, '20.4205 44.7860, 20.4165 44.7800, 20.4150 44.7745'),
  ('Trgovačka', 10, '20.4150 44.7745, 20.4170 44.7660, 20.4190 44.7590'),
  ('Kneza Višeslava', 10, '20.4210 44.7800, 20.4260 44.7720, 20.4330 44.7640'),
  ('Radnička', 8, '20.4230 44.7860, 20.4130 44.7860, 20.4050 44.7820'),
  ('Ibarska magistrala', 6, '20.4080 44.7420, 20.4000 44.7250, 20.3900 44.7000'),
  -- Rakovica
  ('Patrijarha Pavla', 11, '20.4400 44.7560, 20.4470 44.7450, 20.4510 44.7370, 20.4560 44.7280'),
  ('Vidikovački venac', 9, '20.4185 44.7365, 20.4260 44.7340, 20.4330 44.7360, 20.4390 44.7400'),
  ('Miška Kranjca', 7, '20.4400 44.7500, 20.4310 44.7480, 20.4220 44.7480'),
  -- The towns around
  ('Surčin, Vojvođanska', 4, '20.2760 44.7950, 20.2785 44.7930, 20.2830 44.7905'),
  ('Obrenovac, Miloša Obrenovića', 7, '20.1950 44.6560, 20.2000 44.6545, 20.2070 44.6530'),
  ('Lazarevac, Karađorđeva', 6, '20.2530 44.3880, 20.2557 44.3853, 20.2600 44.3820'),
  ('Mladenovac, Kralja Petra', 6, '20.6900 44.4420, 20.6930 44.4400, 20.6980 44.4370'),
  ('Grocka, Bulevar oslobođenja', 4, '20.7120 44.6725, 20.7150 44.6710, 20.7190 44.6690'),
  ('Barajevo, Svetosavska', 3, '20.4120 44.5775, 20.4150 44.5760, 20.4180 44.5745'),
  ('Sopot, Kosmajska', 3, '20.5710 44.5215, 20.5730 44.5200, 20.5760 44.5185');

-- Points stand at the kerb in uneven gaps, and one in five in a side street to the south-west. One in four has a second
-- device.
create temporary table seed_cameras as
select n, hash, round(lng::numeric, 6)::float8 as lng, round(lat::numeric, 6)::float8 as lat, heading_deg, method,
  -- deterministic, so that an address of an invented camera stays
  ('x' || substr(md5('demonstration ' || name || device), 1, 13))::bit(52)::bigint >> 2 as number,
  (array['fixed', 'fixed', 'ptz', 'dome', 'plate_reader', 'fixed', 'ptz', 'unknown'])[1 + hash % 8]::public.camera_type as type,
  (array['pole', 'pole', 'traffic_light', 'street_lamp', 'pole', 'gantry', 'wall', 'building', 'unknown'])[1 + hash / 8 % 9]::public.camera_mount as mount,
  (array['mup', 'mup', 'mup', 'mup', 'unknown', 'city', 'municipality', 'transport', 'private', 'unknown'])[1 + hash / 32 % 10]::public.camera_operator as operator,
  (array['huawei', 'huawei', 'unknown', 'unknown', 'dahua', 'hikvision', 'other'])[1 + hash / 64 % 7]::public.camera_maker as maker,
  (array['unknown', 'no', 'yes', 'no'])[1 + hash / 128 % 4]::public.sign_presence as sign_present,
  case when hash % 3 > 0 then 3 + hash / 256 % 12 * 0.5 end as height_m,
  -- since when somebody says that it stands: a year, or a month of 2019
  case hash / 64 % 5 when 0 then (2012 + hash / 512 % 8)::text when 1 then '2019-0' || 1 + hash / 512 % 9 end as start_date,
  -- days before today on which it was reported: few in the first year, most in the last
  2 + round(1093 * (1 - sqrt((row_number() over (order by hash, n) - 1)::float8 / count(*) over ())))::integer as age_days
from (
  select row_number() over (order by d.name, d.device) as n, d.*,
    (array['dragged', 'gps', 'coordinates', 'imagery'])[1 + hash / 512 % 4]::public.position_method as method
  from (
    select p.name, device, h.hash, case when h.hash % 5 > 0 then h.hash / 16 % 24 * 15 end as heading_deg,
      p.lng + case device when 3 then 0.00045 + (h.hash / 8 % 40 - 20) * 0.000003 else 0 end as lng,
      p.lat + case device when 3 then 0.00030 else 0 end as lat
    from seed_places p cross join generate_series(1, 3) as device
    cross join lateral (select abs(hashtext(p.name || device)::bigint) as hash) h
    union all
    select k.name, device, h.hash, case when h.hash % 9 > 0 then
        (k.street_deg / 5 * 5 + device * 180 + (h.hash / 32 % 5 - 2) * 15 + 360) % 360 end,
      extensions.st_x(k.at) + (k.hash / 4 % 21 - 10) * 0.00001 - k.aside * (20 + k.hash / 16 % 80) * 0.000015,
      extensions.st_y(k.at) + (k.hash / 128 % 21 - 10) * 0.000007 - k.aside * (20 + k.hash / 64 % 80) * 0.00001
    from (
      select s.name || ' ' || place as name, p.hash, (p.hash / 2 % 5 = 0)::integer as aside, extensions.st_lineinterpolatepoint(s.line, p.share) as at,
        degrees(extensions.st_azimuth(extensions.st_startpoint(s.grid), extensions.st_lineinterpolatepoint(s.grid, p.share)))::integer as street_deg
      from (
        select name, points, line, extensions.st_transform(line, 32634) as grid
        from (select name, points, extensions.st_geomfromtext('linestring(' || line || ')', 4326) as line from seed_streets) t
      ) s
      cross join generate_series(1, s.points) as place
      cross join lateral (
        select h.hash, (place - 0.5 + (h.hash % 101 - 50) / 110.0) / s.points as share
        from (select abs(hashtext(s.name || place)::bigint) as hash) h
      ) p
    ) k
    cross join generate_series(1, case when k.hash / 1024 % 4 = 0 then 2 else 1 end) as device
    cross join lateral (select abs(hashtext(k.name || ' ' || device)::bigint) as hash) h
  ) d
) c;

-- What happened to each, in the order of time, and how the record stood after it. `kind` is the event's.
create temporary table seed_events as
select e.n, e.act, e.kind, e.day, row_number() over (order by e.day, e.n, e.place) as turn,
  max(e.state) over so_far as state,
  max(e.day) filter (where e.act in ('reported', 'sighted')) over so_far as observed_on,
  max(e.day) filter (where e.act in ('verified', 'confirmed')) over so_far as last_confirmed_on,
  coalesce(sum(e.confirmations) over so_far, 0)::integer as confirmations,
  coalesce(sum(e.disputes) over so_far, 0)::integer as disputes,
  coalesce(bool_or(e.act = 'corrected') over so_far, false) as is_corrected,
  row_number() over (partition by e.n order by e.place desc) = 1 as is_last
from (
  select c.n, a.place, a.act, a.kind::public.event_kind as kind, a.state::public.camera_state as state,
    a.confirmations, a.disputes, private.day(now()) - greatest(2, c.age_days * a.age)::integer as day
  from seed_cameras c
  cross join lateral (values
    (1, 'reported', 'reported', 'reported', 1.0, 0, 0, true),
    (2, 'sighted', 'sighted', null, 0.9, 0, 0, hash % 13 < 2),
    (3, 'corrected', 'corrected', null, 0.85, 0, 0, hash / 4 % 16 = 3 and maker <> 'unknown'),
    (4, 'verified', 'state_changed', 'verified', 0.8, 2, 0, hash % 10 < 6),
    (5, 'confirmed', 'reviewed', null, 0.3, 1, 0, hash % 10 < 3),
    (6, 'doubted', 'reviewed', null, 0.25, 0, 1, hash % 10 = 6 and hash / 16 % 4 = 0),
    (7, 'disputed', 'state_changed', 'disputed', 0.2, 0, 3, hash % 10 in (5, 8) and hash / 16 % 2 = 0),
    (8, 'removed', 'state_changed', 'removed', 0.1, 0, 2, hash % 10 in (5, 8) and hash / 16 % 4 = 0),
    (9, 'hidden', 'hidden', 'hidden', 0.05, 0, 0, hash % 10 = 7 and hash / 16 % 16 = 0)
  ) as a (place, act, kind, state, age, confirmations, disputes, happened)
  where a.happened
) e
window so_far as (partition by e.n order by e.place);

do $$
declare
  v_version bigint;
  -- Salts come from one that is kept nowhere (private.take_back_flood does the same).
  v_salt constant text := private.random_hex() || private.random_hex();
begin
  update private.version set value = value + (select count(*) from seed_events) where only_row returning value into v_version;
  v_version := v_version - (select count(*) from seed_events);

  insert into public.cameras (number, position, state, type, mount, heading_deg, operator, maker, capabilities,
    sign_present, height_m, accuracy_m, method, source, first_reported_on, observed_on, last_confirmed_on, confirmations,
    disputes, changed_on, version, hidden_reason, state_before_hidden, state_changes, start_date)
  select c.number, private.point(c.lng, c.lat), e.state, c.type, c.mount, c.heading_deg, c.operator, c.maker,
    case when c.maker = 'huawei' then array['face_recognition'] when c.type = 'plate_reader' then array['plate_recognition']
      else '{}' end::public.camera_capability[],
    c.sign_present, c.height_m, 5, c.method, 'demonstration', h.first_reported_on, e.observed_on, e.last_confirmed_on,
    e.confirmations, e.disputes, e.day, v_version + e.turn,
    case when e.state = 'hidden' then 'An invented example of a hidden entry: it stood on a home.' end,
    case when e.state = 'hidden' then h.state_before_hidden end, h.state_changes, c.start_date
  from seed_cameras c
  join seed_events e on e.n = c.n and e.is_last
  join (
    select a.n, min(a.day) as first_reported_on, max(a.state) filter (where a.state <> 'hidden') as state_before_hidden,
      string_agg(to_char(private.days_since_1970(a.day), 'FM00000') || private.state_letter(a.state), '' order by a.turn)
        filter (where a.kind in ('reported', 'state_changed')) as state_changes
    from seed_events a group by a.n
  ) h on h.n = c.n;

  insert into public.reports (id, camera_number, position, type, mount, heading_deg, operator, maker, capabilities,
    sign_present, height_m, accuracy_m, method, observed_on, received_on, source, start_date)
  select md5('report ' || c.number || e.act)::uuid, c.number, c.position, c.type, c.mount, c.heading_deg, c.operator,
    case when r.is_corrected then 'unknown' else c.maker end, c.capabilities, c.sign_present, c.height_m, c.accuracy_m,
    c.method, e.day, e.day, 'demonstration', c.start_date
  from seed_events e
  join seed_cameras s on s.n = e.n
  join public.cameras c on c.number = s.number
  join seed_events r on r.n = e.n and r.is_last
  where e.act in ('reported', 'sighted');

  insert into public.camera_events (camera_number, kind, day, version, salt, public_line, leaf, logged_on)
  select l.number, l.kind, l.day, l.version, l.salt, l.line,
    encode(sha256(convert_to(l.salt || l.line, 'UTF8')), 'hex'), greatest(l.day, o.day)
  from (
    select k.number, e.kind, e.day, v_version + e.turn as version,
      substr(encode(sha256(convert_to(v_salt || e.turn, 'UTF8')), 'hex'), 1, 32) as salt,
      (jsonb_build_object('camera', k.id, 'day', e.day, 'event', e.kind) || case
        when e.act = 'hidden' then jsonb_build_object('reason', k.hidden_reason)
        else jsonb_build_object('record', k.record || jsonb_build_object('state', e.state, 'observed_on', e.observed_on,
          'last_confirmed_on', e.last_confirmed_on, 'confirmations', e.confirmations, 'disputes', e.disputes,
          'changed_on', e.day) || case when k.is_corrected and not e.is_corrected
            then '{"maker": "unknown"}' else '{}' end::jsonb) end)::text as line
    from seed_events e
    join (
      select s.n, c.number, c.hidden_reason, r.is_corrected, private.camera_id(c.number) as id, private.public_record(c) as record
      from seed_cameras s join public.cameras c on c.number = s.number join seed_events r on r.n = s.n and r.is_last
    ) k on k.n = e.n
  ) l, (select private.log_day('-infinity') as day) o;

  -- A state that is not the first one has a standing, and so has what was reviewed.
  insert into private.standings (camera_number, state, round, turn, disputed_on, won_round)
  select c.number, c.state, case when c.state = 'removed' then 2 else 1 end, c.turn,
    case when c.state = 'disputed' then c.day end, case when c.state in ('verified', 'removed') then 1 end
  from (
    select s.number, max(e.state) as state, max(e.day) filter (where e.kind = 'state_changed') as day,
      count(*) filter (where e.kind = 'reviewed') as turn
    from seed_events e join seed_cameras s on s.n = e.n
    where e.kind in ('state_changed', 'reviewed')
    group by s.number
  ) c;

  -- Whoever reviewed or corrected is nobody: a name without a contributor, as of one who was forgotten.
  insert into public.reviews (camera_number, round, person, verdict, weight, on_site, cast_on, turn, confirmed_before)
  select s.number, 1, encode(sha256(convert_to('reviewer ' || s.number, 'UTF8')), 'hex'),
    case when e.act = 'confirmed' then 'present' else 'absent' end::public.verdict, private.setting('weight_new'),
    s.hash % 3 > 0, e.day, 1, v.day
  from seed_events e
  join seed_cameras s on s.n = e.n
  left join seed_events v on v.n = e.n and v.act = 'verified'
  where e.kind = 'reviewed';

  with accepted as (
    insert into public.corrections (camera_number, field, value, opened_on, closed_on, accepted)
    select s.number, 'maker', to_jsonb(s.maker), e.day, e.day, true
    from seed_events e join seed_cameras s on s.n = e.n where e.kind = 'corrected'
    returning id
  ), open as (
    insert into public.corrections (camera_number, field, value, opened_on)
    select s.number, 'type', '"dome"', private.day(now()) - (s.hash / 8 % 40)::integer
    from seed_cameras s join seed_events e on e.n = s.n and e.is_last
    where s.type = 'ptz' and s.hash / 8 % 11 = 0 and e.state in ('reported', 'verified') and s.age_days > 40
    returning id
  )
  insert into public.correction_votes (correction_id, person, agrees, weight)
  select k.id, encode(sha256(convert_to('voter ' || voter || k.id, 'UTF8')), 'hex'), true, private.setting('weight_new')
  from (select id, 2 as voters from accepted union all select id, 1 from open) k
  cross join generate_series(1, k.voters) as voter;

  insert into private.coverage_due_cameras (camera_number)
  select c.number from public.cameras c join seed_cameras s on s.number = c.number;

  perform private.record_survey(now(), gen_random_uuid(), drawn, private.day(now()) - days, method)
  from (values
    ('{"type": "LineString", "coordinates": [[20.4655, 44.8030], [20.4702, 44.8012], [20.4747, 44.7996], [20.4790, 44.7990]]}', 20, 'on_foot'),
    ('{"type": "LineString", "coordinates": [[20.4095, 44.8465], [20.4128, 44.8440], [20.4160, 44.8418]]}', 80, 'on_foot'),
    ('{"type": "LineString", "coordinates": [[20.4560, 44.8262], [20.4620, 44.8268], [20.4690, 44.8240], [20.4740, 44.8210]]}', 35, 'on_foot'),
    ('{"type": "LineString", "coordinates": [[20.1960, 44.6580], [20.2010, 44.6565], [20.2050, 44.6510]]}', 200, 'on_foot'),
    ('{"type": "Polygon", "coordinates": [[[20.4352, 44.8145], [20.4432, 44.8178], [20.4405, 44.8212], [20.4330, 44.8180], [20.4352, 44.8145]]]}', 150, 'on_foot'),
    ('{"type": "Polygon", "coordinates": [[[20.4470, 44.8235], [20.4520, 44.8255], [20.4540, 44.8228], [20.4495, 44.8212], [20.4470, 44.8235]]]}', 5, 'on_foot')
  ) as surveys (drawn, days, method);
  -- Nothing of the invention can be withdrawn.
  delete from private.survey_withdrawals where true;
end $$;

-- Each process builds its buildings along these streets (src/lib/server/buildings/invented.ts), where no others are in
-- force.
update private.buildings set version = 'demonstration', source = 'Invented for the demonstration of Oko', licence = 'CC0-1.0'
where version is null;

update public.settings set value = 1 where key = 'demonstration';
drop table seed_places, seed_streets, seed_cameras, seed_events;
