const search = {
	label: 'Тражи место, улицу, координате или ознаку камере',
	placeholder: 'Улица, крај, координате…',
	submit: 'Тражи',
	clear: 'Обриши тражено',
	results: 'Шта је нађено',
	kinds: {
		municipality: 'општина',
		place: 'крај или насеље',
		street: 'улица',
		landmark: 'место',
		water: 'вода',
		camera: 'камера',
		position: 'положај'
	},
	near: (kind: string, name: string) => `${kind}, близу: ${name}`,
	camera: (id: string, state: string) => `камера ${id}, ${state}`,
	swapped: 'положај; ширина и дужина су биле замењене',
	searching: 'Тражи се…',
	found: (n: number) => `Нађено: ${n}. Стрелице бирају, Enter води на мапу.`,
	none: 'Ништа није нађено; пробајте део имена, суседну улицу, координате или ознаку камере.',
	incomplete: 'Улице се још учитавају: ускоро ће их бити више.',
	failed: 'Претрага није успела. Покушајте поново.',
	typeMore: 'Упишите бар два слова.'
};
export default search;
export type SearchMessages = typeof search;
