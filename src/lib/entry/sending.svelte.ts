import type { SubmitFunction } from '@sveltejs/kit';
import type { ReviewAnswer } from '$lib/camera/sent';

/**
 * A form about a camera, sent without leaving the page; the form's own address answers it where there is no script.
 * `onchanged` is called when the record may have changed.
 */
export class Sending {
	busy = $state(false);
	/** nobody answered */
	unreachable = $state(false);
	answer = $state.raw<ReviewAnswer | null>(null);
	#onchanged: () => Promise<unknown> | void;

	constructor(onchanged: () => Promise<unknown> | void) {
		this.#onchanged = onchanged;
	}

	submit: SubmitFunction = ({ cancel }) => {
		if (this.busy) return cancel();
		this.busy = true;
		this.unreachable = false;
		return async ({ result }) => {
			if (result.type === 'success' || result.type === 'failure') {
				this.answer = (result.data ?? {}) as ReviewAnswer;
			} else this.unreachable = true;
			// A vote that came too late sees how things stand. Who is signed out keeps the form, and what is in it.
			const isSignedOut = this.answer?.code === 'sign_in_required';
			if (!this.unreachable && !isSignedOut) await this.#onchanged();
			this.busy = false;
		};
	};
}
