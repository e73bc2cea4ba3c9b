import { sr } from '../plural.ts';

const flood = {
	title: 'Повуци налет',
	lead: 'Одједном се повлачи оно што је између два дана стигло са неког подручја. Најпре се види шта би се повукло; потом је то један поступак, који може да се опозове.',
	kind: 'Шта',
	kinds: { reports: 'нови уноси', surveys: 'пријаве где нема камера' },
	from: 'Од дана',
	to: 'До дана',
	middle: 'Средиште круга',
	radius: 'Полупречник у метрима',
	or: 'или',
	strict: 'и оно што су потврдили само нови људи или пријаве из истих дана',
	kept: 'Ознаке уноса који остају',
	show: 'Прикажи',
	count: (n: number, text: string) =>
		`${sr(n, 'Повукао', 'Повукла', 'Повукло')} би се ${text} ${sr(n, 'унос', 'уноса', 'уноса')}.`,
	most: (n: string) => `Један поступак повлачи највише ${n}.`,
	none: 'Нема шта да се повуче.',
	spared: {
		confirmed: (n: string) => `потврдили су други: ${n}`,
		seen: (n: string) => `виђено поново: ${n}`,
		own: (n: string) => `пријавили сте ви: ${n}`,
		kept: (n: string) => `изузето: ${n}`
	},
	stays: 'Остаје:',
	take: 'Повуци',
	entries: (n: number) => `${n} ${sr(n, 'унос', 'уноса', 'уноса')}`,
	done: (n: number) => `Повучено: ${n} ${sr(n, 'унос', 'уноса', 'уноса')}.`,
	undone: (day: string) => `опозвано ${day}`,
	circle: (metres: string, position: string) => `${metres} m око ${position}`
};
export default flood;
export type FloodMessages = typeof flood;
