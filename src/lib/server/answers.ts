import type { MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import type { Camera } from '../camera/camera.ts';
import { fields, namesWith, storedNames, unknownOf, type Field } from '../camera/record.ts';
import { correctedFields } from '../camera/review.ts';
import { eventKinds, states, types, verdicts } from '../camera/vocabulary.ts';

/*
 * What the functions of the database answer (supabase/schemas), checked where it comes in. Members that nobody here reads
 * are left out.
 */

export const day = v.string();
export const dayOrNull = v.nullable(day);
export const number = v.number();
export const textOrNull = v.nullable(v.string());
const none = v.optional(number, 0);
const countsByState = v.object({ reported: none, verified: none, disputed: none, removed: none });

/** The public record of one camera, as the table of fields has it. */
export const camera = v.object({
	number,
	lng: number,
	lat: number,
	...Object.fromEntries(storedNames(fields).map((name) => [name, stored(fields[name])]))
}) as unknown as v.GenericSchema<unknown, Camera>;

function stored(field: Field): v.GenericSchema {
	if (field.kind === 'choices') return v.array(v.picklist(field.values));
	const base =
		field.kind === 'choice'
			? v.picklist(field.values)
			: field.kind === 'day'
				? day
				: field.kind === 'date'
					? v.string()
					: number;
	const isKnown = field.kind === 'count' || (field.kind === 'day' && field.known);
	return isKnown || unknownOf(field) !== null ? base : v.nullable(base);
}

export const overview = v.object({
	version: number,
	counts: countsByState,
	total: number,
	newest: v.array(camera)
});

const side = v.object({ people: number, weight: number });
/** What a camera's reviews say in the round that is open. */
export const reviewSums = v.object({
	present: side,
	absent: side,
	contradicted_weight: number,
	disputed_on: dayOrNull
});

const openCorrection = v.object({
	field: v.picklist(correctedFields),
	value: v.unknown(),
	...side.entries,
	against_people: number,
	against_weight: number,
	agrees: v.nullable(v.boolean())
});

const historyEntry = v.object({
	kind: v.picklist(eventKinds),
	day,
	state: v.nullable(v.picklist(states)),
	changed: v.optional(v.array(v.picklist([...namesWith(fields, 'isCorrectable'), 'lng', 'lat'])))
});

/** A camera with its history, or why it is no longer shown; null when there is none. */
export const found = v.nullable(
	v.union([
		v.object({ gone: v.literal('merged'), into: number }),
		v.object({ gone: v.picklist(['hidden', 'withdrawn']), reason: textOrNull }),
		v.object({
			camera,
			reviews: v.nullable(reviewSums),
			corrections: v.array(openCorrection),
			history: v.array(historyEntry)
		})
	])
);

/** Known cameras around a position. */
export const near = v.array(
	v.object({
		number,
		lng: number,
		lat: number,
		type: v.picklist(types),
		heading_deg: v.nullable(number),
		state: v.picklist(states),
		distance_m: number,
		heading_difference_deg: v.nullable(number),
		probable: v.boolean()
	})
);

export const reported = v.object({
	camera,
	report_id: v.string(),
	published: v.boolean(),
	waits_for_moderator: v.boolean(),
	withdraw_seconds: number,
	line: textOrNull
});

export const withdrawn = v.object({ camera_gone: v.boolean() });

const ownReview = {
	reporter: v.boolean(),
	verdict: v.nullable(v.picklist(verdicts)),
	cast_on: dayOrNull,
	on_site: v.boolean(),
	waiting: v.nullable(v.picklist(verdicts)),
	changeable: v.boolean(),
	decided: v.boolean(),
	renewable_on: dayOrNull
};
export const ownSayings = v.object({ ...ownReview, corrections: v.array(openCorrection) });
export const cast = v.object({
	outcome: v.picklist(['counted', 'waiting', 'unchanged', 'taken_back']),
	state: v.picklist(states),
	own: v.object(ownReview)
});
export const corrected = v.object({
	outcome: v.picklist(['open', 'corrected']),
	corrections: v.array(openCorrection)
});

export const surveyed = v.object({
	survey_id: v.string(),
	published: v.boolean(),
	looked_m2: number,
	withdraw_seconds: number
});

const area = {
	id: v.string(),
	names: v.object({ 'sr-Cyrl': v.string(), 'sr-Latn': v.string(), en: v.string() })
};
export const placement = v.nullable(v.string());
export const stats = v.object({
	set: v.nullable(
		v.object({
			source: textOrNull,
			licence: textOrNull,
			as_of: dayOrNull,
			/** average distance between two corners of a boundary, metres */
			spacing_m: number,
			coarse: v.boolean(),
			/** a position this far outside every municipality is still taken, metres */
			tolerance_m: number
		})
	),
	areas: v.array(
		v.object({
			...area,
			/** within the loaded boundaries */
			area_km2: number,
			/** as others publish it */
			published_km2: v.nullable(number),
			population: v.nullable(number),
			counts: countsByState,
			/** median of the days since 1970-01-01 on which those that stand were last confirmed; null where none stands */
			confirmed_day: v.nullable(number)
		})
	),
	/** every camera of the record, also one that lies in no municipality */
	city: countsByState
});

export const clock = v.object({ now_ms: number, today: day, newest_day: dayOrNull });
export const news = v.object({
	version: number,
	coverage_version: number,
	coverage_due: v.boolean(),
	duties_due: v.boolean()
});
export const daySalts = v.array(v.object({ day, salt: v.string() }));
export const logHeads = v.object({
	version: number,
	days: v.array(v.object({ day, head: v.string(), leaves: number }))
});

/** How many cells were measured now, how many are due, and among which buildings sights are wanted. */
export const measured = v.object({ done: number, left: number, version: number, sights_wanted: textOrNull });

/** The buildings by which views at least are cut; null while there are none. */
export const buildings = v.nullable(
	v.object({
		version: v.string(),
		source: v.string(),
		licence: v.string(),
		day: dayOrNull,
		sights_version: number
	})
);
const place = v.tuple([number, number]);
/** What cameras see among them, in metres of EPSG:32634. */
export const cameraSights = v.array(v.object({ number, at: place, rings: v.array(v.array(place)) }));
export const sightsDue = v.array(
	v.object({
		number,
		lng: number,
		lat: number,
		height_m: v.nullable(number),
		basis: v.string(),
		reach_m: number
	})
);

export const boundaries = v.array(
	v.object({
		id: v.string(),
		boundary: v.custom<Polygon | MultiPolygon>((value) => typeof value === 'object' && value !== null)
	})
);

export const contributor = v.nullable(
	v.object({
		id: v.string(),
		salt: v.string(),
		code: v.string(),
		trusted: v.boolean(),
		moderator: v.boolean(),
		right_days: number
	})
);
