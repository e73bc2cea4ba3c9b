import type { CameraFeature } from '$lib/camera/feature';
import type { AcceptedReport } from '$lib/camera/sent';
import { keepOwn, ownCameras } from '$lib/report/own';

/**
 * What this device knows beside the tiles: its own reports that are not published yet, those that are published and
 * have not reached its tiles, and those that it has taken back while its tiles may still hold them.
 */
export class OwnCameras {
	#waiting = $state.raw<CameraFeature[]>([]);
	#published = $state.raw<CameraFeature[]>([]);
	/** ids of what was taken back */
	gone = $state.raw<string[]>([]);
	all = $derived([...this.#waiting, ...this.#published]);

	/** Finds what this tab has reported before; to be asked in the browser only. */
	recall(): void {
		this.#keep(ownCameras());
	}

	/** Shows what was just reported, at once. */
	accept({ camera, published }: AcceptedReport): void {
		this.gone = this.gone.filter((id) => id !== camera.id);
		if (published) this.#published = [...without(this.#published, camera.id), camera];
		else this.#keep([...without(this.#waiting, camera.id), camera]);
	}

	/** A report was taken back; `isGone` when nobody else has reported the camera. */
	withdraw({ id }: CameraFeature, isGone: boolean): void {
		this.#keep(without(this.#waiting, id));
		this.#published = without(this.#published, id);
		if (isGone) this.gone = [...this.gone, id];
	}

	/** What the tiles hold is no longer only ours. */
	inTiles(ids: string[]): void {
		const others = ({ id }: CameraFeature) => !ids.includes(id);
		this.#published = this.#published.filter(others);
		if (!this.#waiting.every(others)) this.#keep(this.#waiting.filter(others));
	}

	isWaiting(id: string | null): boolean {
		return this.#waiting.some((camera) => camera.id === id);
	}

	#keep(cameras: CameraFeature[]): void {
		this.#waiting = cameras;
		keepOwn(cameras);
	}
}

function without(cameras: CameraFeature[], id: string): CameraFeature[] {
	return cameras.filter((camera) => camera.id !== id);
}
