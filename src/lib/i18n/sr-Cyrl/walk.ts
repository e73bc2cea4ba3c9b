import { sr } from '../plural.ts';

const cameras = (n: number) => sr(n, 'камера', 'камере', 'камера');

/** What that many cameras could do: `one` and `few` are the verb of one camera and of a few. */
const sentence = (one: string, few: string, least: string, most: string, n: number) => {
	const could = `${sr(n, 'Може', 'Могу', 'Може')} да ${sr(n, one, few, one)}`;
	if (least === most) return `${could} ${most} ${cameras(n)}.`;
	if (least === '0') return `${could} највише ${most} ${cameras(n)}, а можда ниједна.`;
	return `${could} најмање ${least}, највише ${most} ${cameras(n)}.`;
};

/** The words of "my walk": a way of one's own, and the cameras that could see one on it. */
const walk = {
	title: 'Моја путања',
	lead: 'Нацртајте путању или учитајте GPX датотеку: прегледач рачуна које би камере могле да вас виде, где и колико дуго.',
	privacy: 'Путања не напушта овај прегледач, који је заборавља кад затворите путању или картицу.',
	import: 'Учитај GPX',
	imported: (points: number, written: string) =>
		`Учитана је путања од ${written} ${sr(points, 'тачке', 'тачке', 'тачака')}; приближите мапу да бисте их померали.`,
	longest: (n: number, written: string) =>
		`У датотеци ${sr(n, 'је', 'су', 'је')} ${written} ${sr(n, 'путања', 'путање', 'путања')}: узета је најдужа.`,
	joined: 'Прекиди у снимку спојени су правом линијом.',
	cutOff: 'Датотека је прекинута: путања се завршава тамо где и датотека.',
	partlyOutside: 'Део путање је изван Београда, где мапа нема камера.',
	show: 'Прикажи путању на мапи',
	showHint: 'Мапа тада од нашег сервера тражи делове мапе око путање, а приказ стоји у адреси странице.',
	bad: {
		too_large: (megabytes: string) => `Датотека је већа од ${megabytes} MB.`,
		unreadable: 'Датотека није могла да се прочита. Копирајте је на овај уређај и изаберите је поново.',
		not_gpx: 'Ово није исправна GPX датотека.',
		no_position: 'Положаји у овој датотеци не могу да се прочитају.',
		no_track: 'У датотеци нема ни стазе ни руте са бар две тачке.',
		too_many_points: (points: string) => `Путања има више од ${points} тачака. Скратите је или проредите.`,
		outside_area: 'Цела путања је изван Београда, где мапа нема камера.'
	},
	loading: (read: string, of: string) => `Камере се учитавају: ${read} од ${of}`,
	failed: 'Камере нису учитане, па се путања још не може проверити. Нацртано је сачувано.',
	empty: 'Додајте бар две тачке.',
	level: 'На мапи',
	levelHints: {
		outline: 'да сте ту',
		discern: 'шта радите',
		characterise: 'вас, ако вас знају',
		validate: 'ко сте',
		scrutinise: 'ко сте, без сумње'
	},
	reading: 'Објектив покретних камера',
	standing: 'Које се рачунају',
	length: (metres: string, minutes: string) => `Путања је дуга ${metres} m: ${minutes} min хода.`,
	/** of one level: what could happen, and to whom */
	sentence: {
		outline: (least: string, most: string, n: number) => sentence('вас уочи', 'вас уоче', least, most, n),
		discern: (least: string, most: string, n: number) =>
			sentence('види шта радите', 'виде шта радите', least, most, n),
		characterise: (least: string, most: string, n: number) =>
			sentence('вас препозна', 'вас препознају', least, most, n),
		validate: (least: string, most: string, n: number) =>
			sentence('утврди ко сте', 'утврде ко сте', least, most, n),
		scrutinise: (least: string, most: string, n: number) =>
			sentence('без сумње утврди ко сте', 'без сумње утврде ко сте', least, most, n)
	},
	inView: (leastMetres: string, mostMetres: string, leastMinutes: string, mostMinutes: string) =>
		leastMetres === mostMetres || leastMetres === '0'
			? `У видном пољу сте ${leastMetres === mostMetres ? '' : 'највише '}${mostMetres} m (${mostMinutes} min).`
			: `У видном пољу сте најмање ${leastMetres} m (${leastMinutes} min), највише ${mostMetres} m (${mostMinutes} min).`,
	none: 'На овом нивоу ниједна пријављена камера не види путању. То не значи да камера нема: мапа зна само за пријављене.',
	table: 'Шта камере могу: најмање – највише',
	columns: { cameras: 'Камере', metres: 'Метри', minutes: 'Минути' },
	range: (least: string, most: string) => (least === most ? least : `${least} – ${most}`),
	list: 'Које и где',
	listNote:
		'Бројке су метри од почетка путање. Камера се отвара у новој картици; тек тада од нашег сервера тражите њену страницу.',
	certain: 'најмање',
	possible: 'највише',
	span: (from: string, to: string) => `${from} – ${to}\u00a0m`,
	all: (n: number, written: string) => `Прикажи све: ${written} ${cameras(n)}`,
	legend: {
		least: 'у видном пољу и по најмањој процени',
		most: 'можда у видном пољу: само по највећој процени',
		cameras: 'камера која види путању'
	},
	method: 'Како се рачуна',
	/** `isCut`: buildings cut views at least */
	methodText: (speed: string, range: string, standard: string, densities: string, isCut: boolean) => [
		`Видно поље следи из врсте и правца камере по стандарду ${standard} (${densities} пиксела по метру), са претпостављеним објективом; знамо где камера стоји, а не која је.`,
		'„Најмање“ рачуна само оно што следи из уноса: фиксна камера непознатог правца тада не види ништа. „Највише“ је рачуна у свим правцима, а непознату врсту као покретну камеру.',
		`Броји се само где путања пролази кроз видно поље: камера у суседној улици која гледа низ њу не рачуна се. Рачунамо да ниједна не види даље од ${range} m. ${isCut ? 'Зграде смањују „најмање“, а „највише“ не; дрвеће се не рачуна.' : 'Зграде, дрвеће и висина се не рачунају, па је и „најмање“ понегде превише.'}`,
		`Рачунамо да се хода ${speed} km/h. Ко двапут прође истим местом, двапут је у видном пољу.`
	]
};
export default walk;
export type WalkMessages = typeof walk;
