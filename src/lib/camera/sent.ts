import type { Candidate } from './camera.ts';
import type { Day } from './day.ts';
import type { CameraFeature } from './feature.ts';
import type { FieldError } from './report.ts';
import type { CorrectionOutcome, OpenCorrection, OwnReview, ReviewOutcome, ReviewSums } from './review.ts';
import type { State } from './vocabulary.ts';

/** What `POST /api/reports` answers with 201. */
export interface AcceptedReport {
	camera: CameraFeature;
	report_id: string;
	/** false while it waits for its random time, or for a moderator */
	published: boolean;
	/** it stands beside something that was hidden, and is not public before a moderator says so */
	waits_for_moderator: boolean;
	withdraw_token: string;
	/** seconds in which it can be withdrawn; 0 when that time is over */
	withdraw_seconds: number;
}

/** What `POST /api/surveys` answers with 201. */
export interface AcceptedSurvey {
	survey_id: string;
	/** false while it waits for its random time */
	published: boolean;
	/** ground around the line or in the area, in m², cameras not yet left out */
	looked_m2: number;
	withdraw_token: string;
	/** seconds in which it can be withdrawn; 0 when that time is over */
	withdraw_seconds: number;
}

/** What `POST /api/cameras/{id}/reviews` answers. */
export interface AcceptedReview {
	outcome: ReviewOutcome;
	/** the state after it */
	state: State;
	own: OwnReview;
	reviews: ReviewSums;
	camera: CameraFeature;
}

/** What `POST /api/cameras/{id}/corrections` answers. */
export interface AcceptedCorrection {
	outcome: CorrectionOutcome;
	/** those that are open after it */
	corrections: OpenCorrection[];
	camera: CameraFeature;
}

/** What `POST /api/cameras/{id}/complaints` answers: 204, without a body. */
export type AcceptedComplaint = null;

/** What `POST /api/reports/{id}/withdraw` answers: whether nobody else has reported the camera. */
export interface WithdrawnReport {
	camera_gone: boolean;
}

/** What `POST /api/surveys/{id}/withdraw` answers. */
export interface WithdrawnSurvey {
	withdrawn: true;
}

/** Words for programs; the sentences stand in i18n (`errors.problem`). */
export const problemCodes = [
	'not_found',
	'gone',
	'bad_filter',
	'not_offered',
	'not_json',
	'wrong_type',
	'too_large',
	'form_unreadable',
	'form_too_large',
	'invalid_report',
	'known_cameras_near',
	'challenge_required',
	'challenge_spent',
	'network_limit',
	'plain_limit',
	'withdraw_time_over',
	'wrong_token',
	'wrong_key',
	'keys_limit',
	'homes_limit',
	'sign_ins_limit',
	'sign_in_required',
	'own_camera',
	'already_reviewed',
	'reviews_limit',
	'unknown_correction',
	'no_moderator',
	'not_hidden',
	'desk_limit',
	'flood_changed',
	'flood_undone',
	'unknown_version',
	'names_unread',
	'unavailable',
	'internal'
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** A refusal by an address for programs: application/problem+json (RFC 9457), in the reader's language. */
export interface ProblemBody {
	title: string;
	status: number;
	code: ProblemCode;
	/** what a moderator said in public */
	detail?: string;
	errors?: (FieldError & { message: string })[];
	candidates?: Candidate[];
	/** from this day on one may review again */
	renewable_on?: Day;
	/** of the file that was here */
	sha256?: string;
	/** where all of it can be downloaded anew */
	download?: string;
}

/** What a page shows of a form about a camera that was sent, with or without scripts. */
export interface ReviewAnswer extends Partial<Pick<ProblemBody, 'code' | 'renewable_on'>> {
	/** the form that was sent without scripts */
	at?: 'review' | 'correct';
	outcome?: ReviewOutcome | CorrectionOutcome;
	/** the state after it, where it changed */
	state?: State;
	errors?: FieldError[];
	/** what was typed into the form, as it was typed */
	typed?: TypedCorrection;
}

/** A correction form as it was typed. */
export interface TypedCorrection {
	field: string;
	values: string[];
}
