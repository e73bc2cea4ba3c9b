import type { CameraFeature } from '$lib/camera/feature';
import { keepOwn, ownCameras } from '$lib/report/own';
import type { Accepted } from '$lib/report/send';

/**
 * The cameras that this page knows: the published ones, as downloaded, and those that only this device shows
 * because their publication waits.
 */
export class KnownCameras {
	/** null until they are downloaded */
	published = $state.raw<CameraFeature[] | null>(null);
	own = $state.raw<CameraFeature[]>([]);
	failed = $state(false);
	all = $derived([...(this.published ?? []), ...this.own]);

	/** Downloads them; to be asked in the browser only. */
	async load(): Promise<void> {
		try {
			const response = await fetch('/data/cameras.geojson');
			if (!response.ok) throw new Error(String(response.status));
			this.published = ((await response.json()) as { features: CameraFeature[] }).features;
			this.failed = false;
		} catch {
			this.failed = true;
		}
		this.#keep(this.own.length > 0 ? this.own : ownCameras());
	}

	/** Shows what was just reported, at once. */
	accept({ camera, published }: Accepted): void {
		if (published) this.published = [...this.#others(camera), camera];
		else if (!this.all.some(({ id }) => id === camera.id)) this.#keep([...this.own, camera]);
	}

	/** What was taken back may be gone, or still be known by others. */
	async withdraw(camera: CameraFeature): Promise<void> {
		this.#keep(this.own.filter(({ id }) => id !== camera.id));
		await this.load();
	}

	isOwn(id: string | null): boolean {
		return this.own.some((camera) => camera.id === id);
	}

	#others({ id }: CameraFeature): CameraFeature[] {
		return (this.published ?? []).filter((camera) => camera.id !== id);
	}

	/** One that has been published since is no longer only ours. */
	#keep(cameras: CameraFeature[]): void {
		const published = this.published?.map(({ id }) => id) ?? [];
		this.own = cameras.filter(({ id }) => !published.includes(id));
		keepOwn(this.own);
	}
}
