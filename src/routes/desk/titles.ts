import type { Messages } from '$lib/i18n/load';
import type { DeskList } from '$lib/server/desk';

/** What a list of the desk is called. */
export function listTitle(m: Messages, list: DeskList): string {
	if (list === 'surveys') return m.survey.desk.title;
	return list === 'taken_back' ? m.desk.takenBack : m.desk[list];
}
