import { sr } from '../plural.ts';

/** The words of where somebody looked, and where nobody did. */
const gaps = {
	heading: 'Где је неко гледао, а где није нико',
	last: 'последњи пут:',
	/** from old to new, by the months from which on each begins */
	ages: (oldest: string, old: string, months: string) => [
		`пре ${old}–${oldest} месеци`,
		`${months}–${old} месеци`,
		`до ${months} месеца`
	],
	fainter: 'блеђе: мање од пола квадрата',
	unlooked: 'нико није гледао',
	classesOf: 'прегледани део општине:',
	streets: { unlooked: 'улица: нико', part: 'можда', looked: 'прегледана' },
	method:
		'Боја каже кад је неко последњи пут ту гледао и, како каже, није нашао камеру које нема на мапи. Тачке су тамо где нико није рекао да је гледао: камера ту може да буде. После годину дана прегледано се брише.',
	streetMethod:
		'Улица је онаква какав је квадрат од 250 m кроз који пролази: које су улице у њему прегледане, не зна се.',
	reader: 'Место у средини мапе, или оно које притиснете:',
	cell: (side: string, share: string, month: string) =>
		`Квадрат од ${side} m: прегледано ${share}, последњи пут: ${month}`,
	never: 'Овде нико није рекао да је гледао. Камера може да буде.',
	cameras: (byState: string) => `У квадрату: ${byState}.`,
	area: (name: string, least: string, most: string) =>
		least === most
			? `${name}: за годину дана прегледано ${most}.`
			: `${name}: за годину дана прегледано најмање ${least}, највише ${most}.`,
	next: {
		title: 'Обиђите следеће',
		streets: 'Улице око средине мапе у којима нико није гледао, прво оне којима пролази највише људи.',
		squares: 'Места на мапи с највише камера и најмање прегледаног: где их има, има их вероватно још.',
		plain: 'Где нико није гледао',
		plainLead:
			'Места с највише камера и најмање прегледаног за годину дана. Где их има, има их вероватно још.',
		closer: 'Приближите мапу да бисте видели улице.',
		street: (metres: string) => `није прегледано око ${metres} m`,
		square: (n: number, cameras: string, share: string) =>
			`${cameras} ${sr(n, 'камера', 'камере', 'камера')}, прегледано ${share}`,
		near: (place: string) => `${place} и околина`,
		position: (lat: string, lng: string) => `${lat}, ${lng}`,
		none: 'У овом исечку нема шта да се предложи.',
		onMap: 'Прикажи на мапи',
		record: 'Кад прођете, забележите где сте гледали:'
	}
};
export default gaps;
export type GapsMessages = typeof gaps;
