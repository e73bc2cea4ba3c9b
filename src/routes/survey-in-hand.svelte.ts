import type { Surveying } from '$lib/survey';

/** The survey in hand, and its code, which comes when somebody begins one. */
export class SurveyInHand {
	code = $state.raw<typeof import('$lib/survey')>();
	surveying = $state.raw<Surveying | null>(null);

	/** Goes on with one that was closed, or begins one. */
	async begin(today: string, from?: Surveying): Promise<void> {
		this.code ??= await import('$lib/survey');
		this.surveying = from ?? new this.code.Surveying(today);
	}

	/** Answers it where something was drawn and not sent. */
	close(): Surveying | null {
		const closed = this.surveying;
		this.surveying = null;
		return closed && closed.sketch.points.length > 0 && !closed.sent ? closed : null;
	}
}
