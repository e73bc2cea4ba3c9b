import type { Map } from 'maplibre-gl';
import { createContext } from 'svelte';
import type { FreshnessDays } from '../camera/camera.ts';
import type { CityLooked } from '../camera/coverage.ts';
import type { CameraFeature } from '../camera/feature.ts';
import type { Filter } from '../camera/filter.ts';
import type { OpticsSettings } from '../camera/optics.ts';
import type { FieldOnMap } from '../camera/review.ts';
import type { Found } from './FoundPlace.svelte';
import type { Ground } from './ground.ts';
import type { Streets } from './streets/load.ts';
import type { TimeView } from './time.ts';
import type { HeldTool } from './tool.ts';

/** The correction of the selected camera that is being entered. */
export interface Correcting {
	readonly field: FieldOnMap;
	/** how far its place may be moved, in metres */
	readonly most_m: number;
	/** the value as it is typed */
	text: string;
	/** without sending it */
	close(): void;
}

/** Where data comes from. */
export interface Origin {
	source: string;
	licence: string;
	/** YYYY-MM-DD */
	day: string | null;
}

/** What the parts of the map, and of the panel beside it, share. */
export interface MapView {
	/** once it has drawn */
	map: Map | undefined;
	/** whether the browser can draw a map, as far as is known */
	hasWebgl: boolean;
	/** null where the operator has not brought any: then the map is schematic */
	readonly streets: Streets | null;
	readonly optics: OpticsSettings;
	readonly days: FreshnessDays;
	/** a box around the City, degrees */
	readonly box: readonly [west: number, south: number, east: number, north: number];
	/** reports wait to be measured: what their cameras see is missing */
	readonly isMeasuring: boolean;
	/** how much of the City somebody looked at within a year; null while it is not known */
	readonly looked: CityLooked | null;
	/** the buildings by which views at least are cut; null while every view is whole */
	readonly buildings: Origin | null;
	readonly filter: Filter;
	readonly ground: Ground;
	/** null shows the record as it is now */
	readonly time: TimeView | null;
	/** cameras that the tiles do not hold yet */
	readonly own: CameraFeature[];
	/** ids of cameras that the tiles may still hold, and that are gone */
	readonly gone: string[];
	readonly selected: CameraFeature | null;
	/** where the search leads, or where the device is */
	found: Found | null;
	/** the tool in hand */
	readonly held: HeldTool | null;
	correcting: Correcting | null;
	/** a press on the map belongs to what is held or corrected, and chooses neither camera nor cell */
	readonly isDrawnOn: boolean;
	/** the middle of the map is a place that is being chosen: it stays, whatever the layout does */
	readonly isPlacing: boolean;
	/** it is drawn for paper: light, whatever the device prefers */
	onPaper: boolean;
	/** whether clusters stand in the place of cameras somewhere in view, where no filter works */
	clustered: boolean;
	/** how much of the map a sheet covers from below, in px; unknown before it is measured */
	covered: number | undefined;
	/** how much it covers when the page opens, in px */
	coveredAtFirst: number;
	/** takes a camera in hand, where no tool is */
	select(id: string): void;
	/** told which of `own` the tiles hold by now */
	inTiles(ids: string[]): void;
}

const [getMapView, setMapView] = createContext<MapView>();
export { getMapView, setMapView };
