import { sr } from '../plural.ts';

/** The words of the record's vocabularies: one for each value in `$lib/camera/vocabulary`. */
const words = {
	unknown: 'непознато',
	cameras: (n: number) => sr(n, 'камера', 'камере', 'камера'),
	/** a camera of a type, as the beginning of a title */
	kinds: {
		fixed: 'Фиксна камера',
		dome: 'Куполаста камера',
		ptz: 'Покретна камера',
		plate_reader: 'Читач таблица',
		unknown: 'Камера'
	},
	/** where a camera is, when nobody can name it */
	at: (lat: string, lng: string) => `${lat}° N, ${lng}° E`,
	events: {
		reported: 'пријављена',
		sighted: 'поново виђена',
		state_changed: 'промењено стање',
		hidden: 'сакривена',
		restored: 'враћена',
		withdrawn: 'пријава повучена',
		reviewed: 'проверена',
		corrected: 'исправљена',
		merged: 'спојена с другим уносом'
	},
	complaints: {
		home: 'Камера је на приватној кући или стану',
		wrong: 'Нетачно је или је нема',
		dangerous: 'Унос некога доводи у опасност'
	},
	/** the compass, clockwise from north by 45° */
	compass: ['север', 'североисток', 'исток', 'југоисток', 'југ', 'југозапад', 'запад', 'северозапад'],
	/** of IEC 62676-4:2025, which has no Serbian translation */
	levels: {
		overview: 'преглед',
		outline: 'обрис',
		discern: 'разазнавање',
		perceive: 'опажање',
		characterise: 'распознавање',
		validate: 'потврда идентитета',
		scrutinise: 'испитивање појединости'
	},
	readings: { glance: 'без зума', zoomed: 'са пуним зумом' },
	standings: { all: 'све камере', verified: 'само потврђене' }
};
export default words;
export type WordsMessages = typeof words;
