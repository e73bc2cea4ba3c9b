-- wrk: sends reports of cameras all over the City; done() stands in told.lua.
dofile(debug.getinfo(1, 'S').source:match('@(.*)reports.lua') .. 'told.lua')
math.randomseed(os.time())
local body = '{"position":[%.6f,%.6f],"type":"dome","heading_deg":%d,"operator":"city","another_camera":true}'
function request()
  local lng, lat = 20 + math.random() * 0.9, 44.3 + math.random() * 0.8
  return wrk.format('POST', '/api/reports', { ['Content-Type'] = 'application/json' },
    string.format(body, lng, lat, math.random(0, 359)))
end
