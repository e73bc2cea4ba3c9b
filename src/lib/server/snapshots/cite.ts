import type { Manifest } from './manifest.ts';

export const addressOf = ({ origin, edition }: Pick<Manifest, 'origin' | 'edition'>) =>
	`${origin}/data/snapshots/${edition}`;
const title = ({ demonstration, edition }: Pick<Manifest, 'demonstration' | 'edition'>) =>
	`${demonstration ? 'Demonstration, invented: ' : ''}Reported Safe City cameras in Belgrade, snapshot ${edition}`;

type Cited = Pick<Manifest, 'origin' | 'edition' | 'made_on' | 'demonstration'>;

/** An entry of BibTeX. */
export function bibtex(cited: Cited): string {
	const { edition, made_on } = cited;
	return `@misc{oko-${edition},
  author = {{Oko contributors}},
  title = {${title(cited)}},
  year = {${made_on.slice(0, 4)}},
  howpublished = {\\url{${addressOf(cited)}}},
  note = {Licence: ODbL 1.0}
}
`;
}

/** The same as CSL-JSON, which Zotero and pandoc read. */
export function cslJson(cited: Cited): string {
	const { edition, made_on } = cited;
	const item = {
		id: `oko-${edition}`,
		type: 'dataset',
		title: title(cited),
		author: [{ literal: 'Oko contributors' }],
		issued: { 'date-parts': [made_on.split('-').map(Number)] },
		version: edition,
		URL: addressOf(cited),
		note: 'Licence: ODbL 1.0'
	};
	return `${JSON.stringify([item], null, '\t')}\n`;
}
