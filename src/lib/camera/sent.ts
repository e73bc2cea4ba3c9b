import type { Candidate } from './camera.ts';
import type { Day } from './day.ts';
import type { CameraFeature } from './feature.ts';
import type { FieldError } from './report.ts';

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

/** What `POST /api/reports/{id}/withdraw` answers: whether nobody else has reported the camera. */
export interface WithdrawnReport {
	camera_gone: boolean;
}

/** What `POST /api/surveys/{id}/withdraw` answers. */
export interface WithdrawnSurvey {
	withdrawn: true;
}

/** A refusal by an address for programs: application/problem+json (RFC 9457), in the reader's language. */
export interface ProblemBody {
	title: string;
	status: number;
	code: string;
	/** what a moderator said in public */
	detail?: string;
	errors?: (FieldError & { message: string })[];
	candidates?: Candidate[];
	/** from this day on one may review again */
	renewable_on?: Day;
}
