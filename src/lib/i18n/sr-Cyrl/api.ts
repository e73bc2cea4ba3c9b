const api = {
	title: 'API: адресе за програме',
	lead: 'Свака адреса са које програм чита ову мапу или јој шаље пријаву: шта прима и шта одговара.',
	document: 'Исто то као OpenAPI 3.1 (JSON)',
	client: 'Типови за TypeScript праве се из тог документа:',
	inEnglish: 'Описи су на енглеском, јер су такви и називи у подацима.',
	star: 'Звездица (*) стоји уз оно што је обавезно, а у одговору уз оно што увек постоји.',
	parameters: 'Параметри',
	body: 'Тело захтева (JSON)',
	answers: 'Одговори',
	members: 'Чланови одговора'
};
export default api;
export type ApiMessages = typeof api;
