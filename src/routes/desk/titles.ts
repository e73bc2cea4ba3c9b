import type { deskWords } from '$lib/i18n/desk';
import type { DeskList } from '$lib/server/desk';

/** What a list of the desk is called. */
export function listTitle(desk: ReturnType<typeof deskWords>, list: DeskList): string {
	if (list === 'surveys') return desk.survey.title;
	return list === 'taken_back' ? desk.takenBack : desk[list];
}
