import type { Candidate } from '../camera/camera.ts';
import type { Day } from '../camera/day.ts';
import type { FieldError } from '../camera/report.ts';
import { problemCodes, type ProblemCode } from '../camera/sent.ts';
import { DatabaseError, Unavailable } from './engine/errors.ts';

interface ProblemMembers {
	errors?: FieldError[];
	candidates?: Candidate[];
	retryAfterSeconds?: number;
	/** the filters that were not understood */
	names?: string[];
	/** what a moderator said in public */
	reason?: string;
	/** from this day on one may review again */
	renewableOn?: Day;
	/** of the file that was here */
	sha256?: string;
	/** where all of it can be downloaded anew */
	download?: string;
}

/** Why a request is not answered as asked: an HTTP status, and what a reader needs to do better. */
export class Problem extends Error {
	override name = 'Problem';
	readonly status: number;
	readonly code: ProblemCode;
	readonly members: ProblemMembers;
	constructor(status: number, code: ProblemCode, members: ProblemMembers = {}) {
		super(code);
		this.status = status;
		this.code = code;
		this.members = members;
	}
}

/** What the database refused, in HTTP's words; null when the fault is ours. */
export function toProblem(error: unknown): Problem | null {
	if (error instanceof Problem) return error;
	if (error instanceof Unavailable) {
		return new Problem(503, 'unavailable', { retryAfterSeconds: error.retryAfterSeconds });
	}
	if (!(error instanceof DatabaseError)) return null;
	const { status, reason, detail } = error;
	const code = problemCodes.find((known) => known === reason);
	if (status === 422) return new Problem(422, 'invalid_report', { errors: detail as FieldError[] });
	if (status === 429) {
		const retryAfterSeconds = Number((detail as { retry_after_s?: number } | null)?.retry_after_s ?? 3600);
		return new Problem(429, code ?? 'network_limit', { retryAfterSeconds });
	}
	if (status === 401) return new Problem(401, 'sign_in_required');
	if (status === 404) return new Problem(404, code ?? 'not_found');
	if (code === 'already_reviewed') {
		return new Problem(status, code, { renewableOn: (detail as { renewable_on: Day }).renewable_on });
	}
	return code ? new Problem(status, code) : null;
}
