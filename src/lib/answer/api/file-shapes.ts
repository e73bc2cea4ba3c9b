import * as v from 'valibot';
import { figureName, figures } from '../../camera/coverage.ts';
import { densities_px_m, levels, standard } from '../../camera/levels.ts';
import { bounds, readings, standings } from '../../camera/optics.ts';
import { fields } from '../../camera/record.ts';
import { states } from '../../camera/vocabulary.ts';
import { gone, manifest, refused } from '../../server/snapshots/manifest.ts';
import {
	camera,
	day,
	fieldShape,
	id,
	multiPolygon,
	number,
	orNull,
	polygon,
	position,
	whole
} from './shapes.ts';

/* What files, feeds and documents hold, as strict as shapes.ts. */

/** What every collection says of itself. */
const collection = {
	type: v.literal('FeatureCollection'),
	licence: v.string(),
	licence_url: v.string(),
	attribution: v.string(),
	generated_at: v.pipe(day, v.description('the day in Europe/Belgrade')),
	demonstration: v.optional(v.literal(true))
};
export const cameras = v.strictObject({ ...collection, features: v.array(camera), count: whole });

const measured = {
	method: v.string(),
	edition: v.literal(standard),
	levels_px_m: v.strictObject(
		Object.fromEntries(Object.keys(densities_px_m).map((level) => [level, number]))
	),
	assumptions: v.looseObject({}),
	buildings: orNull(
		v.strictObject({ source: orNull(v.string()), licence: orNull(v.string()), day: orNull(day) })
	)
};
const byState = Object.fromEntries(states.map((state) => [state, whole]));
const month = orNull(v.pipe(whole, v.description('202611 for November 2026')));

export const coverage = v.strictObject({
	...collection,
	level: v.picklist(levels),
	reading: v.picklist(readings),
	states: v.picklist(standings),
	asked_bbox: v.optional(v.array(number)),
	grid: v.strictObject({ crs: v.literal('EPSG:32634'), cell_m: number }),
	...measured,
	features: v.array(
		v.strictObject({
			type: v.literal('Feature'),
			id: whole,
			geometry: polygon,
			properties: v.strictObject({
				...{ ground_m2: number, least_m2: number, most_m2: number, least_share: number, most_share: number },
				...{ looked_m2: number, looked_share: number, looked_month: month },
				...byState
			})
		})
	),
	count: whole
});

export const areas = v.strictObject({
	...collection,
	boundaries: v.optional(v.looseObject({})),
	note: v.optional(v.string()),
	...measured,
	features: v.array(
		v.strictObject({
			type: v.literal('Feature'),
			id: v.string(),
			geometry: orNull(v.union([polygon, multiPolygon])),
			properties: v.looseObject({
				...byState,
				...Object.fromEntries(figures.map((figure) => [figureName(figure), number])),
				looked_m2: number,
				looked_most_m2: number
			})
		})
	)
});

export const view = v.strictObject({
	...collection,
	camera: v.strictObject({
		url: v.string(),
		state: fieldShape(fields.state),
		type: fieldShape(fields.type),
		heading_deg: fieldShape(fields.heading_deg)
	}),
	...measured,
	features: v.array(
		v.strictObject({
			type: v.literal('Feature'),
			geometry: orNull(v.union([polygon, multiPolygon])),
			properties: v.looseObject({
				level: v.picklist(levels),
				reading: v.picklist(readings),
				bound: v.picklist(bounds),
				area_m2: number
			})
		})
	)
});

export const sights = v.strictObject({
	...collection,
	method: v.string(),
	buildings: measured.buildings,
	features: v.array(
		v.strictObject({
			type: v.literal('Feature'),
			id,
			geometry: polygon,
			properties: v.looseObject({ lens: position })
		})
	),
	count: whole
});

export const heads = v.strictObject({
	format: v.literal('oko-log-1'),
	licence: v.string(),
	generated: day,
	demonstration: v.optional(v.literal(true)),
	days: v.array(v.strictObject({ day, head: v.string(), leaves: whole }))
});
export const snapshotIndex = v.strictObject({
	licence: v.literal('ODbL-1.0'),
	snapshots: v.array(
		v.strictObject({
			edition: manifest.entries.edition,
			day,
			made_on: day,
			cameras: whole,
			manifest: v.string(),
			corrects: manifest.entries.corrects,
			accepted: manifest.entries.accepted,
			demonstration: v.optional(v.literal(true))
		})
	),
	taken_down: v.array(gone),
	refused: orNull(refused)
});
export const publicKey = v.strictObject({
	keys: v.array(
		v.strictObject({
			kty: v.literal('OKP'),
			crv: v.literal('Ed25519'),
			alg: v.literal('EdDSA'),
			use: v.literal('sig'),
			x: v.string()
		})
	),
	pem: v.string()
});
const link = v.array(v.strictObject({ href: v.string(), type: v.string() }));
export const apiCatalog = v.strictObject({
	linkset: v.array(
		v.strictObject({
			anchor: v.string(),
			'service-desc': link,
			'service-doc': link,
			'service-meta': link,
			status: link
		})
	)
});
export const tileJson = v.looseObject({
	tilejson: v.literal('3.0.0'),
	name: v.string(),
	attribution: v.string(),
	tiles: v.array(v.string()),
	minzoom: whole,
	maxzoom: whole,
	bounds: v.array(number),
	vector_layers: v.array(v.looseObject({ id: v.string(), fields: v.record(v.string(), v.string()) }))
});

const { type: _, ...said } = collection;
export const changes = v.strictObject({
	...said,
	version: v.string(),
	next: v.optional(v.string()),
	download: v.optional(v.string()),
	changes: v.optional(
		v.array(
			v.union([
				v.strictObject({ version: whole, id, camera }),
				v.strictObject({
					version: whole,
					id,
					gone: v.picklist(['hidden', 'withdrawn', 'merged', 'erased']),
					reason: v.optional(v.string()),
					into: v.optional(id)
				})
			])
		)
	)
});
export const feed = v.looseObject({
	version: v.literal('https://jsonfeed.org/version/1.1'),
	title: v.string(),
	items: v.array(v.looseObject({ id: v.string(), url: v.string() }))
});
export const oembed = v.strictObject({
	version: v.literal('1.0'),
	type: v.literal('rich'),
	title: v.string(),
	provider_name: v.string(),
	provider_url: v.string(),
	cache_age: whole,
	html: v.string(),
	width: whole,
	height: whole
});
