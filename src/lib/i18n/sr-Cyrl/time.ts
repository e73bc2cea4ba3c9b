const time = {
	day: 'Дан који мапа показује',
	from: 'Први дан',
	to: 'Последњи дан',
	play: 'Пусти',
	pause: 'Заустави',
	before: 'Претходна промена',
	after: 'Следећа промена',
	compare: 'Упореди два дана',
	close: 'Назад на данас',
	growth: 'Цео запис по данима: пријављене камере и, испуњено, потврђене',
	/** between two days */
	difference: (standing: string, verified: string, removed: string) =>
		`промена: ${standing} укупно, ${verified} потврђених, ${removed} уклоњених`,
	unchanged: 'Што је остало исто, бледо је.',
	figures: 'Бројке и CSV',
	of: 'Стање је од тог дана, а остало о камери како се данас зна.',
	cells: 'Квадрати постоје само за данас. Приближите мапу да видите видна поља тог дана.',
	clustered: 'Где је камера превише, приближите мапу.',
	loading: 'Учитавање записа…',
	failed: 'Запис по данима није стигао.'
};
export default time;
export type TimeMessages = typeof time;
