import { engine, unwrap } from '../engine/index.ts';
import { CameraIndex } from './camera-index.ts';
import { parseCameraLine, type CameraLine } from './camera-line.ts';

const pageRows = 20_000;
/** the most that changes_since answers at once */
const changesRows = 10_000;

/** The cameras of this process: read whole at start, then kept current by what changed. */
export class LiveCameras {
	index = new CameraIndex();
	/** the newest public change that is in */
	version = 0;
	/** told where something changed, see {@link CameraIndex.apply} */
	onchange: (places: number[]) => void = () => {};
	#running: Promise<void> | null = null;
	#next: Promise<void> | null = null;

	async load(): Promise<void> {
		const { anon, service } = await engine();
		const { version } = (await unwrap(anon.rpc('overview'))) as { version: number };
		const page = (after: number): Promise<string> =>
			unwrap(service.rpc('cameras_lines', { p_after: after, p_limit: pageRows }));
		// The database writes a page while the one before is read and taken in.
		for (let text = await page(-1); text;) {
			const coming = page(parseInt(text.slice(text.lastIndexOf('\n') + 1)));
			this.index.apply(lines(text));
			text = await coming;
		}
		this.version = version;
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

	/**
	 * Takes in the line of a camera that this process has just written. Asks what else changed only when something did
	 * before it.
	 */
	async take(written: string): Promise<void> {
		const line = parseCameraLine(written);
		if (line.version <= this.version) return;
		// Each public change has a version of its own, and becomes visible in their order.
		if (line.version === this.version + 1) this.#apply([line]);
		else await this.refresh();
	}

	#run(): Promise<void> {
		this.#running = this.#read().finally(() => (this.#running = null));
		return this.#running;
	}

	async #read(): Promise<void> {
		const { service } = await engine();
		for (;;) {
			const changed = lines(await unwrap(service.rpc('changes_since', { p_version: this.version })));
			// What this process wrote meanwhile is in already, perhaps newer.
			this.#apply(changed.filter(({ version }) => version > this.version));
			if (changed.length < changesRows) return;
		}
	}

	#apply(changed: CameraLine[]): void {
		if (changed.length === 0) return;
		this.onchange(this.index.apply(changed));
		this.version = changed.at(-1)?.version ?? this.version;
	}
}

function lines(text: string): CameraLine[] {
	return text ? text.split('\n').map(parseCameraLine) : [];
}
