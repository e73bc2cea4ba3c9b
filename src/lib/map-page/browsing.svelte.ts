import { goto } from '$app/navigation';
import { page } from '$app/state';
import { filterQuery, parseFilter, type Filter } from '$lib/camera/filter';
import type { I18n } from '$lib/i18n';
import {
	parseShown,
	shownNames,
	shownQuery,
	type CellNumbers,
	type Ground,
	type Shown
} from '$lib/map/ground';
import type { Peak } from '$lib/map/heat';
import { parseSpan, spanNames, spanQuery, type DaySpan } from '$lib/map/time';

/** What was done, and how it is undone. */
export interface Undo {
	text: string;
	restore: () => unknown;
}

/** A tool and the step of it that is open, as they stand in the address; no position is among them. */
export interface OpenTool {
	tool: string;
	step: string | null;
}

/** names in the address that are no filters */
const others = ['camera', 'tool', 'step', ...shownNames, ...spanNames];

/**
 * What is looked at: the filters, the layer, and the camera or the tool in hand stand in the address. What is opened has
 * an entry in the history of its own, so that going back closes it; what takes something away can be undone.
 */
export class Browsing implements Ground {
	// As texts these stay the same when something else in the address changes, and the map has nothing to draw anew.
	// They are ahead of the address, which takes its time: a second choice would undo the first otherwise.
	#filterText = $derived(String(filterQuery(parseFilter(page.url.searchParams, others).filter)));
	#shownText = $derived(String(shownQuery(parseShown(page.url.searchParams))));
	#spanText = $derived(String(spanQuery(parseSpan(page.url.searchParams))));
	filter = $derived(parseFilter(new URLSearchParams(this.#filterText)).filter);
	/** id of the camera in hand */
	camera = $derived(page.url.searchParams.get('camera'));
	tool = $derived(page.url.searchParams.get('tool'));
	/** the open step of the tool */
	step = $derived(page.url.searchParams.get('step'));
	shown = $derived(parseShown(new URLSearchParams(this.#shownText)));
	/** the day of the record that is looked at; null for today's */
	span = $derived(parseSpan(new URLSearchParams(this.#spanText)));
	cell = $state.raw<CellNumbers | null>(null);
	peak = $state.raw<Peak | null>(null);
	area = $state.raw<string | null>(null);
	#areas = $state.raw<Ground['areas']>(null);
	isPressed = $state(false);
	isHatched = $state(false);
	isClose = $state(false);
	#isFar = $state(false);
	undo = $state.raw<Undo | null>(null);
	readonly #i18n: I18n;

	constructor(i18n: I18n) {
		this.#i18n = i18n;
	}

	// What municipalities say is of today.
	get areas() {
		return this.span ? null : this.#areas;
	}
	set areas(areas) {
		this.#areas = areas;
	}
	get isFar() {
		return this.#isFar && !this.span;
	}
	set isFar(isFar) {
		this.#isFar = isFar;
	}

	/** Takes a camera in hand, or none. `instead`: going back does not lead to the one before. */
	async select(camera: string | null, { instead = false } = {}): Promise<void> {
		const before = this.camera;
		if (camera === before) return;
		const { undoSelected, undoClosed } = this.#i18n.m.view;
		const restore = () => this.#show({ camera: before }, { trail: trailFrom(this.camera) });
		if (before && !instead) this.offer(camera ? undoSelected : undoClosed, restore);
		if (!camera) await this.leave();
		else await this.#show({ camera }, instead ? undefined : { trail: trailFrom(before) });
	}

	/** Opens a tool, or another step of the open one, over what is in hand. */
	async open({ tool, step }: OpenTool, { instead = false } = {}): Promise<void> {
		const entry = { trail: trailFrom(this.tool === tool ? this.step : null) };
		await this.#show({ camera: null, tool, step }, instead ? undefined : entry);
	}

	/** Goes back to a step of the tool that is open, where the history has it. */
	async backTo({ tool, step }: OpenTool): Promise<void> {
		const trail = currentTrail();
		const at = trail?.lastIndexOf(step ?? '') ?? -1;
		if (trail && at >= 0) await goInHistory(at - trail.length);
		else await this.open({ tool, step }, { instead: true });
	}

	/** Forgets the steps of the open tool, which is over: going back leads to what was before it. */
	async forgetSteps(last: OpenTool): Promise<void> {
		const steps = currentTrail()?.length ?? 0;
		if (steps > 0) history.go(-steps);
		else await this.open(last, { instead: true });
	}

	/** Closes the camera or the tool in hand: goes back to before it was opened, where the history has that. */
	async leave(): Promise<void> {
		const trail = currentTrail();
		if (!trail) return this.#show({ camera: null, tool: null, step: null });
		await goInHistory(-trail.length - 1);
	}

	async apply(filter: Filter): Promise<void> {
		const before = this.filter;
		await this.#show({ filter });
		if (filterQuery(filter).size === 0)
			this.offer(this.#i18n.m.view.undoFilters, () => this.#show({ filter: before }));
	}

	/** Shows another layer, or other figures of it. */
	async show(change: Partial<Shown>): Promise<void> {
		await this.#show({ shown: { ...this.shown, ...change } });
	}

	/** Looks at a day of the record; null at today's. The address follows later where it is told so. */
	async lookAt(span: DaySpan | null, { isMoving = false } = {}): Promise<void> {
		this.#spanText = String(spanQuery(span));
		if (!isMoving) await this.#show({});
	}

	/** The address at which a tool is begun, with the filters and the layer of now. */
	addressOf(tool: string): string {
		return this.#address(new URLSearchParams([...this.#looked(), ['tool', tool]]));
	}

	#looked(filter = this.filter, shown = this.shown): string[][] {
		return [...filterQuery(filter), ...shownQuery(shown), ...spanQuery(this.span)];
	}

	#address(query: URLSearchParams): string {
		return this.#i18n.href('/') + (query.size > 0 ? `?${query}` : '');
	}

	offer(text: string, restore: () => unknown): void {
		this.undo = { text, restore };
	}

	/** Changes the address, in the history's same entry or in a new one. */
	#show(
		{
			filter = this.filter,
			camera = this.camera,
			shown = this.shown,
			tool = this.tool,
			step = this.step
		}: {
			filter?: Filter;
			camera?: string | null;
			shown?: Shown;
			tool?: string | null;
			step?: string | null;
		},
		entry?: App.PageState
	): Promise<void> {
		this.#filterText = String(filterQuery(filter));
		this.#shownText = String(shownQuery(shown));
		const query = new URLSearchParams(this.#looked(filter, shown));
		if (camera) query.set('camera', camera);
		if (tool) query.set('tool', tool);
		if (tool && step) query.set('step', step);
		// What the map shows while something is placed on it is nobody's business.
		return goto(this.#address(query) + (tool ? '' : location.hash), {
			replaceState: !entry,
			state: entry ?? { trail: currentTrail() },
			keepFocus: true,
			noScroll: true
		});
	}
}

/**
 * What the entries of the history below this one hold, back to where the thing in hand was opened; undefined where they
 * are not known. The page's state would be empty after a reload.
 */
function currentTrail(): App.PageState['trail'] {
	const state = history.state as { 'sveltekit:states'?: App.PageState } | null;
	return state?.['sveltekit:states']?.trail;
}

/** The trail of a new entry: over one of the same thing, which holds `before`, or of another thing (null). */
function trailFrom(before: string | null): App.PageState['trail'] {
	if (before === null) return [];
	const trail = currentTrail();
	return trail && [...trail, before];
}

/** Goes so many entries forward, and waits until the browser is there. */
async function goInHistory(by: number): Promise<void> {
	const there = new Promise<void>((done) =>
		addEventListener('popstate', () => setTimeout(done), { once: true })
	);
	history.go(by);
	await there;
}
