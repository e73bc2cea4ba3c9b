import { Feed } from 'feed';
import { midnight, type Day } from '../camera/day.ts';
import { encodeCameraId } from '../camera/id.ts';
import type { Filter } from '../camera/filter.ts';
import { feedWords } from '../i18n/feed.ts';
import type { I18n } from '../i18n/load.ts';
import { cameraTitle } from '../i18n/record-words.ts';
import { nameAt } from '../server/feature-context.ts';
import type { StateChange } from '../server/state-changes.ts';
import { xmlText } from '../server/xml-text.ts';

export type FeedFormat = 'atom' | 'json';
export const licence = 'https://opendatacommons.org/licenses/odbl/1-0/';

/** What a feed says of itself. */
interface About {
	i18n: I18n;
	/** without a trailing slash */
	origin: string;
	/** the parameters of its address, with `?` */
	query: string;
	filter: Pick<Filter, 'municipality' | 'state'>;
	/** the number of the only camera that it is about */
	camera: number | null;
	today: Day;
	isDemonstration: boolean;
}

/** A day where the package wants an instant: it is written as the midnight in Belgrade, with its offset. */
class WholeDay extends Date {
	readonly #day: Day;
	constructor(day: Day) {
		super(midnight(day));
		this.#day = day;
	}
	override toISOString(): string {
		return midnight(this.#day);
	}
}

/** The text of a feed. */
export function feedText(changes: StateChange[], format: FeedFormat, about: About): string {
	const { i18n, origin, query, today, isDemonstration } = about;
	const { m, locale } = i18n;
	const words = feedWords(locale);
	const addressOf = (as: FeedFormat) => `${origin}/feed.${as}${query}`;
	const text = (value: string) => (format === 'atom' ? xmlText(value) : value);
	const notes = [m.view.reported, ...(isDemonstration ? [m.common.demonstration(false)] : [])];
	const author = { name: m.common.attribution.replace('© ', ''), link: origin + i18n.href('/about') };
	const all = new Feed({
		id: addressOf(format),
		title: [m.common.site, words.title, ...chosen(about)].join(' · '),
		description: [words.lead, ...notes].join(' '),
		link: origin + i18n.href(about.camera === null ? '/' : `/cameras/${encodeCameraId(about.camera)}`),
		feedLinks: { atom: addressOf('atom'), json: addressOf('json') },
		updated: new WholeDay(changes[0]?.day ?? today),
		copyright: `${m.map.licence}, ${licence}`,
		generator: false,
		author
	});
	for (const { id, camera, day, state } of changes) {
		const { type, municipality, lng, lat } = camera;
		const position: [number, number] = [lng, lat];
		const title = cameraTitle(i18n, { type, municipality, place: nameAt(position, locale), position });
		const inWords = m.record.state.values[state];
		const said = [
			`${m.record.state.name}: ${inWords} (${i18n.date(day)}).`,
			m.camera.meaning[state],
			...notes.slice(1)
		];
		all.addItem({
			id: tagOf(origin, id, day, state),
			title: text(`${title}: ${inWords}`),
			link: `${origin}${i18n.href(`/cameras/${id}`)}`,
			date: new WholeDay(day),
			content: `<p>${xmlText(said.join(' '))}</p><p>${xmlText(m.map.licence)}</p>`,
			category: [{ name: inWords, term: state }]
		});
	}
	return format === 'atom' ? atom(all, locale) : json(all, locale);
}

/** A tag URI (RFC 4151): what the camera, the day and the state are, and never another. */
function tagOf(origin: string, id: string, day: Day, state: string): string {
	return `tag:${new URL(origin).hostname},${day}:cameras/${id}/${state}`;
}

/** What the feed is about, in words. */
function chosen({ i18n: { m }, filter, camera }: About): string[] {
	return [
		...(camera === null ? [] : [m.camera.title(encodeCameraId(camera))]),
		...(filter.municipality ?? []).map((one) => m.record.municipality.values[one]),
		...(filter.state ?? []).map((one) => m.record.state.values[one])
	];
}

/** The package writes no language. */
function atom(all: Feed, locale: string): string {
	return `${all.atom1().replace('<feed ', `<feed xml:lang="${locale}" `)}\n`;
}

/** The package writes JSON Feed 1: in 1.1 there are several authors, and the language is said. */
function json(all: Feed, language: string): string {
	const { author, version: _, ...members } = JSON.parse(all.json1()) as Record<string, unknown>;
	const feed = { version: 'https://jsonfeed.org/version/1.1', ...members, language, authors: [author] };
	return `${JSON.stringify(feed)}\n`;
}
