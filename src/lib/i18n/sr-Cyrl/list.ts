import { sr } from '../plural.ts';

const list = {
	title: 'Списак камера',
	search: 'Ознака камере или место',
	searchHint: 'или почетак: K7Q2, Зем',
	order: 'Редослед',
	orders: { newest: 'најновије', confirmed: 'последња потврда', id: 'ознака' },
	show: 'Прикажи',
	any: 'све',
	/** how many the filter lets through, without the removed ones; and those removed, when there are no others */
	found: (n: number, count: string) => `${count} ${sr(n, 'камера', 'камере', 'камера')}`,
	foundRemoved: (n: number, count: string) =>
		`${count} ${sr(n, 'уклоњена камера', 'уклоњене камере', 'уклоњених камера')}`,
	around: (name: string, what: string) => `Камере у околини: ${name} (${what})`,
	empty: 'Ниједна камера не одговара филтерима. Уклоните неки од њих.',
	clear: 'Уклони све',
	previous: 'Претходна страна',
	next: 'Следећа страна',
	page: (page: string, pages: string) => `Страна ${page} од ${pages}`,
	columns: { camera: 'Камера', state: 'Стање', operator: 'Чија је', changed: 'Промењено' },
	badFilter: 'Неки од филтера није препознат и није примењен:'
};
export default list;
export type ListMessages = typeof list;
