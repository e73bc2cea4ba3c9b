import { pathOf, type openApi } from './openapi.ts';
import { addresses } from './addresses.ts';
import { tags, type Tag } from './operation.ts';

/** A value that somebody sends or gets: its name, what it may be, and in words what it is. */
export interface Row {
	name: string;
	isRequired: boolean;
	type: string;
	description: string;
}
export interface Entry {
	verb: string;
	path: string;
	summary: string;
	parameters: Row[];
	body: Row[];
	/** what comes, by status: media types, or what a refusal means */
	answers: { status: string; what: string }[];
	/** members of the answer where it is JSON */
	members: Row[];
}
export interface Chapter {
	tag: Tag;
	description: string;
	entries: Entry[];
}

interface Schema {
	type?: string;
	enum?: unknown[];
	const?: unknown;
	anyOf?: Schema[];
	items?: Schema | false;
	prefixItems?: Schema[];
	properties?: Record<string, Schema>;
	required?: string[];
	description?: string;
	minimum?: number;
	maximum?: number;
	format?: string;
	$ref?: string;
}
interface Documented {
	summary: string;
	parameters?: { name: string; in: string; required: boolean; description?: string; schema: Schema }[];
	requestBody?: { content: Record<string, { schema: Schema }> };
	responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}

/** The OpenAPI document as the page of the API shows it: a chapter for each tag. */
export function outline(document: ReturnType<typeof openApi>): Chapter[] {
	const paths = document.paths as Record<string, Record<string, Documented>>;
	return (Object.keys(tags) as Tag[]).map((tag) => ({
		tag,
		description: tags[tag],
		entries: Object.entries(addresses).flatMap(([route, verbs]) =>
			Object.entries(verbs)
				.filter(([, operation]) => operation.tag === tag)
				.flatMap(([verb]) => {
					const path = pathOf(route);
					const documented = paths[path]?.[verb.toLowerCase()];
					return documented ? [entryOf(verb, path, documented)] : [];
				})
		)
	}));
}

function entryOf(
	verb: string,
	path: string,
	{ summary, parameters, requestBody, responses }: Documented
): Entry {
	const fine = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
	return {
		verb,
		path,
		summary,
		parameters: (parameters ?? [])
			.filter((parameter) => parameter.in !== 'header')
			.map(({ name, required, description = '', schema }) => ({
				name,
				isRequired: required,
				type: typeText(schema),
				description
			})),
		body: Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => membersOf(schema)),
		answers: Object.entries(responses).map(([status, { description, content }]) => ({
			status,
			what: status.startsWith('2') && content ? Object.keys(content).join(', ') : description
		})),
		members: Object.values(fine?.content ?? {}).flatMap(({ schema }) => membersOf(schema))
	};
}

function membersOf({ properties = {}, required = [] }: Schema): Row[] {
	return Object.entries(properties).map(([name, schema]) => ({
		name,
		isRequired: required.includes(name),
		type: typeText(schema),
		description: schema.description ?? ''
	}));
}

/** A schema in a few words: `one of fixed, dome`, `any of audio`, `number 0–359`, `list of Camera`. */
export function typeText(schema: Schema): string {
	if (schema.$ref) return schema.$ref.split('/').at(-1) ?? '';
	if (schema.anyOf) return schema.anyOf.map(typeText).join(' or ');
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum)
		return schema.enum.length > 1 ? `one of ${schema.enum.join(', ')}` : String(schema.enum[0]);
	if (schema.prefixItems) return `[${schema.prefixItems.map(typeText).join(', ')}]`;
	const items = schema.items || undefined;
	if (items?.enum) return `any of ${items.enum.join(', ')}`;
	if (schema.type === 'array') return `list of ${items ? typeText(items) : 'anything'}`;
	if (schema.type === 'object' && schema.properties) return `{${Object.keys(schema.properties).join(', ')}}`;
	const range =
		schema.minimum === undefined && schema.maximum === undefined
			? ''
			: ` ${schema.minimum ?? ''}–${schema.maximum ?? ''}`;
	return `${schema.format === 'date' ? 'YYYY-MM-DD' : (schema.type ?? 'anything')}${range}`;
}
