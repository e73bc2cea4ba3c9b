import type { Feature } from 'geojson';
import { giveWay } from '$lib/server/export/slices';
import { collectionMembers } from '$lib/server/export/geojson';
import {
	collections,
	matched,
	mostItems,
	pageOf,
	readQuery,
	written,
	type CollectionId,
	type Crs
} from '$lib/server/ogc';
import type { Answerer, Asked } from './asked';
import { knownCollection } from './collections';
import type { Link } from './resource';
import { tables } from './tables';

/** features that are written between two turns of others */
const featuresAtOnce = 64;

export const items: Answerer = async (asked, name) => {
	const id = knownCollection(name);
	const { context, words, i18n } = asked;
	const { params } = asked;
	const of = await collections[id].read(context);
	const query = await readQuery(params, collections[id], of);
	const find = async () => {
		const [page, count] = await Promise.all([
			pageOf(of, query),
			matched(of, query, [id, of.edition, filterOf(params)].join(' '))
		]);
		const ids = page.places.map((place) => of.idAt(place));
		const [first, last] = [ids[0], ids.at(-1)];
		return {
			...page,
			count,
			previous:
				page.hasPrevious && first !== undefined
					? { before: first, after: undefined, offset: undefined }
					: undefined,
			next:
				page.hasNext && last !== undefined ? { after: last, before: undefined, offset: undefined } : undefined
		};
	};
	const demonstration = context.settings.demonstration === 1;
	return {
		mediaType: 'application/geo+json',
		edition: [of.edition],
		headers: { 'Content-Crs': `<${query.crs.uri}>` },
		async content() {
			const { places, count, previous, next } = await find();
			const members = {
				...collectionMembers({ origin: context.origin, today: context.today, demonstration }),
				...(count !== undefined && { numberMatched: count }),
				numberReturned: places.length,
				limit: query.limit,
				...(query.isCut && { note: words.cut(i18n.number(mostItems)) }),
				links: itemsLinks(asked, id, { previous, next })
			};
			const texts: string[] = [];
			for (const [i, place] of places.entries()) {
				texts.push(JSON.stringify(inSystem(of.feature(place), query.crs)));
				if (i % featuresAtOnce === featuresAtOnce - 1) await giveWay();
			}
			// What changed meanwhile is half in it.
			if (!of.isCurrent()) return null;
			return `${JSON.stringify(members).slice(0, -1)},"features":[\n${texts.join(',\n')}\n]}\n`;
		},
		async page() {
			const { places, count, previous, next } = await find();
			const shown = i18n.number(places.length);
			return {
				title: words.itemsOf(words.titles[id]),
				lead: [
					count === undefined ? words.shownOnly(shown) : words.shown(count, shown, i18n.number(count)),
					...(query.isCut ? [words.cut(i18n.number(mostItems))] : [])
				],
				sections: [
					{
						columns: tables[id].columns(asked),
						rows: places.map((place) => tables[id].cells(of.feature(place), asked))
					}
				],
				...(previous && { previous: asked.withParams(previous, true) }),
				...(next && { next: asked.withParams(next, true) })
			};
		}
	};
};

/** What decides which items there are, whichever of them are on the page. */
function filterOf(params: URLSearchParams): string {
	const own = new URLSearchParams(params);
	for (const name of ['limit', 'after', 'before', 'offset', 'crs']) own.delete(name);
	own.sort();
	return String(own);
}

function itemsLinks(
	asked: Asked,
	id: CollectionId,
	around: Record<'previous' | 'next', Record<string, string | undefined> | undefined>
): Link[] {
	const type = 'application/geo+json';
	const { words } = asked;
	const link = (rel: string, params: Record<string, string | undefined> | undefined, title: string) =>
		params ? [{ rel, type, href: asked.withParams(params), title }] : [];
	return [
		...asked.ownLinks(type),
		...link('next', around.next, asked.i18n.m.list.next),
		...link('prev', around.previous, asked.i18n.m.list.previous),
		{
			rel: 'collection',
			type: 'application/json',
			href: asked.at(`/collections/${id}`),
			title: words.titles[id]
		}
	];
}

/** A feature with its geometry in another system. */
export function inSystem<F extends Feature>(feature: F, crs: Crs): F {
	return feature.geometry ? { ...feature, geometry: written(feature.geometry, crs) } : feature;
}
