-- The application answers the list from the cameras in its memory (src/lib/server/list.ts), where one description of
-- filters serves.
drop function public.cameras_list;
drop function private.visible_where;
drop function private.in_box;
drop function private.box;
