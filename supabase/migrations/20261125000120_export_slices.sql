-- A download gives way by the time it has taken (src/lib/server/export); between two looks at the clock it writes so many.
update public.settings set value = 16, meaning = 'cameras that a download writes between two looks at the clock'
where key = 'export_page_rows';
