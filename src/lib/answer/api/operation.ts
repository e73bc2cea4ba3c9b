import type * as v from 'valibot';
import type { Day } from '../../camera/day.ts';
import type { Settings } from '../../camera/settings.ts';
import type { Query } from './query.ts';

export const tags = {
	Downloads: 'Open data, ODbL 1.0. Any site may read it.',
	Cameras: 'One camera, and which are near.',
	Reviews: 'For who has a contributor key: the session’s cookie of /account.',
	Reporting: 'Reports and surveys. No account is needed.',
	Sharing: 'Feeds, frames and pictures for other sites.',
	Log: 'The public history, hashed by the day.',
	Tiles: 'Vector tiles.',
	Operation: 'What there is, and whether the process and its database are well.'
} as const;
export type Tag = keyof typeof tags;

/** What is done with one verb at one address. */
export interface Operation {
	tag: Tag;
	summary: string;
	query?: Query;
	/** a header that has to stand there */
	needs?: 'challenge' | 'session';
	/** taken twice, the second is answered as the first was */
	isIdempotent?: true;
	body?: (settings: Settings, today: Day) => v.GenericSchema;
	/** the status when all is well, 200 where nothing stands here */
	status?: 200 | 201 | 204;
	/** what it answers, by media type; a schema where it is JSON */
	answers: Readonly<Record<string, v.GenericSchema | null>>;
	/** statuses of its refusals, beside 400 for a parameter and 503 */
	refusals?: readonly number[];
	/** it knows ETag and If-None-Match */
	isTagged?: true;
}
export interface Address {
	GET?: Operation;
	POST?: Operation;
}
/** Addresses by their path, or by the id of their route. */
export type Addresses = Readonly<Record<string, Address>>;

export const json = (schema: v.GenericSchema) => ({ 'application/json': schema });
export const geoJson = (schema: v.GenericSchema) => ({ 'application/geo+json': schema });
