import { ofDay, sr } from '../plural.ts';

const flood = {
	title: 'Повуци налет',
	lead: 'Једним поступком повлачите оно што је између два дана стигло са неког подручја. Најпре видите шта би се повукло. Поступак може да се поништи.',
	kind: 'Шта',
	kinds: { reports: 'нови уноси', surveys: 'прегледи без нађене камере' },
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
	entries: (n: number, written: string) => `${written} ${sr(n, 'унос', 'уноса', 'уноса')}`,
	done: (n: number, written: string) => `Повучено: ${written} ${sr(n, 'унос', 'уноса', 'уноса')}.`,
	undone: (day: string) => `поништено ${ofDay(day)}`,
	circle: (metres: string, position: string) => `${metres} m око ${position}`
};
export default flood;
export type FloodMessages = typeof flood;
