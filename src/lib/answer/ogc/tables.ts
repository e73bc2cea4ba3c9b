import type { Feature } from 'geojson';
import type { CameraFeature } from '$lib/camera/feature';
import { featureTitle } from '$lib/i18n/record-words';
import type { CollectionId } from '$lib/server/ogc';
import type { Asked } from './asked';
import type { Cell } from './resource';

type Item = Feature & { id: string | number };

/** How the items of a collection stand on a page: each in a row, the first cell of which leads to it. */
interface Table {
	columns(asked: Asked): string[];
	cells(item: Item, asked: Asked): Cell[];
	title(item: Item, asked: Asked): string;
}

function plain(id: CollectionId, names: string[], title: Table['title']): Table {
	return {
		columns: () => ['id', ...names],
		cells: (item, asked) => [
			{ text: title(item, asked), href: asked.page(`/collections/${id}/items/${item.id}`) },
			...names.map((name) => {
				const value: unknown = item.properties?.[name];
				return typeof value === 'number' ? asked.i18n.number(value) : null;
			})
		],
		title
	};
}

export const tables: Record<CollectionId, Table> = {
	cameras: {
		columns: ({ i18n: { m } }) => ['id', m.list.columns.camera, m.list.columns.state],
		cells(item, asked) {
			const { id, properties } = item as CameraFeature;
			const { i18n } = asked;
			return [
				{ text: id, href: asked.page(`/collections/cameras/items/${id}`) },
				{ text: featureTitle(i18n, item as CameraFeature), href: i18n.href(`/cameras/${id}`) },
				i18n.m.record.state.values[properties.state]
			];
		},
		title: (item, { i18n }) => featureTitle(i18n, item as CameraFeature)
	},
	coverage: plain('coverage', ['least_m2', 'most_m2', 'looked_m2'], ({ id }) => String(id)),
	areas: plain('areas', ['reported', 'verified', 'area_km2'], ({ properties }, { i18n }) =>
		String((properties?.names as Record<string, string> | undefined)?.[i18n.locale])
	)
};
