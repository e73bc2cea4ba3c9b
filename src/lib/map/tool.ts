import type { Map } from 'maplibre-gl';
import type { Component } from 'svelte';
import type { Day } from '../camera/day.ts';
import type { CameraFeature } from '../camera/feature.ts';
import type { OpticsSettings } from '../camera/optics.ts';
import type { AreaSettings } from '../camera/position.ts';
import type { AcceptedReport } from '../camera/sent.ts';
import type { Messages } from '../i18n/load.ts';
import type { Origin } from './map-view.ts';

/** What a tool knows of the instance; it came with the page. */
export interface ToolFacts {
	today: Day;
	/** how many cameras there are */
	total: number;
	area: AreaSettings;
	/** a location of the device that is less exact is not sent */
	accuracyMax_m: number;
	optics: OpticsSettings;
	notes: { maxChars: number; keptDays: number };
	walkSpeed_km_h: number;
	/** by which views are cut; null while every view is whole */
	buildings: Origin | null;
	/** what one survey may be at most, and how far a line reaches to each side */
	surveyMost: { line_m: number; area_m2: number; reach_m: number };
}

/** What the page does for a tool. */
export interface ToolKit {
	readonly facts: ToolFacts;
	/** absent until it is there */
	readonly map: Map | undefined;
	/** the work was closed before and goes on now */
	readonly resumed: boolean;
	/** closes the tool; what was entered can be taken up again */
	close(): void;
	/** begins anew */
	restart(): void;
	/** this device shows a camera at once, published or not */
	accept(accepted: AcceptedReport): void;
	/** a report was taken back; `isGone` when nobody else has reported the camera */
	withdraw(camera: CameraFeature, isGone: boolean): void;
}

/** Something that is done on the map, one at a time. Its code comes when somebody begins it. */
export interface Tool<Work> {
	/** beside the map */
	Panel: Component<{ work: Work; kit: ToolKit }>;
	/** layers of the map */
	OnMap: Component<{ work: Work; map: Map; onPaper: boolean }>;
	/** over the map, where it meets a finger or a mouse first */
	OverMap?: Component<{ work: Work; map: Map }>;
	/** a press on the map belongs to the tool; the map shows no cell, and its view is kept nowhere */
	isDrawnOn: boolean;
	begin(facts: ToolFacts): Work;
	/** whether something was entered that would have to be entered again */
	isWorthKeeping(work: Work): boolean;
	/** what is said when it was closed or begun anew, and can be taken up again */
	undoClosed(m: Messages): string;
	undoAfresh(m: Messages): string;
	/** its steps in their order, where it has some: each has its entry in the history; at the last it is over */
	steps?: readonly string[];
	/** the step that is open */
	stepOf?(work: Work): string;
	/** goes to a step, as far as what was entered allows it */
	goTo?(work: Work, step: string): void;
	/** keeps the work over a reload, or nothing */
	keep?(work: Work | null): void;
	recall?(facts: ToolFacts): Work | null;
	/** closing ends the work: nothing of it is kept, and beginning again begins anew */
	endsWhenClosed?: boolean;
}

/** A tool in hand, with what is being done. */
export interface HeldTool<Work = unknown> {
	tool: Tool<Work>;
	work: Work;
	kit: ToolKit;
}
