import type { RequestEvent } from '@sveltejs/kit';
import { version } from '$app/environment';
import { answering } from '$lib/answer/problems';
import { Cql2Error } from '$lib/camera/cql2';
import type { OgcMessages } from '$lib/i18n/sr-Cyrl/ogc';
import { Problem } from '$lib/server/problem';
import { encodedWhole, isKnown, taggedHeaders } from '$lib/server/text-answer';
import { Asked, type Answerer } from './asked';
import { collection, collectionList, featureSchemaOf, queryablesOf, schemaOf } from './collections';
import { item } from './item';
import { items } from './items';
import { conformance, landing } from './landing';
import { api } from './openapi';
import type { DocumentPage, Resource } from './resource';

/** What is at each address below /ogc; a star is any name. */
const addresses: [form: string, answer: Answerer][] = [
	['', landing],
	['conformance', conformance],
	['api', api],
	['collections', collectionList],
	['collections/*', collection],
	['collections/*/items', items],
	['collections/*/items/*', item],
	['collections/*/queryables', queryablesOf],
	['collections/*/schema', schemaOf],
	['collections/*/feature-schema', featureSchemaOf]
];

/** tries to write a document while what it is made from changes */
const tries = 3;

/** Answers a program. */
export function answerProgram(event: RequestEvent): Promise<Response> {
	return answering(event, async () => {
		const { request, url, locals } = event;
		const own = [version, url.pathname, url.search, url.origin, locals.locale];
		for (let attempt = 1; ; attempt++) {
			const resource = await resourceOf(event);
			const { edition } = resource;
			const tagged = (identity: string[]) => headersOf(request, resource, identity);
			if (edition && isKnown(request, tagged([...own, ...edition])))
				return new Response(null, { status: 304, headers: tagged([...own, ...edition]) });
			const content = await resource.content();
			if (content === null && attempt < tries) continue;
			if (content === null) throw new Problem(503, 'unavailable', { retryAfterSeconds: 1 });
			const text = typeof content === 'string' ? content : `${JSON.stringify(content)}\n`;
			const headers = tagged([...own, ...(edition ?? [text])]);
			if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
			return encodedWhole(request, headers, text);
		}
	});
}

/** What the page of a document shows. @throws Problem */
export async function documentPage(event: RequestEvent): Promise<DocumentPage> {
	return (await resourceOf(event)).page();
}

async function resourceOf(event: RequestEvent): Promise<Resource> {
	const asked = await Asked.of(event);
	const segments = (event.params.path ?? '').split('/');
	const found = addresses.find(([form]) => {
		const names = form.split('/');
		return names.length === segments.length && names.every((name, i) => name === '*' || name === segments[i]);
	});
	if (!found) throw new Problem(404, 'not_found');
	const [form, answer] = found;
	try {
		return await answer(asked, ...segments.filter((_, i) => form.split('/')[i] === '*'));
	} catch (error) {
		if (error instanceof Cql2Error) throw filterProblem(error, asked);
		throw error;
	}
}

function headersOf(request: Request, { mediaType, headers: more }: Resource, identity: string[]): Headers {
	const headers = taggedHeaders(request, identity);
	headers.set('Content-Type', mediaType);
	headers.set('Vary', 'Accept, Accept-Language, Accept-Encoding');
	for (const [name, value] of Object.entries(more ?? {})) headers.set(name, value);
	return headers;
}

/** Names the parameter, and says in words what is wrong with the filter, and where. */
function filterProblem({ fault }: Cql2Error, { words, i18n }: Asked): Problem {
	const reason = sentence(fault, words.faults, i18n.number);
	return new Problem(400, 'bad_filter', { names: ['filter'], reason });
}

function sentence(
	fault: Cql2Error['fault'],
	faults: OgcMessages['faults'],
	number: (value: number) => string
): string {
	switch (fault.code) {
		case 'syntax':
			return fault.position === undefined ? faults.json : faults.syntax(number(fault.position));
		case 'too_long':
			return faults.tooLong;
		case 'too_deep':
			return faults.tooDeep;
		case 'unknown_property':
			return faults.unknownProperty(fault.name);
		case 'unknown_operator':
			return faults.unknownOperator(fault.name);
		case 'wrong_type':
			return faults.wrongType(fault.name);
		case 'bad_literal':
			return faults.badLiteral(fault.name);
	}
}
