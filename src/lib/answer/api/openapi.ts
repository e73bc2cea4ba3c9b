import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { belgradeDay } from '../../camera/day.ts';
import type { Settings } from '../../camera/settings.ts';
import { addresses } from './addresses.ts';
import { tags, type Operation } from './operation.ts';
import { isOptional, isRepeatable, type Query } from './query.ts';
import * as shapes from './shapes.ts';

type Json = Record<string, unknown>;
interface Parameter {
	name: string;
	in: 'path' | 'query' | 'header';
	required: boolean;
	description?: string;
	schema: Json;
	style?: 'form';
	explode?: true;
}

/** Schemas that more than one address answers stand once, by their name. */
const shared = { Camera: shapes.camera, Problem: shapes.problem };

/** What the parts of a route in brackets may be. */
const pathSchemas: Record<string, Json> = {
	z: { type: 'integer', minimum: 0, maximum: 14 },
	x: { type: 'integer', minimum: 0 },
	y: { type: 'integer', minimum: 0 },
	tileset: { type: 'string', enum: ['cameras', 'coverage'] }
};

/** A schema as JSON Schema 2020-12, as it is before it is read (a body), or after (a number out of an address). */
function jsonSchema(schema: v.GenericSchema, typeMode: 'input' | 'output'): Json {
	const { $schema: _, ...made } = toJsonSchema(schema, {
		typeMode,
		target: 'draft-2020-12',
		// What only a function checks is said in words.
		errorMode: 'ignore',
		definitions: shared,
		overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`
	}) as Json;
	delete made.$defs;
	return made;
}

function queryParameters(query: Query): Parameter[] {
	return Object.entries(query).map(([name, parameter]) => {
		const { description, ...schema } = jsonSchema(parameter as v.GenericSchema, 'output');
		return {
			name,
			in: 'query',
			required: !isOptional(parameter),
			...(typeof description === 'string' && { description }),
			schema,
			...(isRepeatable(parameter) && { style: 'form', explode: true })
		};
	});
}

function pathParameters(route: string): Parameter[] {
	return [...route.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => ({
		name,
		in: 'path',
		required: true,
		schema: pathSchemas[name] ?? { type: 'string' }
	}));
}

function headerParameters({ isIdempotent, isTagged }: Operation): Parameter[] {
	const header = (name: string, description: string): Parameter => ({
		name,
		in: 'header',
		required: false,
		description,
		schema: { type: 'string' }
	});
	return [
		...(isIdempotent
			? [header('Idempotency-Key', 'At least 22 random characters: sent again, nothing is written twice.')]
			: []),
		...(isTagged ? [header('If-None-Match', 'The ETag of an earlier answer: 304 when it is the same.')] : [])
	];
}

const statusWords: Record<number, string> = {
	301: 'Another address stands for it.',
	304: 'The same as before.',
	400: 'A parameter or a body that is not understood; `errors` names it.',
	401: 'Nobody is signed in.',
	403: 'Not allowed.',
	404: 'There is none.',
	409: 'It looks like a known one; or it is one’s own.',
	410: 'It is no longer shown, or too late.',
	413: 'The body has over 64 KB.',
	415: 'The body is not application/json.',
	422: 'A field of the body is not understood; `errors` has one entry a field.',
	428: 'A solved challenge is needed.',
	429: 'Too many; `Retry-After` says when.',
	503: 'The database is away; `Retry-After` says when.'
};
const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

function responses(verb: string, { status = 200, answers, refusals = [], isTagged }: Operation): Json {
	const content = Object.fromEntries(
		Object.entries(answers).map(([type, schema]) => [
			type,
			{ schema: schema ? jsonSchema(schema, 'output') : { type: 'string' } }
		])
	);
	const fine = { description: 'As asked.', ...(Object.keys(answers).length > 0 && { content }) };
	const others = [
		...new Set([...refusals, ...(verb === 'GET' ? [400] : []), ...(isTagged ? [304] : []), 503])
	];
	return {
		[status]: fine,
		...Object.fromEntries(
			others.map((other) => [
				other,
				{ description: statusWords[other] ?? '', ...(other >= 400 && { content: problemContent }) }
			])
		)
	};
}

function operation(route: string, verb: string, one: Operation, settings: Settings): Json {
	const parameters = [
		...pathParameters(route),
		...queryParameters(one.query ?? {}),
		...headerParameters(one)
	];
	const security = { challenge: [{ challenge: [] }], session: [{ session: [] }] };
	return {
		tags: [one.tag],
		summary: one.summary,
		operationId: operationId(route, verb),
		security: one.needs ? security[one.needs] : [],
		...(parameters.length > 0 && { parameters }),
		...(one.body && {
			requestBody: {
				required: true,
				content: {
					'application/json': { schema: jsonSchema(one.body(settings, belgradeDay()), 'input') }
				}
			}
		}),
		responses: responses(verb, one)
	};
}

/** `GET /data/cameras.geojson` is `getDataCamerasGeojson`. */
function operationId(route: string, verb: string): string {
	const words = route.split(/[^A-Za-z0-9]+/).filter(Boolean);
	return [verb.toLowerCase(), ...words.map((word) => word[0]?.toUpperCase() + word.slice(1))].join('');
}

/** An address as OpenAPI writes it. */
export const pathOf = (route: string): string => route.replace(/\[(\w+)\]/g, '{$1}');

/**
 * The OpenAPI 3.1 document of every address for programs, made from the table of addresses and from the schemas that
 * parse.
 * @param origin without a trailing slash
 */
export function openApi(origin: string, version: string, settings: Settings): Json {
	const paths = Object.fromEntries(
		Object.entries(addresses).map(([route, verbs]) => [
			pathOf(route),
			Object.fromEntries(
				Object.entries(verbs).map(([verb, one]) => [
					verb.toLowerCase(),
					operation(route, verb, one as Operation, settings)
				])
			)
		])
	);
	return {
		openapi: '3.1.0',
		info: {
			title: 'Oko',
			summary: 'The open map of reported Safe City surveillance cameras in Belgrade',
			description:
				'Longitude stands before latitude. Dates are days in Europe/Belgrade. There is no key. What anybody may say of a camera is reported, never established. /ogc has a description of its own, /ogc/api.',
			version,
			license: { name: 'Data: ODbL 1.0', url: 'https://opendatacommons.org/licenses/odbl/1-0/' }
		},
		servers: [{ url: origin }],
		externalDocs: { url: `${origin}/docs/api`, description: 'The same for people' },
		tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
		paths,
		components: {
			schemas: Object.fromEntries(
				Object.entries(shared).map(([name, schema]) => [name, plainSchema(schema)])
			),
			securitySchemes: {
				challenge: {
					type: 'apiKey',
					in: 'header',
					name: 'Oko-Challenge',
					description: 'A solved challenge of /api/challenge, in base64.'
				},
				session: {
					type: 'apiKey',
					in: 'cookie',
					name: 'oko_session',
					description: 'The session of a contributor key, from /account.'
				}
			}
		}
	};
}

function plainSchema(schema: v.GenericSchema): Json {
	const { $schema: _, ...made } = toJsonSchema(schema, {
		typeMode: 'output',
		target: 'draft-2020-12',
		errorMode: 'ignore'
	}) as Json;
	return made;
}
