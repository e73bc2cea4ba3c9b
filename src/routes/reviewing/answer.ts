import type { FieldError } from '$lib/camera/report';
import type { ProblemCode } from '$lib/server/problem';
import type { CorrectionOutcome, ReviewOutcome } from '$lib/server/reviews';
import type { State } from '$lib/camera/vocabulary';

/** What the forms about a camera are answered. */
export interface ReviewAnswer {
	/** the form that was sent */
	at?: 'review' | 'correct';
	outcome?: ReviewOutcome | CorrectionOutcome;
	/** the state after it, where it changed */
	state?: State;
	code?: ProblemCode;
	errors?: FieldError[];
	/** the day from which one may review again */
	renewableOn?: string;
	/** what was typed into the form, as it was typed */
	typed?: { field: string; values: string[]; agrees: boolean };
}
