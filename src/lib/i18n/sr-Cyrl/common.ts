const common = {
	site: 'Око',
	tagline: 'Отворена мапа пријављених камера у Београду',
	nav: { map: 'Мапа', list: 'Списак', report: 'Пријавите камеру', data: 'Подаци', about: 'О мапи' },
	language: 'Језик',
	skip: 'Пређи на садржај',
	close: 'Затвори',
	back: 'Назад',
	demonstration: (command: string) =>
		`Пример: све камере на овој мапи су измишљене. Празну мапу покреће ${command}`
};
export default common;
export type CommonMessages = typeof common;
