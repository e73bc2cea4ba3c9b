import { ReportDraft } from '$lib/report/draft.svelte';
import { keepDraft, keptDraft } from '$lib/report/kept-draft';

/** The report in hand, and one that was begun and closed: nothing typed is lost until it is sent. */
export class Reporting {
	draft = $state.raw<ReportDraft | null>(null);
	/** it was closed before and goes on now */
	resumed = $state(false);
	#kept: ReportDraft | null = null;

	/** Looks for one that was begun in this tab. */
	recall(): void {
		this.#kept = keptDraft();
	}

	/** Goes on with a draft, by default with the one that was closed; or begins one. */
	begin(from: ReportDraft | null = this.#kept): void {
		this.resumed = from !== null;
		this.draft = from ?? new ReportDraft();
		this.#kept = null;
	}

	/** Closes the report. Answers the draft where something was entered and not sent. */
	close(): ReportDraft | null {
		this.#kept = this.#worthKeeping();
		this.draft = null;
		this.keep();
		return this.#kept;
	}

	/** Begins anew. Answers the draft before, where something was entered and not sent. */
	startAfresh(): ReportDraft | null {
		const before = this.#worthKeeping();
		this.draft = new ReportDraft();
		this.resumed = false;
		return before;
	}

	/** To be called before the page is left. */
	keep(): void {
		keepDraft(this.draft ?? this.#kept);
	}

	#worthKeeping(): ReportDraft | null {
		return this.draft?.touched && !this.draft.sent ? this.draft : null;
	}
}
