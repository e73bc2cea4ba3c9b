const embed = {
	open: 'Отворите мапу',
	title: 'Мапа на вашем сајту',
	lead: 'Изаберите шта се приказује, погледајте и копирајте код.',
	show: 'Шта се приказује',
	shows: { map: 'мапа', counter: 'број камера' },
	place: 'Где',
	centre: 'средиште града',
	asInAddress: 'као у адреси',
	layer: 'Преко мапе',
	theme: 'Изглед',
	themes: { auto: 'као код читаоца', light: 'светао', dark: 'таман' },
	size: 'Величина',
	sizes: { small: 'мала (300 × 200)', medium: 'средња (600 × 400)', tall: 'висока (360 × 740)' },
	preview: 'Прикажи',
	shown: 'Овако изгледа',
	code: 'Код за вашу страницу',
	promise:
		'Оквир не користи скрипте ни колачиће и не шаље ништа трећима. Реч „пријављене“, дан и извор увек остају.'
};
export default embed;
export type EmbedMessages = typeof embed;
