import * as v from 'valibot';
import { parsedJson } from './json.ts';

const counts = v.record(v.string(), v.number());
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const editionForm = /^\d{4}-\d{2}-\d{2}(\.\d{1,4})?$/;
const edition = v.pipe(v.string(), v.regex(editionForm));

/** What an edition of a snapshot says of itself: manifest.json, whose bytes are signed. */
export const manifest = v.strictObject({
	format: v.literal('oko-snapshot-1'),
	/** the closed day of the log, or that day with `.2` and so on where an edition before it was taken down */
	edition,
	day: v.string(),
	/** the day in Belgrade on which the files were written: the record is as it was then */
	made_on: v.string(),
	origin: v.string(),
	licence: v.literal('ODbL-1.0'),
	attribution: v.string(),
	demonstration: v.optional(v.literal(true)),
	program: v.string(),
	/** the edition of the standard by which ground was measured */
	method: v.string(),
	/** reports whose ground was still to be measured; 0 when coverage and areas are whole */
	ground_due: v.number(),
	/** the head of the log's day */
	log_head: sha256,
	cameras: v.number(),
	/** cameras by state */
	states: counts,
	/** cameras by municipality and state; '' is outside all of them */
	municipalities: v.record(v.string(), counts),
	files: v.array(v.strictObject({ name: v.string(), media_type: v.string(), bytes: v.number(), sha256 })),
	public_key: v.pipe(v.string(), v.description('Ed25519, base64url')),
	/** why the operator accepted it though it has too few cameras */
	accepted: v.optional(v.strictObject({ reason: v.string(), median: v.number() })),
	/** the edition that it stands for, in which cameras were that were erased since */
	corrects: v.optional(edition)
});
export type Manifest = v.InferOutput<typeof manifest>;

/** What is left of an edition that was taken down. */
export const gone = v.strictObject({
	edition,
	day: v.string(),
	taken_down_on: v.string(),
	/** of the manifest, which is gone too */
	manifest_sha256: sha256,
	files: v.array(v.strictObject({ name: v.string(), sha256 })),
	reason: v.string(),
	/** the edition beside it */
	corrected: edition
});
export type Gone = v.InferOutput<typeof gone>;

/** The newest snapshot that was refused, because it has too few cameras. */
export const refused = v.strictObject({
	day: v.string(),
	cameras: v.number(),
	median: v.number()
});
export type Refused = v.InferOutput<typeof refused>;

export const readManifest = (text: string) => parsedJson(manifest, text);
