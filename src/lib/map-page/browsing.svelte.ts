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

/** What was done, and how it is undone. */
export interface Undo {
	text: string;
	restore: () => unknown;
}

/**
 * What is looked at: the filters, the layer and the camera in hand stand in the address, and what takes them away can be
 * undone.
 */
export class Browsing implements Ground {
	// As texts these stay the same when something else in the address changes, and the map has nothing to draw anew.
	// They are ahead of the address, which takes its time: a second choice would undo the first otherwise.
	#filterText = $derived(
		String(filterQuery(parseFilter(page.url.searchParams, ['camera', ...shownNames]).filter))
	);
	#shownText = $derived(String(shownQuery(parseShown(page.url.searchParams))));
	filter = $derived(parseFilter(new URLSearchParams(this.#filterText)).filter);
	/** id of the camera in hand */
	camera = $derived(page.url.searchParams.get('camera'));
	shown = $derived(parseShown(new URLSearchParams(this.#shownText)));
	cell = $state.raw<CellNumbers | null>(null);
	isClose = $state(false);
	undo = $state.raw<Undo | null>(null);
	readonly #i18n: I18n;

	constructor(i18n: I18n) {
		this.#i18n = i18n;
	}

	/** Takes a camera in hand, or none. */
	async select(camera: string | null): Promise<void> {
		const before = this.camera;
		if (camera === before) return;
		await this.#show({ camera });
		const { undoSelected, undoClosed } = this.#i18n.m.view;
		if (before) this.offer(camera ? undoSelected : undoClosed, () => this.#show({ camera: before }));
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

	offer(text: string, restore: () => unknown): void {
		this.undo = { text, restore };
	}

	/** Puts the camera away, as something else is taken in hand. */
	putAway(): void {
		this.undo = null;
		void this.#show({ camera: null });
	}

	#show({
		filter = this.filter,
		camera = this.camera,
		shown = this.shown
	}: {
		filter?: Filter;
		camera?: string | null;
		shown?: Shown;
	}) {
		this.#filterText = String(filterQuery(filter));
		this.#shownText = String(shownQuery(shown));
		const params = new URLSearchParams([...filterQuery(filter), ...shownQuery(shown)]);
		if (camera) params.set('camera', camera);
		const query = params.size > 0 ? `?${params}` : '';
		const address = this.#i18n.href('/') + query + location.hash;
		return goto(address, { replaceState: true, keepFocus: true, noScroll: true });
	}
}
