import * as v from 'valibot';
import { openData } from './open-data.ts';
import type { Addresses } from './operation.ts';
import type { Query } from './query.ts';
import { recordApi } from './record-api.ts';
import * as shapes from './file-shapes.ts';

/** Every address for programs, by its path or the id of its route, with what each verb takes and answers. */
export const addresses: Addresses = {
	...openData,
	...recordApi,
	'/openapi.json': {
		GET: {
			tag: 'Operation',
			summary: 'This document, OpenAPI 3.1',
			answers: { 'application/vnd.oai.openapi+json;version=3.1': v.looseObject({}) },
			isTagged: true
		}
	},
	'/.well-known/api-catalog': {
		GET: {
			tag: 'Operation',
			summary: 'Which APIs there are (RFC 9727)',
			answers: { 'application/linkset+json': shapes.apiCatalog },
			isTagged: true
		}
	},
	'/sitemap.xml': {
		GET: {
			tag: 'Operation',
			summary: 'The pages in each language, for search engines',
			answers: { 'application/xml': null },
			isTagged: true
		}
	},
	'/robots.txt': {
		GET: {
			tag: 'Operation',
			summary: 'What search engines may read (RFC 9309)',
			answers: { 'text/plain': null },
			isTagged: true
		}
	},
	'/healthz': {
		GET: { tag: 'Operation', summary: 'The process is alive', answers: { 'text/plain': null } }
	},
	'/readyz': {
		GET: {
			tag: 'Operation',
			summary: 'The database answers and can be written to',
			answers: { 'text/plain': null }
		}
	}
};

/** What an address takes behind its question mark when it is read; null where nobody reads it, or the table lacks it. */
export function queryOf(route: string | null, path: string, method: string): Query | null {
	const address = addresses[route ?? ''] ?? addresses[path];
	const operation = ['GET', 'HEAD'].includes(method) ? address?.GET : undefined;
	return operation ? (operation.query ?? {}) : null;
}
