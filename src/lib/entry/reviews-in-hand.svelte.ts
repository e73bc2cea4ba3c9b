import type { Reviewing } from '$lib/camera/review';

/** What is said of the camera that the map's panel shows. */
export class ReviewsInHand {
	reviewing = $state.raw<Reviewing | null>(null);
	#asked: string | null = null;

	/** Reads it. While nobody answers the panel does without. */
	async take(id: string): Promise<void> {
		if (this.#asked !== id) this.reviewing = null;
		this.#asked = id;
		try {
			const response = await fetch(`/api/cameras/${encodeURIComponent(id)}/reviews`);
			const answer = response.ok ? ((await response.json()) as Reviewing) : null;
			// Another one may have been asked for meanwhile.
			if (this.#asked === id && answer) this.reviewing = answer;
		} catch {
			// The page of the camera has it all.
		}
	}
}
