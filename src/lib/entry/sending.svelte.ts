import { typedCorrection } from '$lib/camera/review-form';
import type { ReviewAnswer } from '$lib/camera/sent';
import type { Sent } from '$lib/outbox/request';

/**
 * A form about a camera, sent without leaving the page; the form's own address answers it where there is no script.
 * `onchanged` is called when the record may have changed.
 */
export class Sending {
	busy = $state(false);
	/** nobody answered the last time; what was entered stands in the form */
	unreachable = $state(false);
	answer = $state.raw<ReviewAnswer | null>(null);
	#send: (form: FormData) => Promise<Sent<ReviewAnswer>>;
	#onchanged: () => Promise<unknown> | void;
	#submitAgain = () => {};

	constructor(
		send: (form: FormData) => Promise<Sent<ReviewAnswer>>,
		onchanged: () => Promise<unknown> | void
	) {
		this.#send = send;
		this.#onchanged = onchanged;
	}

	submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> => {
		event.preventDefault();
		if (this.busy) return;
		const { currentTarget: form, submitter } = event;
		this.#submitAgain = () => form.requestSubmit(submitter);
		this.busy = true;
		const data = new FormData(form, submitter);
		const sent = await this.#send(data);
		this.unreachable = sent.kind === 'unreachable';
		this.answer =
			sent.kind === 'accepted'
				? sent.answer
				: { ...(sent.kind === 'refused' && sent.problem), typed: typedCorrection(data) };
		// A vote that came too late sees how things stand. Who is signed out keeps the form, and what is in it.
		const isSignedOut = this.answer.code === 'sign_in_required';
		if (!this.unreachable && !isSignedOut) await this.#onchanged();
		this.busy = false;
	};

	/** Sends the form that nobody answered, as it stands now. */
	again = (): void => this.#submitAgain();
}
