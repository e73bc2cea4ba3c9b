import { fetchCameras, type DownloadedCamera } from '$lib/camera/download';
import { plainLevels, usualLevel, type PlainLevel } from '$lib/camera/levels';
import { readings, standings, type OpticsSettings, type Reading, type Standing } from '$lib/camera/optics';
import { fetchSights } from '$lib/camera/sights-download';
import { piecesOf, walkPast, WalkCameras, type Span } from '$lib/camera/walk';
import type { Locale } from '$lib/i18n';
import { keptOneOf, keptPoints } from '$lib/map/kept-in-tab';
import { Sketch } from '$lib/map/sketch.svelte';

/** A way in hand, and what cameras could see on it. It lives in this page's memory, and in its tab while the page is reloaded. */
export class Walking {
	readonly sketch = new Sketch('line');
	level = $state<PlainLevel>(usualLevel);
	reading = $state<Reading>('glance');
	standing = $state<Standing>('all');
	/** null until all have come */
	cameras = $state.raw<WalkCameras | null>(null);
	byId = $state.raw<Record<string, DownloadedCamera>>({});
	/** how many have come so far */
	read = $state(0);
	failed = $state(false);
	readonly #optics: OpticsSettings;

	constructor(optics: OpticsSettings) {
		this.#optics = optics;
	}

	/** What a reload goes on with. */
	kept() {
		const { sketch, level, reading, standing } = this;
		return { points: sketch.points, level, reading, standing };
	}

	/** A way that was kept; null where there is none. */
	static from(kept: Record<string, unknown> | null, optics: OpticsSettings): Walking | null {
		const points = keptPoints(kept?.points);
		if (!kept || points.length === 0) return null;
		const walking = new Walking(optics);
		walking.sketch.replace(points);
		walking.level = keptOneOf(plainLevels, kept.level, walking.level);
		walking.reading = keptOneOf(readings, kept.reading, walking.reading);
		walking.standing = keptOneOf(standings, kept.standing, walking.standing);
		return walking;
	}

	/** null without a way, and without cameras */
	walk = $derived.by(() => {
		const { points } = this.sketch;
		if (!this.cameras || points.length < 2) return null;
		const { reading, standing } = this;
		return walkPast(points, this.cameras, { reading, whose: standing }, this.#optics);
	});

	/** what the chosen level comes to */
	sights = $derived(this.walk?.sights[this.level] ?? null);

	/**
	 * Fetches the cameras: all of them, whatever the way; places are named in the language `lang`.
	 * @param areCut whether views are cut by buildings
	 */
	async load(signal: AbortSignal, lang: Locale, areCut: boolean): Promise<void> {
		this.failed = false;
		this.read = 0;
		try {
			const [cameras, sights] = await Promise.all([
				fetchCameras({}, lang, signal, (count) => (this.read = count)),
				areCut ? fetchSights({}, signal) : undefined
			]);
			this.byId = Object.fromEntries(cameras.map((camera) => [camera.id, camera]));
			this.cameras = new WalkCameras(cameras, sights);
		} catch {
			this.failed = !signal.aborted;
		}
	}

	/** Parts of the way as lines of the map. */
	lines(spans: readonly Span[]) {
		const coordinates = piecesOf(this.sketch.points, spans);
		return {
			type: 'Feature' as const,
			properties: {},
			geometry: { type: 'MultiLineString' as const, coordinates }
		};
	}
}
