import type { Locale } from '$lib/i18n';
import type { CameraFeature } from '$lib/camera/feature';

/** The camera that the panel shows, read from the server when the page does not know it. */
export class CameraInHand {
	camera = $state.raw<CameraFeature | null>(null);
	/** why there is none: an HTTP status, or 0 when nobody answered */
	problem = $state<number | null>(null);
	#asked: string | null = null;
	readonly #locale: Locale;

	/** @param locale in which places are named */
	constructor(locale: Locale) {
		this.#locale = locale;
	}

	/** Takes a camera, or none, in hand. `known` are those that need not be asked for. */
	async take(id: string | null, known: CameraFeature[]): Promise<void> {
		if (this.#asked === id && this.problem === null) return;
		this.#asked = id;
		this.problem = null;
		this.camera = known.find((camera) => camera.id === id) ?? null;
		if (id && !this.camera) await this.#read(id);
	}

	/** Reads the camera in hand again, after something changed it. */
	async again(): Promise<void> {
		if (this.#asked) await this.#read(this.#asked);
	}

	async #read(id: string): Promise<void> {
		try {
			const response = await fetch(`/api/cameras/${encodeURIComponent(id)}`, {
				headers: { 'Accept-Language': this.#locale }
			});
			const answer = response.ok ? ((await response.json()) as { camera: CameraFeature }) : null;
			// Another one may have been asked for meanwhile.
			if (this.#asked !== id) return;
			this.camera = answer?.camera ?? null;
			this.problem = answer ? null : response.status;
		} catch {
			if (this.#asked === id) this.problem = 0;
		}
	}
}
