import { fields } from '$lib/camera/record';
import type { I18n } from '$lib/i18n/load';
import { collections, type CollectionId, type Property } from '$lib/server/ogc';

/** A property in JSON Schema's words. */
export interface PropertySchema {
	title?: string;
	type?: string;
	format?: string;
	enum?: readonly string[];
	items?: { type: string; enum?: readonly string[] };
	$ref?: string;
	'x-ogc-role'?: string;
	readOnly?: true;
}

/** in OGC API – Features – Part 5: the roles of days of the record */
const roles: Record<string, string> = {
	first_reported_on: 'primary-interval-start'
};

/** The properties of a collection's features, or of these names; the geometry is one of them. */
export function propertySchemas(
	{ m }: Pick<I18n, 'm'>,
	id: CollectionId,
	names?: string[]
): Record<string, PropertySchema> {
	const { geometry, properties } = collections[id];
	const own: [string, PropertySchema][] = Object.entries(properties).map(([name, property]) => [
		name,
		{
			...(id === 'cameras' && { title: m.record[name as keyof typeof fields].name }),
			...schemaOf(property),
			...(!names && roles[name] && { 'x-ogc-role': roles[name] })
		}
	]);
	const shape: PropertySchema = {
		// Programs look for the one or for the other.
		format: `geometry-${geometry.toLowerCase()}`,
		$ref: `https://geojson.org/schema/${geometry}.json`,
		...(!names && { 'x-ogc-role': 'primary-geometry' })
	};
	const all: [string, PropertySchema][] = [...own, ['geometry', shape]];
	return Object.fromEntries(all.filter(([name]) => !names || names.includes(name)));
}

function schemaOf({ kind, values }: Property): PropertySchema {
	const words = values && { enum: values };
	if (kind === 'list') return { type: 'array', items: { type: 'string', ...words } };
	if (kind === 'day') return { type: 'string', format: 'date' };
	return { type: kind, ...words };
}

/** The kind and the values of a property, for a page. */
export function describeKind({ type, format, enum: values, items }: PropertySchema): [string, string] {
	return [[type, format].filter(Boolean).join(', '), (values ?? items?.enum ?? []).join(', ')];
}
