import * as v from 'valibot';
import { figureName, figures } from '../../camera/coverage.ts';
import { densities_px_m, levels, standard } from '../../camera/levels.ts';
import { bounds, readings, standings } from '../../camera/optics.ts';
import { fields, namesWith, unknownOf, type Field } from '../../camera/record.ts';
import { fieldErrorCodes } from '../../camera/report.ts';
import { correctedFields, ruleKeys } from '../../camera/review.ts';
import { problemCodes } from '../../camera/sent.ts';
import { eventKinds, states, types, verdicts } from '../../camera/vocabulary.ts';
import { worklistReasons } from '../../camera/worklist.ts';
import { gone, manifest, refused } from '../../server/snapshots/manifest.ts';

/*
 * What addresses answer, for the OpenAPI document. Each is strict: a member that an address answers and that is not here
 * fails tests/http/openapi.test.ts.
 */

const id = v.pipe(
	v.string(),
	v.regex(/^[0-9A-HJKMNP-TV-Z]{10}$/),
	v.description('ten characters of Crockford’s base32'),
	v.examples(['K7Q29FJ4XM'])
);
const number = v.number();
const whole = v.pipe(v.number(), v.integer());
const day = v.pipe(v.string(), v.isoDate());
const orNull = <T extends v.GenericSchema>(schema: T) => v.nullable(schema);
const position = v.pipe(
	v.strictTuple([number, number]),
	v.description('longitude, latitude in degrees, WGS 84')
);
const ring = v.array(v.strictTuple([number, number]));
const polygon = v.strictObject({ type: v.literal('Polygon'), coordinates: v.array(ring) });
const multiPolygon = v.strictObject({
	type: v.literal('MultiPolygon'),
	coordinates: v.array(v.array(ring))
});

/** What a field of the record is in answers. */
function fieldShape(field: Field): v.GenericSchema {
	const known: v.GenericSchema = {
		choice: () => v.picklist(field.kind === 'choice' ? field.values : []),
		choices: () => v.array(v.picklist(field.kind === 'choices' ? field.values : [])),
		number: () => number,
		count: () => whole,
		day: () => day,
		date: () => v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)),
		name: () => v.string(),
		address: () => v.pipe(v.string(), v.url())
	}[field.kind]();
	const isKnown =
		['count', 'address', 'choices'].includes(field.kind) ||
		(field.kind === 'day' && field.known) ||
		(field.kind === 'choice' && unknownOf(field) !== null);
	return isKnown ? known : orNull(known);
}

const properties = (names: readonly (keyof typeof fields)[]) =>
	v.strictObject(Object.fromEntries(names.map((name) => [name, fieldShape(fields[name])])));

export const camera = v.strictObject({
	type: v.literal('Feature'),
	id,
	geometry: v.strictObject({ type: v.literal('Point'), coordinates: position }),
	properties: properties(namesWith(fields, 'inDownload'))
});

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

const changedMembers = [...namesWith(fields, 'isCorrectable'), 'lng', 'lat'] as const;
export const oneCamera = v.strictObject({
	camera,
	history: v.array(
		v.strictObject({
			kind: v.picklist(eventKinds),
			day,
			state: orNull(v.picklist(states)),
			changed: v.optional(v.array(v.picklist(changedMembers)))
		})
	)
});
export const count = v.strictObject({ count: whole, total: whole });
const candidate = v.strictObject({
	id,
	distance_m: number,
	heading_difference_deg: orNull(number),
	probable: v.boolean(),
	type: v.picklist(types),
	heading_deg: orNull(number),
	state: v.picklist(states),
	position
});
export const near = v.strictObject({ candidates: v.array(candidate) });
export const sight = v.strictObject({ sight: orNull(v.strictObject({ at: position, ring })) });
export const buildings = multiPolygon;

export const found = v.strictObject({
	results: v.array(
		v.strictObject({
			kind: v.picklist(['municipality', 'place', 'street', 'landmark', 'water', 'camera', 'position']),
			name: v.string(),
			detail: v.string(),
			position,
			bbox: v.optional(v.array(number)),
			zoom: number,
			id: v.optional(id)
		})
	),
	complete: v.boolean(),
	problem: v.optional(v.literal('outside_area'))
});

export const worklist = v.strictObject({
	total: whole,
	cameras: v.array(
		v.strictObject({
			id,
			position,
			place: orNull(v.string()),
			municipality: fieldShape(fields.municipality),
			type: v.picklist(types),
			state: v.picklist(states),
			reason: v.picklist(worklistReasons)
		})
	)
});

const side = v.strictObject({ people: whole, weight: number });
const sums = v.strictObject({
	present: side,
	absent: side,
	contradicted_weight: number,
	disputed_on: orNull(day)
});
const corrections = v.array(
	v.strictObject({
		field: v.picklist(correctedFields),
		value: v.unknown(),
		people: whole,
		weight: number,
		against_people: whole,
		against_weight: number,
		agrees: orNull(v.boolean())
	})
);
const own = v.strictObject({
	reporter: v.boolean(),
	verdict: orNull(v.picklist(verdicts)),
	cast_on: orNull(day),
	on_site: v.boolean(),
	waiting: orNull(v.picklist(verdicts)),
	changeable: v.boolean(),
	decided: v.boolean(),
	renewable_on: orNull(day)
});
export const reviewing = v.strictObject({
	reviews: sums,
	corrections,
	own: orNull(own),
	rule: v.strictObject(Object.fromEntries(ruleKeys.map((key) => [key, number])))
});
export const acceptedReview = v.strictObject({
	outcome: v.picklist(['counted', 'waiting', 'unchanged', 'taken_back']),
	state: v.picklist(states),
	own,
	reviews: sums,
	camera
});
export const acceptedCorrection = v.strictObject({
	outcome: v.picklist(['open', 'corrected']),
	corrections,
	camera
});

const taken = {
	published: v.boolean(),
	withdraw_token: v.string(),
	withdraw_seconds: number
};
const uuid = v.pipe(v.string(), v.uuid());
export const acceptedReport = v.strictObject({
	camera,
	report_id: uuid,
	waits_for_moderator: v.boolean(),
	...taken
});
export const acceptedSurvey = v.strictObject({ survey_id: uuid, looked_m2: number, ...taken });
export const withdrawn = v.strictObject({ camera_gone: v.boolean() });
export const withdrawnSurvey = v.strictObject({ withdrawn: v.literal(true) });
export const withdrawal = v.strictObject({ withdraw_token: v.string() });
export const challenge = v.pipe(v.looseObject({}), v.description('a challenge of ALTCHA'));

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

export const problem = v.strictObject({
	title: v.pipe(v.string(), v.description('in the language of Accept-Language')),
	status: whole,
	code: v.picklist(problemCodes),
	detail: v.optional(v.pipe(v.string(), v.description('what a moderator said in public'))),
	errors: v.optional(
		v.array(
			v.strictObject({
				field: v.pipe(v.string(), v.description('a member of the body, a header, or a parameter')),
				code: v.picklist(fieldErrorCodes),
				message: v.string()
			})
		)
	),
	candidates: v.optional(v.array(candidate)),
	renewable_on: v.optional(day),
	sha256: v.optional(v.pipe(v.string(), v.description('of the file that was here'))),
	download: v.optional(v.pipe(v.string(), v.description('where all of it can be downloaded anew')))
});
