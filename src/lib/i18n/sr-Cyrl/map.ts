import { sr } from '../plural.ts';
import common from './common.ts';

const map = {
	label: 'Мапа пријављених камера',
	intro:
		'Мапа надзорних камера у Београду коју праве грађани: ко види камеру, пријави је, а други потврде да је ту.',
	caveat: 'Званичне мапе нема: празно место не значи да камера нема.',
	/** what empty ground means, with its share of the city or in km² */
	looked: (ground: string) => `Прегледано за годину дана: ${ground} града. Другде нико није гледао.`,
	unlooked: 'Празно не значи да камера нема: нико није рекао да је гледао.',
	loading: 'Мапа се учитава…',
	noScript: 'Без JavaScript-а ово је слика средишта града.',
	toList: 'Све камере су на списку.',
	counts: (n: number) => sr(n, 'пријављена камера', 'пријављене камере', 'пријављених камера'),
	alsoRemoved: (n: number, written: string) => `још ${written} ${sr(n, 'уклоњена', 'уклоњене', 'уклоњених')}`,
	shown: (shown: string, total: string) => `Приказано ${shown} од ${total}, с уклоњеним`,
	newest: 'Најновије промене',
	noMatch: 'Ниједна камера не одговара филтерима.',
	clearFilters: 'Уклони филтере',
	filters: 'Филтери',
	moreFilters: 'Још филтера',
	legend: 'Легенда',
	staleShort: 'застарело',
	stale: 'застарело (потврђено пре више од годину дана)',
	cone: 'куда гледа',
	assumed: 'правац непознат (претпоставка)',
	cluster: 'више камера: приближите мапу',
	together: 'више камера на једном месту, с њиховим бројем',
	fan: 'изблиза, камере с једног места су раширене',
	clustered: 'Овде је камера превише: приближите мапу да би филтери важили.',
	schematic: 'Шематска основа',
	schematicNote: 'Основа је шематска: реке, мостови и имена, без улица. Положаји камера нису шематски.',
	streetsNote: (attribution: string) => `Улице и имена: ${attribution}. Приказане су само пријављене камере.`,
	noWebgl: 'Овај прегледач не може да покреће мапу (нема WebGL). Слика показује средиште града.',
	failed: 'Мапа није учитана.',
	myLocation: 'Мој положај',
	locationFailed: 'Или потражите улицу.',
	locationOutside: 'Нисте у Београду, а мапа приказује само њега.',
	outside: 'Ово је изван града Београда.',
	toCity: 'Назад у Београд',
	zoomIn: 'Приближи',
	zoomOut: 'Удаљи',
	open: 'Све о овој камери',
	yours: 'ваша пријава, још није објављена',
	licence: `${common.attribution}, ODbL 1.0`
};
export default map;
export type MapMessages = typeof map;
