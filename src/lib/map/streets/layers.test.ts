import { describe, expect, test } from 'vitest';
import { locales } from '../../i18n/locale.ts';
import { font, fontRegular, placeNameLayers } from '../style.ts';
import { streetLayers, type Schema } from './layers.ts';
import { streetsSource } from './walkable.ts';

const schemas: Schema[] = ['openmaptiles', 'protomaps', 'shortbread', null];

describe.each(schemas)('the street map on the schema %s', (schema) => {
	test('asks nobody for glyphs, icons or tiles of another source', () => {
		for (const layer of streetLayers(schema, 'light', 'en')) {
			const text = JSON.stringify(layer);
			expect(text).not.toMatch(/icon-image|pattern|https?:/);
			if (layer.type !== 'background') expect(layer.source).toBe(streetsSource);
			if (layer.type === 'symbol')
				expect([[font], [fontRegular]]).toContainEqual(layer.layout?.['text-font']);
		}
	});

	test('draws streets, water and names, in another order of names for each page', () => {
		const [latin, cyrillic, english] = locales.map((locale) =>
			streetLayers(schema, 'dark', locale).flatMap((layer) =>
				layer.type === 'symbol' ? [JSON.stringify(layer.layout?.['text-field'])] : []
			)
		);
		expect(cyrillic).toContain('["get","name"]');
		expect(latin).toContain('["coalesce",["get","name:sr-Latn"],["get","name"]]');
		expect(english).toContain('["coalesce",["get","name:en"],["get","name:sr-Latn"],["get","name"]]');
		const names = latin?.filter((field) => field.includes('name'));
		expect(new Set(names).size).toBe(1);
		const types = streetLayers(schema, 'dark', 'en').map(({ type }) => type);
		expect(types).toEqual(expect.arrayContaining(['background', 'line', 'symbol']));
	});

	test('names places in layers that can be written in ink', () => {
		const layers = streetLayers(schema, 'light', 'en');
		const names = placeNameLayers(layers);
		expect(names.length).toBeGreaterThan(1);
		for (const id of names)
			expect(layers.find((layer) => layer.id === id)?.paint).toHaveProperty('text-color');
	});

	test('has other colours by night', () => {
		const [day, night] = (['light', 'dark'] as const).map((scheme) => streetLayers(schema, scheme, 'en'));
		expect(day?.map(({ id }) => id)).toEqual(night?.map(({ id }) => id));
		expect(day?.[0]?.paint).not.toEqual(night?.[0]?.paint);
	});
});
