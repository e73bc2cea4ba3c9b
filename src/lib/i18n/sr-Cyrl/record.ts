import { municipalityNames } from '../../camera/municipalities.ts';
import type { RecordWords } from '../record-words.ts';

/** The words of a camera's record, field by field: see $lib/camera/record. */
const record: RecordWords = {
	state: {
		name: 'Стање',
		meaning: 'шта су људи утврдили',
		values: { reported: 'пријављена', verified: 'потврђена', disputed: 'оспорена', removed: 'уклоњена' }
	},
	freshness: {
		name: 'Свежина',
		meaning: (ageing, stale) =>
			`по броју дана од последње потврде: старији од ${ageing}, застарео од ${stale}`,
		values: { fresh: 'свеж податак', ageing: 'старији податак', stale: 'застарео податак' }
	},
	type: {
		name: 'Врста',
		ask: 'Врста камере',
		meaning: 'каква је камера',
		values: {
			fixed: 'фиксна',
			dome: 'куполаста',
			ptz: 'покретна (PTZ)',
			plate_reader: 'читач таблица',
			unknown: 'непозната врста'
		},
		looks: {
			fixed:
				'Издужено кућиште на носачу, са стрехом изнад сочива. Увек гледа на исту страну: куда је окренуто сочиво, тамо је и правац.',
			dome: 'Тамна полулопта на плафону, испод надстрешнице или на зиду. Не види се куда гледа, па правац оставите непознат.',
			ptz: 'Лопта која виси са краја носача на стубу. Окреће се и приближава слику, па у току дана гледа на разне стране.',
			plate_reader:
				'Једна или више кутија изнад саобраћајне траке, често са инфрацрвеним лампама поред сочива. Гледа надоле, у таблице.'
		}
	},
	mount: {
		name: 'Где стоји',
		ask: 'На чему стоји',
		meaning: 'на чему стоји',
		values: {
			pole: 'стуб',
			wall: 'зид',
			traffic_light: 'семафор',
			street_lamp: 'улична светиљка',
			gantry: 'портал изнад пута',
			building: 'зграда',
			unknown: 'непознато'
		}
	},
	heading_deg: {
		name: 'Куда гледа',
		ask: 'Правац у степенима од севера',
		hint: '0 је север, 90 исток; празно ако не знате',
		meaning: 'куда гледа, степени од севера у смеру казаљке; празно је непознато'
	},
	operator: {
		name: 'Чија је',
		ask: 'Ко њоме управља',
		meaning: 'ко њоме управља',
		values: {
			mup: 'МУП (полиција)',
			city: 'Град Београд',
			municipality: 'градска општина',
			transport: 'јавни превоз',
			private: 'приватни власник',
			unknown: 'непознато'
		}
	},
	maker: {
		name: 'Произвођач',
		ask: 'Произвођач',
		meaning: 'ко ју је произвео',
		values: {
			huawei: 'Huawei',
			dahua: 'Dahua',
			hikvision: 'Hikvision',
			other: 'други произвођач',
			unknown: 'непознато'
		}
	},
	capabilities: {
		name: 'Пријављене могућности',
		ask: 'Могућности (ако знате)',
		meaning: 'шта може, према пријавама',
		values: {
			face_recognition: 'препознавање лица',
			plate_recognition: 'препознавање таблица',
			audio: 'снимање звука'
		}
	},
	sign_present: {
		name: 'Табла са упозорењем',
		ask: 'Има ли таблу са упозорењем?',
		meaning: 'да ли табла упозорава на њу',
		values: { yes: 'да', no: 'не', unknown: 'непознато' }
	},
	height_m: { name: 'Висина', ask: 'Висина у метрима', hint: 'од 1 до 30', meaning: 'висина изнад тла, m' },
	accuracy_m: { name: 'Тачност положаја', ask: 'Тачност положаја у метрима', meaning: 'тачност положаја, m' },
	method: {
		name: 'Како је одређен положај',
		meaning: 'како је одређен положај; празно је непознато',
		values: {
			dragged: 'постављено на мапи',
			gps: 'GPS уређаја',
			imagery: 'са снимка',
			coordinates: 'унете координате'
		}
	},
	place: { name: 'Место', meaning: 'улица или део града на тој тачки; празно где нико не зна име' },
	municipality: {
		name: 'Општина',
		meaning: 'у којој је општини; празно док границе нису учитане',
		values: municipalityNames('sr-Cyrl')
	},
	source: {
		name: 'Извор',
		meaning: 'одакле је унос',
		values: { report: 'пријава грађана', demonstration: 'измишљен пример' }
	},
	start_date: {
		name: 'Стоји од',
		ask: 'Од када стоји',
		hint: 'година, месец или дан: 2019, 3. 2019. или 15. 3. 2019.',
		meaning: 'од када камера ту стоји, како је пријављено: година, месец или дан; није дан пријаве'
	},
	first_reported_on: { name: 'Прва пријава', meaning: 'дан прве пријаве' },
	observed_on: {
		name: 'Последњи пут виђена',
		ask: 'Дан када сте је видели',
		hint: 'од 2010. до данас; празно ако нисте сигурни'
	},
	last_confirmed_on: { name: 'Последња потврда', meaning: 'дан последње потврде' },
	confirmations: { name: 'Потврде', meaning: 'број потврда' },
	disputes: { name: 'Оспоравања', meaning: 'број оспоравања' },
	changed_on: { name: 'Последња измена' },
	url: { name: 'Страница', meaning: 'страница камере' }
};
export default record;
