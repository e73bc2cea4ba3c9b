import { engine, unwrap, type Client } from '../engine/index.ts';
import { TileCache } from './cache.ts';
import { CameraIndex, type Columns } from './camera-index.ts';

const pageRows = 20_000;

/** The cameras of this process: read whole at start, then kept current by what changed. */
export class LiveCameras {
	index = new CameraIndex();
	cache = new TileCache(this.index);
	#version = 0;
	#running: Promise<void> | null = null;
	#next: Promise<void> | null = null;

	async load(): Promise<void> {
		const { anon, service } = await engine();
		const { version } = (await unwrap(anon.rpc('overview'))) as { version: number };
		for (let after = -1; ;) {
			const columns = (await unwrap(
				service.rpc('cameras_index', { p_after: after, p_limit: pageRows })
			)) as unknown as Columns;
			this.index.apply(columns);
			if ((columns.number?.length ?? 0) < pageRows) break;
			after = columns.number?.at(-1) ?? 0;
		}
		this.#version = version;
		// What changed while it was read.
		await this.refresh();
	}

	/**
	 * Takes in what changed. When it answers, every change that was committed before it was called is in: a read that
	 * is under way may have begun too early, so that another follows it, one for all who ask meanwhile.
	 */
	refresh(): Promise<void> {
		if (!this.#running) return this.#run();
		this.#next ??= this.#running
			.catch(() => {})
			.then(() => {
				this.#next = null;
				return this.#run();
			});
		return this.#next;
	}

	#run(): Promise<void> {
		this.#running = this.#read().finally(() => (this.#running = null));
		return this.#running;
	}

	async #read(): Promise<void> {
		const { service } = await engine();
		for (let more = true; more;) {
			const changes = await changesSince(service, this.#version);
			this.cache.drop(this.index.apply(changes));
			this.#version = changes.version?.at(-1) ?? this.#version;
			more = changes.version !== null;
		}
	}
}

async function changesSince(
	service: Client,
	version: number
): Promise<Columns & { version: number[] | null }> {
	const answer = await unwrap(service.rpc('changes_since', { p_version: version }));
	return answer as unknown as Columns & { version: number[] | null };
}
