import { sr } from '../plural.ts';

/** The words of the record's vocabularies: one for each value in `$lib/camera/vocabulary`. */
const words = {
	unknown: 'непознато',
	cameras: (n: number) => sr(n, 'камера', 'камере', 'камера'),
	states: { reported: 'пријављена', verified: 'потврђена', disputed: 'оспорена', removed: 'уклоњена' },
	freshness: { fresh: 'свеж податак', ageing: 'старији податак', stale: 'застарео податак' },
	types: {
		fixed: 'фиксна',
		dome: 'куполаста',
		ptz: 'покретна (PTZ)',
		plate_reader: 'читач таблица',
		unknown: 'непозната врста'
	},
	mounts: {
		pole: 'стуб',
		wall: 'зид',
		traffic_light: 'семафор',
		street_lamp: 'улична светиљка',
		gantry: 'портал изнад пута',
		building: 'зграда',
		unknown: 'непознато'
	},
	operators: {
		mup: 'МУП (полиција)',
		city: 'Град Београд',
		municipality: 'градска општина',
		transport: 'јавни превоз',
		private: 'приватни власник',
		unknown: 'непознато'
	},
	makers: {
		huawei: 'Huawei',
		dahua: 'Dahua',
		hikvision: 'Hikvision',
		other: 'други произвођач',
		unknown: 'непознато'
	},
	capabilities: {
		face_recognition: 'препознавање лица',
		plate_recognition: 'препознавање таблица',
		audio: 'снимање звука'
	},
	signs: { yes: 'да', no: 'не', unknown: 'непознато' },
	methods: {
		dragged: 'постављено на мапи',
		gps: 'GPS уређаја',
		imagery: 'са снимка',
		coordinates: 'унете координате'
	},
	sources: { report: 'пријава грађана', demonstration: 'измишљен пример' },
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
		home: 'Камера је на дому',
		wrong: 'Нетачно је или је нема',
		dangerous: 'Унос некога доводи у опасност'
	},
	/** the compass, clockwise from north by 45° */
	compass: ['север', 'североисток', 'исток', 'југоисток', 'југ', 'југозапад', 'запад', 'северозапад'],
	levels: {
		detect: 'уочавање',
		observe: 'посматрање',
		recognise: 'препознавање',
		identify: 'идентификација'
	},
	readings: { glance: 'без зума', zoomed: 'са пуним зумом' },
	standings: { all: 'све камере', verified: 'само потврђене' }
};
export default words;
export type WordsMessages = typeof words;
