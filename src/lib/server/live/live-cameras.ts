import { maxCameraNumber } from '../../camera/id.ts';
import * as answers from '../answers.ts';
import { engine, parsed, unwrap } from '../engine/index.ts';
import { CameraIndex } from './camera-index.ts';
import { readCameraLines, type CameraLine, type Gone } from './camera-line.ts';

/** parts of the record on their way at once: the database writes one while another is handed over */
const partsComing = 2;
/** the most that changes_since answers at once */
const changesRows = 10_000;

/** A camera that was taken away, and its last public change. */
export interface GoneCamera extends Gone {
	number: number;
	version: number;
}

/** All cameras, as they were read. */
interface Whole {
	index: CameraIndex;
	/** by number, those of the oldest change first */
	gone: Map<number, GoneCamera>;
	/** the newest public change that is in */
	version: number;
	/** which placing of all cameras in municipalities is in; null without boundaries */
	placement: string | null;
}

/**
 * The cameras of this process: read whole at start and when all of them were placed anew, else kept current by what
 * changed.
 */
export class LiveCameras {
	#whole: Whole = { index: new CameraIndex(), gone: new Map(), version: 0, placement: null };
	/** read, but not yet taken over */
	#coming: Whole | null = null;
	/** told where something changed, see {@link CameraIndex.apply}; null is everywhere */
	onchange: (places: number[] | null) => void = () => {};
	/** how often cameras may have been taken away, e.g. hidden: what was written before must not be sent any more */
	takenAway = 0;
	#running: Promise<void> | null = null;
	#next: Promise<void> | null = null;

	/** Read again is another index, with other rows. */
	get index(): CameraIndex {
		return this.#whole.index;
	}

	/** The cameras that were taken away, those of the oldest change first. */
	get gone(): Iterable<GoneCamera> {
		return this.#whole.gone.values();
	}

	/** The newest public change that is in. */
	get version(): number {
		return this.#whole.version;
	}

	/** Another text whenever anything in the index may be another. */
	get edition(): string {
		return `${this.#whole.version} ${this.#whole.placement}`;
	}

	/** Another text for each placing of all cameras in municipalities; null without boundaries. */
	get placement(): string | null {
		return this.#whole.placement;
	}

	/** Whether the boundaries of the municipalities are loaded. */
	get hasAreas(): boolean {
		return this.#whole.placement !== null;
	}

	/** @param partRows cameras read at once, about */
	async load(partRows?: number): Promise<void> {
		this.#coming = await readWhole(await readPlacement(), partRows);
		// It also takes in what changed meanwhile.
		await this.refresh();
	}

	/** Reads all cameras again when they were placed anew; until it is done the old ones stand. */
	async renew(): Promise<void> {
		const placement = await readPlacement();
		const isBeingPlaced = placement === '';
		if (isBeingPlaced || placement === this.#whole.placement) return;
		this.#coming = await readWhole(placement);
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
		if (this.#coming) {
			this.#whole = this.#coming;
			this.#coming = null;
			this.takenAway++;
			this.onchange(null);
		}
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
		if (changed.some(({ camera }) => camera.state === null)) this.takenAway++;
		noteGone(this.#whole.gone, changed);
		this.#whole.version = changed.at(-1)?.version ?? this.version;
	}
}

async function readPlacement(): Promise<string | null> {
	const { service } = await engine();
	return parsed(service.rpc('area_placement'), answers.placement);
}

/** @param partRows cameras read at once, about: numbers are random, so that equal parts of them hold about as many */
async function readWhole(placement: string | null, partRows = 20_000): Promise<Whole> {
	const index = new CameraIndex();
	const { anon } = await engine();
	const { version, total } = await parsed(anon.rpc('overview'), answers.overview);
	const parts = Math.ceil(total / partRows) || 1;
	const end = (part: number) => Math.floor(((maxCameraNumber + 1) * part) / parts) - 1;
	const coming: Promise<CameraLine[]>[] = [];
	for (let part = 0; part < parts + partsComing; part++) {
		if (part < parts) coming.push(readBetween(end(part), end(part + 1), 2 * partRows));
		// What fails is thrown where it is awaited.
		coming.at(-1)?.catch(() => {});
		if (part >= partsComing) index.apply((await coming.shift()) ?? []);
	}
	const gone = new Map<number, GoneCamera>();
	noteGone(
		gone,
		(await readGone()).sort((a, b) => a.version - b.version)
	);
	return { index, gone, version, placement };
}

/** Takes in lines of changes, the oldest first. */
function noteGone(known: Map<number, GoneCamera>, lines: CameraLine[]): void {
	for (const { camera, version, gone } of lines) {
		// The order of a map is that in which its entries were made.
		known.delete(camera.number);
		if (gone) known.set(camera.number, { number: camera.number, version, ...gone });
	}
}

/** The cameras that were taken away. */
async function readGone(limit = 20_000): Promise<CameraLine[]> {
	const { service } = await engine();
	for (let read: CameraLine[] = []; ;) {
		const asked = { p_after: read.at(-1)?.camera.number ?? -1, p_limit: limit };
		const page = readCameraLines(await unwrap(service.rpc('gone_lines', asked)));
		read = read.concat(page);
		if (page.length < limit) return read;
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
