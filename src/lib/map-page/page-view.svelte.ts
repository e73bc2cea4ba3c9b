import type { Map } from 'maplibre-gl';
import type { FreshnessDays } from '$lib/camera/camera';
import type { OpticsSettings } from '$lib/camera/optics';
import type { Found } from '$lib/map/FoundPlace.svelte';
import type { MapView } from '$lib/map/map-view';
import type { Streets } from '$lib/map/streets/load';
import type { Browsing } from './browsing.svelte';
import type { CameraInHand } from './camera-in-hand.svelte';
import type { OwnCameras } from './own-cameras.svelte';
import type { ToolInHand } from './tool-in-hand.svelte';

/** What came with the page, and holds for as long as it is open. */
interface Given {
	streets: Streets | null;
	optics: OpticsSettings;
	days: FreshnessDays;
}

/** What the parts of this page share: what is looked at, what is in hand, and the map once it has drawn. */
export class PageView implements MapView {
	map = $state.raw<Map>();
	onPaper = $state(false);
	clustered = $state(false);
	covered = $state<number>();
	found = $state.raw<Found | null>(null);
	readonly #given: () => Given;
	// An address that changes hands over all of it anew; what it holds stays the same.
	streets = $derived.by(() => this.#given().streets);
	optics = $derived.by(() => this.#given().optics);
	days = $derived.by(() => this.#given().days);
	readonly #browsing: Browsing;
	readonly #own: OwnCameras;
	readonly #camera: CameraInHand;
	readonly #tool: ToolInHand;
	readonly #onselect: (id: string) => void;

	constructor(
		given: () => Given,
		browsing: Browsing,
		own: OwnCameras,
		camera: CameraInHand,
		tool: ToolInHand,
		onselect: (id: string) => void
	) {
		this.#given = given;
		this.#browsing = browsing;
		this.#own = own;
		this.#camera = camera;
		this.#tool = tool;
		this.#onselect = onselect;
	}

	get filter() {
		return this.#browsing.filter;
	}
	get ground() {
		return this.#browsing;
	}
	get own() {
		return this.#own.all;
	}
	get gone() {
		return this.#own.gone;
	}
	get selected() {
		return this.#camera.camera;
	}
	get tool() {
		return this.#tool.held;
	}

	select(id: string): void {
		if (!this.tool) this.#onselect(id);
	}

	inTiles(ids: string[]): void {
		this.#own.inTiles(ids);
	}
}
