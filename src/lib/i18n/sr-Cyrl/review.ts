import { ofDay, sr } from '../plural.ts';

const people = (n: number, written: string) => `${written} ${sr(n, 'особа', 'особе', 'особа')}`;
const others = (trusted: number, fresh: number) =>
	trusted === fresh
		? `још ${people(trusted, String(trusted))} ${sr(trusted, 'каже', 'кажу', 'каже')}`
		: `још ${trusted} ${sr(trusted, 'поуздана', 'поуздане', 'поузданих')} или ${fresh} ${sr(fresh, 'нова особа', 'нове особе', 'нових особа')} кажу`;

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
	/** of a camera in a state, which somebody last confirmed on a day */
	none: {
		reported: () => 'Још је нико није проверио.',
		verified: (day: string) => `Од потврде ${ofDay(day)} нико је није поново проверио.`,
		disputed: () => 'Откад је оспорена, нико је није поново проверио.',
		removed: () => 'Откад је уклоњена, нико је није поново проверио.'
	},
	disputedOn: (day: string) => `Оспорена је од ${ofDay(day)}`,
	missing: {
		verified: (trusted: number, fresh: number) =>
			`Ако ${others(trusted, fresh)} да је ту, постаје потврђена.`,
		disputed: (trusted: number, fresh: number) =>
			`Ако ${others(trusted, fresh)} да је нема, постаје оспорена.`,
		removed: (trusted: number, fresh: number) =>
			`Ако ${others(trusted, fresh)} да је нема, сматра се уклоњеном.`
	},
	notBefore: (day: string) => `Бар једна од њих мора то рећи ${ofDay(day)} или касније.`,
	rule: 'Како се броји',
	ruleText: {
		weights: (fresh: string, trusted: string) =>
			`Глас новог налога тежи ${fresh}, а поузданог ${trusted}. Ко је камеру пријавио, не гласа о њој.`,
		verified: (people: number, weight: string, share: string) =>
			`Камера је потврђена кад бар ${people} ${sr(people, 'особа каже', 'особе кажу', 'особа каже')} да је ту, са тежином од бар ${weight} и више од ${share} укупне тежине.`,
		disputed: (people: number, weight: string, share: string) =>
			`Камера је оспорена кад бар ${people} ${sr(people, 'особа каже', 'особе кажу', 'особа каже')} да је нема, са тежином од бар ${weight} и не мање од ${share} укупне тежине.`,
		removed: (share: string, days: number) =>
			`Уклања се само оспорена камера: за то треба исто толико људи, тежина већа од ${share} укупне тежине и бар један глас дат најмање ${days} ${sr(days, 'дан', 'дана', 'дана')} после почетка оспоравања.`,
		older: (weight: string) =>
			`Кад се јави први супротан глас, ранији гласови заједно теже највише ${weight}, а временом све мање.`
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
			`Није обавезно. Ваш уређај проверава да ли сте на највише ${metres} m од камере, уз тачност до ${accuracy} m. Положај не напушта уређај: шаље се само „да“.`,
		searching: 'Тражи се положај…',
		tick: 'Изјављујем да сам сада на лицу места',
		note: 'То је изјава, а не доказ, и тако се и води.',
		yes: (metres: string) => `Уређај каже да сте на ${metres} m од камере.`,
		far: (metres: string, most: string) =>
			`Уређај каже да сте на ${metres} m, а за ову изјаву треба највише ${most} m. Можете да пошаљете и без ње.`,
		inaccurate: (metres: string, most: string) =>
			`Уређај је тачан само до ${metres} m, а треба ${most} m. Можете да пошаљете и без изјаве.`,
		failed: 'Можете да пошаљете и без изјаве.'
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
			`Глас ће се бројати од насумичног времена у ${sr(hours, 'наредни', 'наредна', 'наредних')} ${hours} ${sr(hours, 'сат', 'сата', 'сати')}. Дотле га можете повући.`,
		takeBack: 'Повуци',
		change: 'Док се стање не промени, глас можете променити или повући.',
		decided: 'Стање камере је одређено и вашим гласом, па га не можете мењати.',
		renewableOn: (day: string) => `Поново је можете проверити од ${ofDay(day)}`,
		renewable: 'Прошло је довољно времена: можете је проверити поново.',
		reporter: 'Ову камеру сте пријавили ви. Своју пријаву не можете да проверите: то раде други.'
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
	signIn:
		'За проверу пријава потребан вам је кључ: без имена, без е-поште. Због кључа се ничији глас не броји двапут.',
	signInButton: 'Направите кључ или унесите свој',
	signInAgain:
		'Потребно је да поново уђете кључем. Оно што сте унели није изгубљено: уђите у новој картици, вратите се и пошаљите поново.',
	signInTab: 'Уђите кључем (нова картица)',
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
		headingHint:
			'окрените ручку на мапи или упишите од 0 до 359: 0 је север, 90 исток; празно значи да се не зна',
		heightHint: (least: string, most: string) => `од ${least} до ${most} m; празно значи да се не зна`,
		positionHint: (metres: string) =>
			`померите мапу или упишите координате или линк са мапе: највише ${metres} m од садашњег положаја`,
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
