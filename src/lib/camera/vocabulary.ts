/**
 * The values a camera's claims can take: the same words in SQL (enums), in files and in the interface.
 * Every list ends with `unknown` where not knowing is a possible answer; it is always the default.
 */
export const states = ['reported', 'verified', 'disputed', 'removed'] as const;
export const types = ['fixed', 'dome', 'ptz', 'plate_reader', 'unknown'] as const;
export const knownTypes = types.filter((type) => type !== 'unknown');
export const mounts = [
	'pole',
	'wall',
	'traffic_light',
	'street_lamp',
	'gantry',
	'building',
	'unknown'
] as const;
export const operators = ['mup', 'city', 'municipality', 'transport', 'private', 'unknown'] as const;
export const makers = ['huawei', 'dahua', 'hikvision', 'other', 'unknown'] as const;
export const capabilities = ['face_recognition', 'plate_recognition', 'audio'] as const;
export const signPresences = ['yes', 'no', 'unknown'] as const;
export const methods = ['dragged', 'gps', 'imagery', 'coordinates'] as const;
export const sources = ['report', 'demonstration'] as const;
export const freshnesses = ['fresh', 'ageing', 'stale'] as const;
export const publishChoices = ['now', 'later'] as const;
export const complaintKinds = ['home', 'wrong', 'dangerous'] as const;
export const eventKinds = [
	'reported',
	'sighted',
	'state_changed',
	'hidden',
	'restored',
	'withdrawn',
	'reviewed',
	'corrected',
	'merged'
] as const;
export const verdicts = ['present', 'absent'] as const;
export const surveyShapes = ['line', 'area'] as const;
export const surveyMethods = ['on_foot', 'vehicle', 'imagery'] as const;

/** A state that the public sees; `hidden` is a moderator's act and never leaves the database. */
export type State = (typeof states)[number];
export type CameraType = (typeof types)[number];
export type KnownType = (typeof knownTypes)[number];
export type Mount = (typeof mounts)[number];
export type Operator = (typeof operators)[number];
export type Maker = (typeof makers)[number];
export type Capability = (typeof capabilities)[number];
export type SignPresence = (typeof signPresences)[number];
export type Method = (typeof methods)[number];
export type Source = (typeof sources)[number];
export type Freshness = (typeof freshnesses)[number];
export type PublishChoice = (typeof publishChoices)[number];
export type ComplaintKind = (typeof complaintKinds)[number];
export type EventKind = (typeof eventKinds)[number];
/** What was drawn of where somebody looked. */
export type SurveyShape = (typeof surveyShapes)[number];
/** How somebody looked for cameras. */
export type SurveyMethod = (typeof surveyMethods)[number];
/** What a review says of a camera. */
export type Verdict = (typeof verdicts)[number];
