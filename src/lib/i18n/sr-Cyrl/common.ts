const common = {
	site: 'Око',
	attribution: '© сарадници мапе Око',
	lessThan: (share: string) => `мање од ${share}`,
	tagline: 'Отворена мапа пријављених камера у Београду',
	nav: {
		map: 'Мапа',
		list: 'Списак',
		check: 'Провера',
		report: 'Пријавите камеру',
		walk: 'Ко ме види?',
		survey: 'Прегледано, камера није нађена',
		stats: 'Бројке',
		data: 'Подаци',
		about: 'О мапи',
		account: 'Налог'
	},
	menu: 'Мени',
	language: 'Језик',
	skip: 'Пређи на садржај',
	close: 'Затвори',
	back: 'Назад',
	next: 'Даље',
	cite: {
		title: 'Како да наведете извор',
		text: (what: string, day: string, address: string) =>
			`Сарадници мапе Око: ${what}. Стање: ${day} ${address}. Лиценца: ODbL 1.0.`
	},
	method: 'Како настају стања и бројке',
	copy: 'Копирај',
	copied: 'Копирано.',
	nothingYet: 'Још ништа није пријављено.',
	beFirst: 'Пријавите прву камеру',
	loading: 'Учитава се…',
	noLocation: {
		denied:
			'Ова страна не сме да зна где сте. Да бисте то дозволили, притисните икону поред адресе, па дозволе и локацију.',
		insecure: 'Прегледач говори где сте само странама са https.',
		off: 'Уређај не зна где је. Укључите локацију у његовим подешавањима.',
		slow: 'Уређај није на време сазнао где је. Покушајте поново под ведрим небом.'
	},
	retry: 'Покушај поново',
	day: 'Дан',
	all: 'све',
	/** `buildings`: whether they are invented too */
	demonstration: (buildings: boolean) =>
		`Пример: све камере ${buildings ? 'и зграде ' : ''}на овој мапи су измишљене.`,
	startEmpty: 'Празну мапу покреће команда',
	degrees: (value: string) => `${value}°`,
	metres: (value: string) => `${value} m`
};
export default common;
export type CommonMessages = typeof common;
