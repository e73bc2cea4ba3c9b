import { sr } from '../plural.ts';

const ogc = {
	title: 'Пријављене камере: OGC API – Features',
	lead: 'Овде QGIS, GDAL и други ГИС програми читају податке са мапе по стандарду OGC API – Features. У програм унесите адресу ове странице.',
	parts: 'Шта се овде налази',
	conformance: 'Класе стандарда које сервер испуњава',
	api: 'Опис адреса (OpenAPI 3.0)',
	collections: 'Збирке',
	items: 'Подаци',
	itemsOf: (title: string) => `${title}: подаци`,
	queryables: (title: string) => `${title}: по чему се филтрира`,
	schema: (title: string) => `${title}: поља`,
	asJson: 'Иста страница као JSON',
	toCollection: 'О збирци',
	titles: { cameras: 'Камере', coverage: 'Простор под надзором', areas: 'Општине' },
	descriptions: {
		cameras:
			'Пријављене камере. Датум (datetime) бира камере од дана прве пријаве до дана последње јавне промене.',
		coverage:
			'Квадрати од 250 m са простором који би камере могле да виде: ниво „outline“, без зума, све камере које стоје.',
		areas: 'Градске општине са бројем камера и простором под надзором. Без учитаних граница збирка је празна.'
	},
	columns: {
		collection: 'Збирка',
		address: 'Адреса',
		meaning: 'Значење',
		property: 'Поље',
		kind: 'Врста',
		values: 'Вредности'
	},
	/** which part of a collection a page shows */
	shown: (n: number, shown: string, matched: string) =>
		`Приказано: ${shown} од ${matched} ${sr(n, 'ставке', 'ставке', 'ставки')}.`,
	shownOnly: (shown: string) => `Приказано ставки: ${shown}.`,
	cut: (most: string) => `Највише ${most} ставки може одједном. Остале су на следећој страни.`,
	/** what is wrong with a filter */
	faults: {
		syntax: (position: string) => `Филтер није разумљив од ${position}. знака.`,
		json: 'Филтер није исправан CQL2 у JSON запису.',
		tooLong: 'Филтер је дужи од 10.000 знакова.',
		tooDeep: 'Филтер има превише заграда једну у другој.',
		unknownProperty: (name: string) => `По пољу „${name}“ не може да се филтрира.`,
		unknownOperator: (name: string) => `Оператор или функција „${name}“ овде не постоји.`,
		wrongType: (name: string) => `Вредност не одговара врсти: „${name}“.`,
		badLiteral: (name: string) => `Нема таквог дана, места или облика: „${name}“.`
	},
	parameters: {
		f: 'облик одговора: json или html',
		limit: 'највећи број ставки на страни; више од 10.000 своди се на 10.000',
		bbox: 'правоугаоник: две тачке, по редоследу оса система',
		'bbox-crs': 'координатни систем правоугаоника',
		datetime: 'дан, тренутак или размак: 2026-11-01, 2026-01-01/.., ../2025-12-31',
		crs: 'координатни систем одговора',
		filter: 'филтер у језику CQL2',
		'filter-lang': 'запис филтера',
		'filter-crs': 'координатни систем у филтеру',
		after: 'ставке после ове ознаке',
		before: 'ставке пре ове ознаке',
		offset: 'колико ставки се прескаче; after је брже'
	}
};
export default ogc;
export type OgcMessages = typeof ogc;
