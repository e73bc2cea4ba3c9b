import { ofDay, sr } from '../plural.ts';

const snapshots = {
	title: 'Пресеци за цитирање',
	lead: 'Једном дневно, после поноћи у Београду, цела евиденција се чува у датотекама. Њихова адреса и њихов садржај се више не мењају.',
	empty: 'Још нема ниједног пресека: први настаје кад се закључи први дан дневника.',
	snapshot: 'Пресек',
	cameras: 'Камера',
	cameraWord: (n: number) => sr(n, 'камера', 'камере', 'камера'),
	titleOf: (edition: string) => `Пресек ${edition}`,
	madeOn: (day: string) =>
		`Камере које су пријављене до краја тог дана. Датотеке су записане дана ${ofDay(day)}`,
	files: 'Шта је у њему',
	size: 'Величина',
	bytes: 'бајтова',
	check:
		'Манифест наводи сваку датотеку и њен отисак (SHA-256). Потпис манифеста (Ed25519) проверава се јавним кључем овог сајта.',
	key: 'Јавни кључ',
	facts: 'Како је настао',
	method: 'Метод',
	head: 'Глава дневника',
	licence: 'Лиценца',
	groundDue: (text: string) =>
		`Број пријава или поља чија површина још није била измерена: ${text}. У датотекама coverage.geojson и areas.geojson тога нема.`,
	accepted: (reason: string) => `Број камера је био необично мали. Оператер га је прихватио: ${reason}`,
	corrects: (edition: string) =>
		`Ово издање стоји уместо издања ${edition}, без камера које су у међувремену обрисане. Покривеност и општине нису у њему.`,
	citeText: (edition: string, address: string) =>
		`Доприносиоци пројекта Око: пријављене камере „Безбедног града“ у Београду, пресек ${edition}. ${address}. Лиценца: ODbL 1.0.`,
	changes: (edition: string) => `Разлике у односу на ${edition}`,
	changesNone: 'Ниједан број се не разликује.',
	first: 'Пре њега нема другог пресека.',
	where: 'Где',
	all: 'Укупно',
	outside: 'Ван општина',
	takenDown: 'Повучено',
	takenDownText: (edition: string, reason: string) =>
		`Издање ${edition} је повучено јер је један унос у њему обрисан. Разлог: ${reason}`,
	noReason: 'није наведен',
	instead: (edition: string) => `Исправљено издање је ${edition}.`,
	refused: (day: string, cameras: string, median: string) =>
		`Пресек за ${day} није прихваћен. Број камера у њему (${cameras}) мањи је од 95 % уобичајеног (${median}). Остаје последњи добар пресек.`,
	index: 'Сви пресеци, за програме: index.json'
};
export default snapshots;
export type SnapshotMessages = typeof snapshots;
