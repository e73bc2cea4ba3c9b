import { sr } from '../plural.ts';

/** The words of the worklist. */
const check = {
	title: 'Шта треба проверити',
	lead: 'Мапа вреди онолико колико је свежа. Изаберите камеру, погледајте је на улици или на снимку и реците да ли је још ту.',
	order: (days: number) =>
		`Прво оспорене, затим потврђене које нико дуго није потврдио (дуже од ${days} ${sr(days, 'дан', 'дана', 'дана')}), па пријављене, редом од оних са најмање провера.`,
	any: 'све',
	show: 'Прикажи',
	clear: 'Поништи филтере',
	found: (n: number, written: string) =>
		`${written} ${sr(n, 'камера чека', 'камере чекају', 'камера чека')} проверу`,
	reasons: {
		disputed: 'оспорена',
		stale: 'потврда је застарела',
		ageing: 'потврда ће застарети',
		reported: 'још није потврђена'
	},
	since: {
		disputed: 'последња промена',
		stale: 'последња потврда',
		ageing: 'последња потврда',
		reported: 'прва пријава'
	},
	reviews: (n: number, written: string) => `${written} ${sr(n, 'провера', 'провере', 'провера')}`,
	onMap: 'На мапи',
	onMapOf: (id: string) => `${id} на мапи`,
	empty: 'Овде нема шта да се провери: све је свеже.',
	emptyFiltered: 'Ниједна камера која чека проверу не одговара филтерима.',
	columns: { camera: 'Камера', why: 'Зашто', since: 'Од када', map: 'Мапа' },
	near: {
		title: 'Најближе вама',
		ask: 'У мојој близини',
		hint: 'Ваш положај не излази из уређаја: цео списак стиже код вас и слаже се по удаљености у прегледачу.',
		searching: 'Тражи се положај…',
		loading: 'Списак се учитава…',
		failed: 'Уређај није дао положај. Списак испод је по хитности.',
		unreachable: 'Нема везе са сервером. Покушајте поново.',
		found: (n: number, written: string) =>
			`${written} ${sr(n, 'најближа камера', 'најближе камере', 'најближих камера')}`,
		capped: (considered: string, total: string) => `међу ${considered} најхитнијих од укупно ${total}`,
		here: 'до 10 m',
		metres: (metres: string) => `${metres} m`,
		kilometres: (kilometres: string) => `${kilometres} km`,
		back: 'Назад на списак по хитности'
	},
	share: 'Веза на овај списак'
};
export default check;
export type CheckMessages = typeof check;
