import { filterQuery, mapFilter, type Filter } from '$lib/camera/filter';

/** How many cameras a filter lets through. */
interface Said {
	/** the filter as it stands in an address */
	query: string;
	count: number;
}

/** How many cameras the filter of the map lets through: what came with the page, or what the server says when it is asked. */
export class ShownCount {
	readonly #filter: () => Filter;
	readonly #known: () => Said[];
	#asked = $state.raw<Said | null>(null);
	#query = $derived.by(() => String(filterQuery(mapFilter(this.#filter()))));
	/** null while the server has not said it */
	value = $derived.by(() => {
		const said = [...this.#known(), this.#asked].find((one) => one?.query === this.#query);
		return said?.count ?? null;
	});

	/** @param known what came with the page */
	constructor(filter: () => Filter, known: () => Said[]) {
		this.#filter = filter;
		this.#known = known;
		$effect(() => {
			if (this.value !== null) return;
			const asking = new AbortController();
			void this.#ask(this.#query, asking.signal);
			return () => asking.abort();
		});
	}

	async #ask(query: string, signal: AbortSignal): Promise<void> {
		try {
			const response = await fetch(`/api/cameras/count?${query}`, { signal });
			const { count } = (await response.json()) as { count?: unknown };
			if (response.ok && typeof count === 'number') this.#asked = { query, count };
		} catch {
			// The next change of the filter asks again; until then no count is shown.
		}
	}
}
