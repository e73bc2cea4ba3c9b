import { sr } from '../plural.ts';

const people = (n: number, written: string) => `${written} ${sr(n, 'особа', 'особе', 'особа')}`;
const votes = (trusted: number, fresh: number) =>
	trusted === fresh
		? `још ${trusted} ${sr(trusted, 'глас', 'гласа', 'гласова')}`
		: `још ${trusted} ${sr(trusted, 'поуздан', 'поуздана', 'поузданих')} или ${fresh} ${sr(fresh, 'нов глас', 'нова гласа', 'нових гласова')}`;

/** The words of reviewing a camera and of correcting its record. */
const review = {
	title: 'Да ли је још ту?',
	says: {
		present: (n: number, written: string) =>
			`${people(n, written)} ${sr(n, 'каже', 'кажу', 'каже')} да је ту`,
		absent: (n: number, written: string) =>
			`${people(n, written)} ${sr(n, 'каже', 'кажу', 'каже')} да је нема`
	},
	weight: (weight: string) => `тежина ${weight}`,
	none: 'У овом кругу је још нико није проверио.',
	disputedOn: (day: string) => `Оспоравање је почело: ${day}`,
	missing: {
		verified: (trusted: number, fresh: number) => `До потврде: ${votes(trusted, fresh)} да је ту.`,
		disputed: (trusted: number, fresh: number) => `До оспоравања: ${votes(trusted, fresh)} да је нема.`,
		removed: (trusted: number, fresh: number) => `До уклањања: ${votes(trusted, fresh)} да је нема.`
	},
	notBefore: (day: string) => `(бар један од њих најраније: ${day})`,
	rule: 'Како се броји',
	ruleText: {
		weights: (fresh: string, trusted: string) =>
			`Глас новог налога тежи ${fresh}, а поузданог ${trusted}. Ко је камеру пријавио, не гласа о њој.`,
		verified: (people: number, weight: string, share: string) =>
			`Потврђена је кад бар ${people} ${sr(people, 'особа каже', 'особе кажу', 'особа каже')} да је ту, са тежином од бар ${weight} и више од ${share} укупне.`,
		disputed: (people: number, weight: string, share: string) =>
			`Оспорена је кад бар ${people} ${sr(people, 'особа каже', 'особе кажу', 'особа каже')} да је нема, са тежином од бар ${weight} и не мање од ${share} укупне.`,
		removed: (share: string, days: number) =>
			`Уклања се само оспорена камера: за то треба исто толико људи, тежина већа од ${share} укупне и бар један глас дат најмање ${days} ${sr(days, 'дан', 'дана', 'дана')} после почетка оспоравања.`,
		older: (weight: string) =>
			`Кад се јави први супротан глас, ранији гласови заједно теже највише ${weight} и бледе.`
	},
	/** in the genitive, after „од“ */
	shares: { third: 'трећине', twoThirds: 'две трећине' },
	present: 'Још је ту',
	presentAgain: 'Ипак је ту',
	absent: 'Нема је више',
	wrong: 'Нешто није тачно',
	help: {
		present: 'Видите је сада, или сте је недавно видели баш ту.',
		absent: 'Погледали сте баш ово место и камере нема. Ако је само померена, изаберите „Нешто није тачно“.'
	},
	looksLike: 'Тако изгледа ова врста. Све врсте',
	onSite: {
		ask: 'На лицу места сам',
		hint: (metres: string, accuracy: string) =>
			`Није обавезно. Ваш уређај гледа да ли сте на највише ${metres} m од камере, уз тачност до ${accuracy} m. Положај не излази из уређаја: шаље се само „да“.`,
		searching: 'Тражи се положај…',
		tick: 'Изјављујем да сам сада на лицу места',
		note: 'То је изјава, а не доказ, и тако се и води.',
		yes: (metres: string) => `Уређај каже да сте на ${metres} m од камере.`,
		far: (metres: string, most: string) =>
			`Уређај каже да сте на ${metres} m, а за ову изјаву треба највише ${most} m. Можете да пошаљете и без ње.`,
		inaccurate: (metres: string, most: string) =>
			`Уређај је тачан само до ${metres} m, а треба ${most} m. Можете да пошаљете и без изјаве.`,
		failed: 'Уређај није дао положај. Можете да пошаљете и без изјаве.'
	},
	there: 'Сада сте код камере?',
	publish: 'Када да се глас прикаже?',
	publishWhy:
		'Глас који се одмах види могао би да каже власнику камере када је неко стајао испод ње. Ако сте сада тамо, изаберите насумично време.',
	sending: 'Шаље се…',
	own: {
		present: 'Рекли сте да је ту',
		absent: 'Рекли сте да је нема',
		on: (day: string) => `(${day})`,
		onSite: 'На лицу места, по вашој изјави.',
		waiting: {
			present: 'Ваш глас да је ту чека.',
			absent: 'Ваш глас да је нема чека.'
		},
		waitingHow: (hours: number) =>
			`Бројаће се у насумично време у наредна ${hours} ${sr(hours, 'сат', 'сата', 'сати')}. Дотле га можете повући.`,
		takeBack: 'Повуци',
		change: 'Док се стање не промени, глас можете променити или повући.',
		decided: 'Стање камере је одређено и вашим гласом, па га не можете мењати.',
		renewableOn: (day: string) => `Поново је можете проверити: ${day}`,
		renewable: 'Прошло је довољно времена: можете је проверити поново.',
		reporter: 'Ову камеру сте пријавили ви. Своју пријаву не можете и да проверите: то раде други.'
	},
	outcome: {
		counted: 'Хвала. Ваш глас се броји.',
		waiting: 'Хвала. Ваш глас чека насумично време.',
		unchanged: 'То сте већ рекли. Ништа се није променило.',
		taken_back: 'Глас је повучен.',
		open: 'Хвала. Исправка чека да се сложе и други.',
		corrected: 'Хвала. Запис је исправљен.'
	},
	nowState: (state: string) => `Стање је сада: ${state}.`,
	signIn: 'Ко проверава, има кључ: без имена, без е-поште. Тако се ничији глас не броји двапут.',
	signInButton: 'Направите кључ или унесите свој',
	signInAgain:
		'Више нисте пријављени. Ваш унос је овде и није изгубљен: пријавите се у новој картици, вратите се и пошаљите поново.',
	signInTab: 'Пријава (нова картица)',
	corrections: {
		lead: 'Изаберите податак који није тачан и реците како је тачно.',
		open: 'Предложене исправке',
		from: (value: string) => `сада: ${value}`,
		agree: 'Слажем се',
		disagree: 'Није тачно',
		agreed: 'Слажете се.',
		disagreed: 'Рекли сте да није тачно.',
		sums: (n: number, written: string, against: string) =>
			`${sr(n, 'слаже се', 'слажу се', 'слаже се')} ${people(n, written)}, против: ${against}`,
		seen: (people: number, weight: string) =>
			`Мења се кад се ${sr(people, 'сложи', 'сложе', 'сложи')} ${people} ${sr(people, 'особа', 'особе', 'особа')} укупне тежине бар ${weight}, и кад их је више него против.`,
		strict: 'За овај податак важи исто правило као за потврду камере.',
		value: 'Како је тачно?',
		unknown: 'не зна се',
		none: 'ниједна',
		headingHint: 'од 0 до 359; 0 је север, 90 исток; празно значи да се не зна',
		heightHint: (least: string, most: string) => `од ${least} до ${most} m; празно значи да се не зна`,
		positionHint: (metres: string) => `највише ${metres} m од садашњег положаја; координате или линк са мапе`,
		far: (metres: string) => `Даље од ${metres} m није исправка, него друга камера:`,
		farReport: 'пријавите нову',
		farAbsent: 'а за ову реците да је нема.',
		send: 'Предложи',
		tooFar: (metres: string) =>
			`То је даље од ${metres} m. Пријавите нову камеру, а за ову реците да је нема.`,
		state: 'Није ту, или је ипак ту? То реците горе.'
	},
	next: 'Следећа камера',
	toList: 'На списак за проверу'
};
export default review;
export type ReviewMessages = typeof review;
