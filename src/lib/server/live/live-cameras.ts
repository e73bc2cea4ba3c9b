import { maxCameraNumber } from '../../camera/id.ts';
import * as answers from '../answers.ts';
import { engine, parsed, unwrap } from '../engine/index.ts';
import { CameraIndex } from './camera-index.ts';
import { readCameraLines, type CameraLine } from './camera-line.ts';

/** parts of the record on their way at once: the database writes one while another is handed over */
const partsComing = 2;
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

	/**
	 * @param partRows cameras read at once, about: numbers are random, so that equal parts of them hold about as many
	 */
	async load(partRows = 20_000): Promise<void> {
		const { anon } = await engine();
		const { version, total } = await parsed(anon.rpc('overview'), answers.overview);
		const parts = Math.ceil(total / partRows) || 1;
		const end = (part: number) => Math.floor(((maxCameraNumber + 1) * part) / parts) - 1;
		const coming: Promise<CameraLine[]>[] = [];
		for (let part = 0; part < parts + partsComing; part++) {
			if (part < parts) coming.push(readBetween(end(part), end(part + 1), 2 * partRows));
			// What fails is thrown where it is awaited.
			coming.at(-1)?.catch(() => {});
			if (part >= partsComing) this.index.apply((await coming.shift()) ?? []);
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
	 * Takes in the header and the line of a camera that this process has just written. Asks what else changed only when
	 * something did before it.
	 */
	async take(written: string): Promise<void> {
		const [line] = readCameraLines(written);
		if (!line || line.version <= this.version) return;
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
			const changed = readCameraLines(
				await unwrap(service.rpc('changes_since', { p_version: this.version }))
			);
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

/** The cameras behind a number and up to another; so many a request at most. */
async function readBetween(after: number, upto: number, limit: number): Promise<CameraLine[]> {
	const { service } = await engine();
	for (let read: CameraLine[] = []; ;) {
		const asked = { p_after: read.at(-1)?.camera.number ?? after, p_upto: upto, p_limit: limit };
		const page = readCameraLines(await unwrap(service.rpc('cameras_lines', asked)));
		read = read.concat(page);
		if (page.length < limit) return read;
	}
}
