import { parseJson } from './json.ts';
import { parseText } from './text.ts';
import type { Filter } from './tree.ts';

export { compile, type Source, type Value } from './compile.ts';
export { degrees, mappedGeometry, type Plane } from './spatial.ts';
export { dayOfText } from './temporal.ts';
export { Cql2Error, type Fault, type Filter, type Kind } from './tree.ts';

/** The encodings of a filter, by the names in addresses. */
export const languages = { 'cql2-text': parseText, 'cql2-json': parseJson } satisfies Record<
	string,
	(text: string) => Filter
>;
