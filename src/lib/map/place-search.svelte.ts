import type { Answer, Result } from '$lib/answer/find';
import type { Messages } from '$lib/i18n';

/** after the last key, before the server is asked, in ms */
const pauseMs = 90;
/** one letter means half the city */
export const shortest = 2;

/** What is typed in the search box, and what the server says to it. The words typed go to our server only. */
export class PlaceSearch {
	text = $state('');
	/** the last answer; null while there is none */
	answer = $state.raw<Answer | null>(null);
	failed = $state(false);
	/** the list below the box is unfolded */
	open = $state(false);
	/** which of the results the arrows are at; -1 is none */
	active = $state(-1);
	/** what the answer is to */
	#asked = '';
	#timer: ReturnType<typeof setTimeout> | undefined;
	#request: AbortController | undefined;
	readonly #locale: string;

	constructor(locale: string) {
		this.#locale = locale;
	}

	get results(): Result[] {
		return this.answer?.results ?? [];
	}

	/** Takes what was typed, and asks when the typing pauses. */
	type(text: string): void {
		this.text = text;
		clearTimeout(this.#timer);
		if (this.tooShort) this.#forget();
		else this.#timer = setTimeout(() => void this.ask(), pauseMs);
	}

	get tooShort(): boolean {
		return this.text.trim().length < shortest;
	}

	/** Whether the answer is to the text as it stands: somebody may type faster than we ask. */
	get isCurrent(): boolean {
		return this.answer !== null && this.#asked === this.text.trim();
	}

	/** Asks at once. The answer to an older text never replaces that to a newer one. */
	async ask(): Promise<void> {
		clearTimeout(this.#timer);
		this.#request?.abort();
		if (this.tooShort) return;
		const request = (this.#request = new AbortController());
		const asked = this.text.trim();
		const params = new URLSearchParams({ q: asked, lang: this.#locale });
		try {
			const response = await fetch(`/api/search?${params}`, { signal: request.signal });
			if (!response.ok) throw new Error(String(response.status));
			const answer = (await response.json()) as Answer;
			if (this.#request !== request) return;
			this.answer = answer;
			this.#asked = asked;
			this.active = -1;
			this.failed = false;
		} catch {
			if (this.#request !== request) return;
			this.#forget();
			this.failed = true;
		}
	}

	/** The list is unfolded, and there is something in it. */
	get hasList(): boolean {
		return this.open && this.results.length > 0;
	}

	/** What is to be said in the place of results, or beside them; nothing where the list is folded. */
	said({ search, errors }: Pick<Messages, 'search' | 'errors'>): string {
		if (!this.open) return '';
		if (this.tooShort) return this.text.trim() ? search.typeMore : '';
		if (this.failed) return search.failed;
		if (!this.answer) return search.searching;
		if (this.answer.problem) return errors.field[this.answer.problem];
		if (this.results.length === 0) return search.none;
		return this.answer.complete ? '' : search.incomplete;
	}

	/** Up and down: to another result, or what unfolds the list. */
	arrow(event: KeyboardEvent): void {
		event.preventDefault();
		if (this.hasList) this.step(event.key === 'ArrowDown' ? 1 : -1);
		else {
			this.open = true;
			void this.ask();
		}
	}

	/** The next result down (1) or up (-1), round and round. */
	step(by: 1 | -1): void {
		const count = this.results.length;
		if (count > 0) this.active = this.active < 0 && by < 0 ? count - 1 : (this.active + by + count) % count;
	}

	/** Leaves the text as it was chosen, and asks no more. */
	settle(text: string): void {
		this.#forget();
		this.text = text;
	}

	#forget(): void {
		clearTimeout(this.#timer);
		this.#request?.abort();
		this.#request = undefined;
		this.answer = null;
		this.failed = false;
		this.active = -1;
	}
}
