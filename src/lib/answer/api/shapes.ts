import * as v from 'valibot';
import { fields, namesWith, unknownOf, type Field } from '../../camera/record.ts';
import { fieldErrorCodes } from '../../camera/report.ts';
import { correctedFields, ruleKeys } from '../../camera/review.ts';
import { problemCodes } from '../../camera/sent.ts';
import { eventKinds, states, types, verdicts } from '../../camera/vocabulary.ts';
import { worklistReasons } from '../../camera/worklist.ts';

/*
 * What addresses answer, for the OpenAPI document. Each is strict: a member that an address answers and that is not here
 * fails tests/http/openapi.test.ts.
 */

export const id = v.pipe(
	v.string(),
	v.regex(/^[0-9A-HJKMNP-TV-Z]{10}$/),
	v.description('ten characters of Crockford’s base32'),
	v.examples(['K7Q29FJ4XM'])
);
export const number = v.number();
export const whole = v.pipe(v.number(), v.integer());
export const day = v.pipe(v.string(), v.isoDate());
export const orNull = <T extends v.GenericSchema>(schema: T) => v.nullable(schema);
export const position = v.pipe(
	v.strictTuple([number, number]),
	v.description('longitude, latitude in degrees, WGS 84')
);
const ring = v.array(v.strictTuple([number, number]));
export const polygon = v.strictObject({ type: v.literal('Polygon'), coordinates: v.array(ring) });
export const multiPolygon = v.strictObject({
	type: v.literal('MultiPolygon'),
	coordinates: v.array(v.array(ring))
});

/** What a field of the record is in answers. */
export function fieldShape(field: Field): v.GenericSchema {
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
