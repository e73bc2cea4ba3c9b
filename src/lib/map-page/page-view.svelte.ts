import type { Map } from 'maplibre-gl';
import type { FreshnessDays } from '$lib/camera/camera';
import type { OpticsSettings } from '$lib/camera/optics';
import type { CityLooked } from '$lib/camera/coverage';
import type { AreaSettings } from '$lib/camera/position';
import type { Found } from '$lib/map/FoundPlace.svelte';
import type { Correcting, MapView, Origin } from '$lib/map/map-view';
import type { Streets } from '$lib/map/streets/load';
import type { Browsing } from './browsing.svelte';
import type { CameraInHand } from './camera-in-hand.svelte';
import type { OwnCameras } from './own-cameras.svelte';
import type { TimeInHand } from './time-in-hand.svelte';
import type { ToolInHand } from './tool-in-hand.svelte';

/** What came with the page, and holds for as long as it is open. */
interface Given {
	streets: Streets | null;
	optics: OpticsSettings;
	days: FreshnessDays;
	isMeasuring: boolean;
	looked: CityLooked | null;
	area: AreaSettings;
	buildings: Origin | null;
}

interface Parts {
	given: () => Given;
	browsing: Browsing;
	own: OwnCameras;
	camera: CameraInHand;
	tool: ToolInHand;
	time: TimeInHand;
	select: (id: string) => void;
}

/** What the parts of this page share: what is looked at, what is in hand, and the map once it has drawn. */
export class PageView implements MapView {
	map = $state.raw<Map>();
	hasWebgl = $state(true);
	onPaper = $state(false);
	clustered = $state(false);
	covered = $state<number>();
	coveredAtFirst = $state(0);
	found = $state.raw<Found | null>(null);
	correcting = $state.raw<Correcting | null>(null);
	readonly #parts: Parts;
	// An address that changes hands over all of it anew; what it holds stays the same.
	streets = $derived.by(() => this.#parts.given().streets);
	optics = $derived.by(() => this.#parts.given().optics);
	days = $derived.by(() => this.#parts.given().days);
	looked = $derived.by(() => this.#parts.given().looked);
	box = $derived.by(() => {
		const { area_west_deg, area_south_deg, area_east_deg, area_north_deg } = this.#parts.given().area;
		return [area_west_deg, area_south_deg, area_east_deg, area_north_deg] as const;
	});
	isMeasuring = $derived.by(() => this.#parts.given().isMeasuring);
	buildings = $derived.by(() => this.#parts.given().buildings);

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	get filter() {
		return this.#parts.browsing.filter;
	}
	get ground() {
		return this.#parts.browsing;
	}
	get time() {
		return this.#parts.browsing.span && this.#parts.time;
	}
	get own() {
		return this.#parts.own.all;
	}
	get gone() {
		return this.#parts.own.gone;
	}
	get selected() {
		return this.#parts.camera.camera;
	}
	get held() {
		return this.#parts.tool.held;
	}
	get isDrawnOn() {
		return this.held?.tool.isDrawnOn ?? this.correcting !== null;
	}
	get isPlacing() {
		return this.#parts.tool.draft?.stage === 'place' || this.correcting?.field === 'position';
	}

	select(id: string): void {
		if (!this.held) this.#parts.select(id);
	}

	inTiles(ids: string[]): void {
		this.#parts.own.inTiles(ids);
	}
}
