import { sr } from '../plural.ts';

/** The words of the worklist. */
const check = {
	title: 'Шта треба проверити',
	lead: 'Мапа вреди колико и њена последња провера. Изаберите камеру, погледајте је на улици или на снимку и реците да ли је још ту.',
	order: (days: number) =>
		`Прво су оспорене камере, затим оне чија је потврда старија од ${days} ${sr(days, 'дана', 'дана', 'дана')}, па још непотврђене, почев од оних са најмање провера.`,
	any: 'све',
	show: 'Прикажи',
	clear: 'Уклони филтере',
	found: (n: number, written: string) => `${written} ${sr(n, 'камеру', 'камере', 'камера')} треба проверити`,
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
	empty: 'Ништа не треба проверити: све је свеже.',
	emptyFiltered: 'Ниједна камера коју треба проверити не одговара филтерима.',
	columns: { camera: 'Камера', why: 'Зашто', since: 'Од када', map: 'Мапа' },
	near: {
		title: 'Најближе вама',
		ask: 'У мојој близини',
		hint: 'Ваш положај не напушта уређај: прегледач преузима цео списак и сам га ређа по удаљености.',
		searching: 'Тражи се положај…',
		loading: 'Списак се учитава…',
		failed: 'Списак испод је поређан по хитности.',
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
