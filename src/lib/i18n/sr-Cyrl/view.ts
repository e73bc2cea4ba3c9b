import { sr } from '../plural.ts';

const inState = {
	reported: (n: number) => sr(n, 'пријављена', 'пријављене', 'пријављених'),
	verified: (n: number) => sr(n, 'потврђена', 'потврђене', 'потврђених'),
	disputed: (n: number) => sr(n, 'оспорена', 'оспорене', 'оспорених'),
	removed: (n: number) => sr(n, 'уклоњена', 'уклоњене', 'уклоњених')
};
const cameras = (n: number) => sr(n, 'камера', 'камере', 'камера');

/** The words of what is seen now: moving about, undoing, and taking the view along. */
const view = {
	sheet: { grip: 'Висина панела', heights: { peek: 'мала', half: 'половина', full: 'пуна' } },
	scale: { metres: 'm', kilometres: 'km' },
	inView: (n: number, written: string, byState: string) =>
		`У видном пољу: ${written} ${cameras(n)}, ${byState}.`,
	inState,
	nothingInView: 'У видном пољу нема пријављених камера.',
	targets: 'Камере у видном пољу',
	skipTargets: 'Прескочи камере на мапи',
	target: (title: string, state: string) => `${title}: ${state}`,
	clusterTarget: (n: number, written: string) => `${written} ${cameras(n)}: приближите`,
	together: (n: number, written: string) => `${written} ${cameras(n)} једна до друге`,
	here: (n: number, written: string) => `${written} ${cameras(n)} на овом месту`,
	ofHere: (at: string, all: string) => `${at} од ${all}`,
	previousHere: 'Претходна камера на овом месту',
	nextHere: 'Следећа камера на овом месту',
	undo: 'Поништи',
	dismiss: 'Склони',
	undoClosed: 'Камера је затворена.',
	undoSelected: 'Изабрана је друга камера.',
	undoFilters: 'Филтери су уклоњени.',
	undoReport: 'Пријава је затворена. Ништа унето није изгубљено.',
	undoWalk: 'Путања је обрисана.',
	undoSurvey: 'Цртеж је затворен.',
	undoAfresh: 'Пријава је почета испочетка.',
	/** what a page, a picture and a print are called, by the layer */
	shows: {
		none: 'Пријављене камере у Београду',
		density: 'Топлотна мапа пријављених камера',
		watched: 'Шта би пријављене камере могле да виде',
		gaps: 'Где је неко тражио камере'
	},
	time: 'Кроз време',
	tools: 'Овај приказ',
	copy: 'Копирај везу',
	copied: 'Веза је копирана.',
	notCopied: 'Прегледач не дозвољава копирање. Веза је адреса ове странице.',
	picture: 'Слика (PNG)',
	print: 'Штампај',
	drawing: 'Слика се црта…',
	notDrawn: 'Слика није нацртана. Покушајте поново.',
	reported: 'Све камере су пријавили грађани. Празно место не значи да камера нема.',
	state: (day: string) => `Стање: ${day}`,
	invented: (buildings: boolean) =>
		`Пример: све камере ${buildings ? 'и зграде ' : ''}на овој мапи су измишљене.`
};
export default view;
export type ViewMessages = typeof view;
