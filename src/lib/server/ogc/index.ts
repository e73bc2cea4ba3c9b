import { areas } from './areas.ts';
import { cameras } from './cameras.ts';
import type { Collection } from './collection.ts';
import { coverage } from './coverage.ts';

export { queryables, type Collection, type Items, type Property } from './collection.ts';
export { crs84, systems, written, type Crs } from './crs.ts';
export { matched, pageOf, type Page } from './page.ts';
export { mostItems, ownParameters, readQuery, usualItems, type ItemsQuery } from './query.ts';

/** Everything that is served at /ogc, by its id. */
export const collections = { cameras, coverage, areas } satisfies Record<string, Collection>;
export type CollectionId = keyof typeof collections;
export const collectionIds = Object.keys(collections) as CollectionId[];
