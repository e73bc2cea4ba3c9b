import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as v from 'valibot';

/*
 * What a feed must be, read from its bytes by parsers that know nothing of the program: Atom (RFC 4287) as the subset of
 * its schema that a feed without foreign elements may use, JSON Feed 1.1 as its specification says.
 */

/** RFC 3339, section 5.6, as both formats want it */
const time = v.pipe(
	v.string(),
	v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/),
	v.check((text) => !Number.isNaN(Date.parse(text)), 'no time')
);
const iri = v.pipe(v.string(), v.url());
const some = v.pipe(v.string(), v.minLength(1));
/** elements with text; strict: an attribute that the element may not have fails */
const text = v.strictObject({ '#text': some });
const html = v.strictObject({ '@type': v.literal('html'), '#text': some });
const element = <T extends v.GenericSchema<unknown, string>>(content: T) =>
	v.pipe(
		v.strictObject({ '#text': content }),
		v.transform(({ '#text': value }) => value as string)
	);
const person = v.strictObject({
	name: v.tuple([text]),
	uri: v.optional(v.tuple([element(iri)])),
	email: v.optional(v.tuple([text]))
});
const link = v.strictObject({
	'@href': iri,
	'@rel': v.optional(v.picklist(['alternate', 'self'])),
	'@type': v.optional(some)
});
const unique = <T>(items: T[], key: (item: T) => string) => new Set(items.map(key)).size === items.length;

const entry = v.strictObject({
	id: v.tuple([element(iri)]),
	title: v.tuple([html]),
	updated: v.tuple([element(time)]),
	link: v.tuple([link]),
	content: v.tuple([html]),
	category: v.optional(
		v.array(v.strictObject({ '@term': some, '@label': v.optional(some), '@scheme': v.optional(iri) }))
	)
});
const atomFeed = v.strictObject({
	'@xmlns': v.literal('http://www.w3.org/2005/Atom'),
	'@xml:lang': some,
	id: v.tuple([element(iri)]),
	title: v.tuple([text]),
	subtitle: v.optional(v.tuple([text])),
	rights: v.optional(v.tuple([text])),
	updated: v.tuple([element(time)]),
	// An author here stands for entries without one (4.2.1).
	author: v.pipe(v.array(person), v.minLength(1)),
	link: v.pipe(
		v.array(link),
		// At most one alternate of a type and language; a feed should say where it is.
		v.check((links) => links.filter((one) => one['@rel'] === 'self').length === 1, 'no rel=self'),
		v.check((links) => links.filter((one) => one['@rel'] === 'alternate').length === 1, 'alternates')
	),
	entry: v.optional(
		v.pipe(
			v.array(entry),
			v.check((all) => unique(all, ({ id: [id] }) => id), 'two entries of one id')
		),
		[]
	)
});

/** @throws where the text is no well-formed XML, or no valid Atom */
export function readAtom(xml: string) {
	const wellFormed = XMLValidator.validate(xml);
	if (wellFormed !== true) throw new Error(wellFormed.err.msg);
	const parser = new XMLParser({
		ignoreAttributes: false,
		attributeNamePrefix: '@',
		alwaysCreateTextNode: true,
		parseTagValue: false,
		isArray: (_name, path, _isLeaf, isAttribute) => !isAttribute && String(path) !== 'feed'
	});
	const { feed, ...rest } = parser.parse(xml) as Record<string, unknown>;
	v.parse(v.strictObject({ '?xml': v.unknown() }), rest);
	return v.parse(atomFeed, withoutEmptyText(feed));
}

/** Between elements there is white space, which the parser gives as an empty text. */
function withoutEmptyText(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutEmptyText);
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value).filter(([name, one]) => name !== '#text' || one !== '');
	return Object.fromEntries(members.map(([name, one]) => [name, withoutEmptyText(one)]));
}

const jsonFeed = v.strictObject({
	version: v.literal('https://jsonfeed.org/version/1.1'),
	title: some,
	home_page_url: iri,
	feed_url: iri,
	description: v.optional(some),
	language: some,
	authors: v.pipe(v.array(v.strictObject({ name: some, url: v.optional(iri) })), v.minLength(1)),
	items: v.pipe(
		v.array(
			v.strictObject({
				id: some,
				url: iri,
				title: some,
				content_html: some,
				date_modified: time,
				tags: v.optional(v.array(some))
			})
		),
		v.check((items) => unique(items, ({ id }) => id), 'two items of one id')
	)
});

/** @throws where the text is no valid JSON Feed 1.1 */
export const readJsonFeed = (json: string) => v.parse(jsonFeed, JSON.parse(json));
