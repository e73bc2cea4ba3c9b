const walls = 'Зидови и дрвеће се не рачунају: камера у стварности види мање.';
const cut = 'Зграде смањују „најмање“, а „највише“ не. Дрвеће се не рачуна.';

/** The words of what cameras could watch. */
const coverage = {
	layer: 'Мапа приказује',
	layers: { none: 'Камере', density: 'Топлотна мапа', watched: 'Шта виде', gaps: 'Прегледано' },
	level: 'Шта камера може',
	/** on the map, as a sentence whose end the slider chooses */
	couldSee: (what: string) => `Где би пријављена камера могла да види ${what}`,
	sees: {
		overview: 'да ту има људи',
		outline: 'да некога има',
		discern: 'шта неко ради',
		perceive: 'како је неко обучен',
		characterise: 'да ли је то неко познат',
		validate: 'ко је то',
		scrutinise: 'ко је то, без сумње'
	},
	moreChoice: 'Више',
	lessChoice: 'Мање',
	reading: 'Објектив покретних камера',
	standing: 'Које се рачунају',
	bound: 'Процена',
	bounds: { least: 'најмање', most: 'највише' },
	boundHints: {
		least: 'само што следи из уноса',
		most: 'кад правац није познат: свуда около'
	},
	/** what is shown, and of what */
	heading: { density: 'Топлотна мапа пријава', watched: 'Шта би камере могле да виде' },
	upTo: (share: string) => `до ${share}`,
	over: (share: string) => `преко ${share}`,
	classesOf: 'део квадрата:',
	views: 'видела би бар једна камера; где је боја јача, више њих',
	/** of the heatmap: it is scaled to what is in view */
	strongest: (cameras: string, within: string) =>
		`Најјача боја у овом исечку: око ${cameras} у кругу од ${within} m`,
	fewer: 'мање',
	more: 'више',
	method: (level: string, density: string, standard: string, isCut: boolean) =>
		`Ниво „${level}“ по стандарду ${standard}: бар ${density} пиксела по метру. ${isCut ? cut : walls}`,
	/** whose, by what licence, and of which day */
	buildings: (origin: string) => `Зграде: ${origin}`,
	/** in the place of whose buildings they are */
	invented: 'измишљене, као и камере',
	densityMethod:
		'Боја показује колико је камера пријављено у близини, а не шта оне виде. Јача боја може да значи и да ту више људи пријављује.',
	capped: (range: string, types: string) =>
		`Рачунамо да ниједна камера не види даље од ${range} m. То овде ограничава: ${types}.`,
	clustered: 'Где је камера превише, приближите мапу.',
	filters: 'Филтери не мењају оно што би камере могле да виде.',
	cell: (side: string, ground: string, cameras: string) => `Квадрат од ${side} m: ${ground}${cameras}.`,
	watched: (m2: string, share: string) => `под надзором ${m2} m² (${share})`,
	watchedBetween: (leastM2: string, leastShare: string, mostM2: string, mostShare: string) =>
		`под надзором најмање ${leastM2} m² (${leastShare}), највише ${mostM2} m² (${mostShare})`,
	unwatched: 'не знамо за камеру која би ту толико видела',
	cameras: (byState: string) => `; у њему: ${byState}`,
	/** surveys: somebody looked and found no camera */
	looked: 'Прегледано, камера није нађена',
	hatchings: { hatched: 'шрафирано', plain: 'не приказуј' },
	lookedPart: 'прегледано, није нађена: део',
	lookedMost: 'већина',
	lookedMethod:
		'Шрафирано: у последњих годину дана неко је ту гледао и каже да није нашао камеру. Другде нико није рекао да је гледао.',
	lookedShare: (share: string) => `; на ${share} квадрата неко је гледао и није нашао камеру`,
	nothing: 'Овде мапа не зна ни за једну камеру. То не значи да је нема.',
	waiting: 'Неке пријаве још чекају мерење.',
	files: {
		cells: 'Простор под надзором: квадрати од 250 m',
		areas: 'Општине са бројкама'
	},
	reader: 'Квадрат у средини мапе, или онај који притиснете:'
};
export default coverage;
export type CoverageMessages = typeof coverage;
