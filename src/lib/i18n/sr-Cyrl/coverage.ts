/** The words of what cameras could watch. */
const coverage = {
	layer: 'Мапа приказује',
	layers: { none: 'Камере', density: 'Топлотна мапа', watched: 'Шта виде' },
	level: 'Шта камера може',
	reading: 'Објектив покретних камера',
	standing: 'Које се рачунају',
	bound: 'Процена',
	bounds: { least: 'најмање', most: 'највише' },
	boundHints: {
		least: 'само што следи из уноса',
		most: 'непознат правац: свуда около'
	},
	/** what is shown, and of what */
	heading: { density: 'Топлотна мапа пријава', watched: 'Шта би камере могле да виде' },
	upTo: (share: string) => `до ${share}`,
	over: (share: string) => `преко ${share}`,
	classesOf: 'Део квадрата:',
	views: 'види бар једна камера; где је боја јача, више њих',
	fewer: 'мање',
	more: 'више',
	method: {
		detect: (density: string) =>
			`Где би камера могла да уочи човека: бар ${density} пиксела по метру (IEC 62676-4). Зидови и дрвеће се не рачунају.`,
		observe: (density: string) =>
			`Где би камера могла да посматра човека: бар ${density} пиксела по метру (IEC 62676-4). Зидови и дрвеће се не рачунају.`,
		recognise: (density: string) =>
			`Где би камера могла да препозна познатог човека: бар ${density} пиксела по метру (IEC 62676-4). Зидови и дрвеће се не рачунају.`,
		identify: (density: string) =>
			`Где би камера могла да идентификује човека: бар ${density} пиксела по метру (IEC 62676-4). Зидови и дрвеће се не рачунају.`
	},
	densityMethod:
		'Колико је камера пријављено у близини, а не шта оне виде. Густо може да значи и да тамо више људи пријављује.',
	capped: (range: string, types: string) =>
		`Ниједна не гледа даље од ${range} м. То овде ограничава: ${types}.`,
	clustered: 'Где је камера превише, приближите мапу.',
	filters: 'Филтери не мењају простор под надзором.',
	cell: (side: string, ground: string, cameras: string) => `Квадрат од ${side} м: ${ground}${cameras}.`,
	watched: (m2: string, share: string) => `под надзором ${m2} м² (${share})`,
	watchedBetween: (leastM2: string, leastShare: string, mostM2: string, mostShare: string) =>
		`под надзором најмање ${leastM2} м² (${leastShare}), највише ${mostM2} м² (${mostShare})`,
	unwatched: 'не знамо ниједну камеру која га толико види',
	cameras: (byState: string) => `; у њему: ${byState}`,
	/** surveys: somebody looked and found no camera */
	looked: 'Где је неко гледао и није нашао камеру',
	hatchings: { hatched: 'шрафирано', plain: 'не приказуј' },
	lookedPart: 'гледано, није нађена: део',
	lookedMost: 'пола или више',
	lookedMethod:
		'Шрафирано: у последњих годину дана неко је ту гледао и каже да није нашао камеру. Другде нико није рекао да је гледао.',
	lookedShare: (share: string) => `; на ${share} њега неко је гледао и није нашао камеру`,
	nothing: 'Овде мапа не зна ни за једну камеру. То не значи да је нема.',
	files: {
		cells: 'Простор под надзором: квадрати од 250 м',
		areas: 'Општине са бројкама'
	},
	reader: 'Квадрат у средини мапе, или онај који притиснете:'
};
export default coverage;
export type CoverageMessages = typeof coverage;
