-- How fast somebody walks, for the minutes in view of cameras. The way itself never comes here.

insert into public.settings (key, value, unit, meaning) values
  ('walk_speed_km_h', 4.5, 'kilometres per hour', 'how fast somebody is taken to walk');
