import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Position } from '../../camera/position.ts';
import type { FromSearch, ToSearch } from './messages.ts';
import type { FoundPlace, Names, Place } from './place.ts';
import { NamingGround, PlaceNames } from './place-names.ts';

export {
	nameIn,
	placeKinds,
	type Box,
	type FoundPlace,
	type Names,
	type Place,
	type PlaceKind
} from './place.ts';

/** Run from source, in development and in production: Node takes the types away. */
const workerFile = resolve('src/lib/server/search/worker.ts');
/** how often we look whether the archive is another one */
const lookEveryMs = 5_000;
/** heap of the thread, in MB: 100,000 names need less than half; a thread that needs more is ended, not the server */
const heapMb = 512;
/** an answer that takes longer is given up */
const limitMs = 5_000;

/** Places as they were found; `complete` is false while the street archive is still being read. */
export interface PlacesFound {
	places: FoundPlace[];
	complete: boolean;
}

interface Waiting {
	resolve(found: PlacesFound): void;
	timer: NodeJS.Timeout;
}

/** Searches names in a thread of its own, and keeps it at the archive that lies in the data folder. */
export class PlaceSearch {
	readonly #known: Place[];
	readonly #archive: string;
	readonly #say: (step: string) => void;
	readonly #waiting = new Map<number, Waiting>();
	readonly #look: NodeJS.Timeout;
	#worker: Worker | null = null;
	#version: string | null = null;
	#lastId = 0;
	/** what ground is called, by the names of `namesVersion` */
	names: PlaceNames;
	/** the archive that the names are from; '' is none */
	namesVersion = '';
	/** the same text for the same names, on every machine; '' without an archive */
	namesDigest = '';
	/** archives that the thread has not read yet */
	#unread = 0;
	/** told when ground is called otherwise */
	onnames: () => void = () => {};

	/** @param known places that are found whether there is an archive or not */
	constructor(known: Place[], archive: string, say: (step: string) => void) {
		this.#known = known;
		this.#archive = archive;
		this.#say = say;
		const naming = new NamingGround();
		known.forEach((place) => naming.add(place));
		this.names = new PlaceNames(naming.ground());
		this.#start();
		this.#readWhenChanged();
		this.#look = setInterval(() => this.#readWhenChanged(), lookEveryMs).unref();
	}

	/** Whether other names may come any moment. */
	get isReading(): boolean {
		return this.#unread > 0;
	}

	/** The places that a text means, best first; none, and not complete, where the thread does not answer. */
	find(text: string, limit: number): Promise<PlacesFound> {
		return new Promise((resolve) => {
			const id = ++this.#lastId;
			const timer = setTimeout(() => this.#settle(id, { places: [], complete: false }), limitMs).unref();
			this.#waiting.set(id, { resolve, timer });
			this.#send({ type: 'find', id, text, limit });
		});
	}

	async close(): Promise<void> {
		clearInterval(this.#look);
		const worker = this.#worker;
		this.#worker = null;
		await worker?.terminate();
	}

	#start(): void {
		const worker = new Worker(workerFile, {
			workerData: this.#known,
			execArgv: [],
			resourceLimits: { maxOldGenerationSizeMb: heapMb }
		});
		worker.unref();
		worker.on('message', (message: FromSearch) => this.#take(message));
		worker.on('error', ({ name }) => {
			if (this.#worker !== worker) return;
			this.#say(`search: the street archive's names are left out (${name})`);
			for (const id of this.#waiting.keys()) this.#settle(id, { places: [], complete: false });
			// Without the archive, until there is another.
			this.#unread = 0;
			this.#start();
		});
		this.#worker = worker;
	}

	#readWhenChanged(): void {
		const file = statSync(this.#archive, { throwIfNoEntry: false });
		const version = file ? `${file.ino} ${file.size} ${file.mtimeMs}` : null;
		if (version === this.#version) return;
		this.#version = version;
		this.#unread++;
		this.#send({ type: 'read', path: file ? this.#archive : null, version: version ?? '' });
	}

	#take(message: FromSearch): void {
		if (message.type === 'found') return this.#settle(message.id, message);
		this.#unread = Math.max(0, this.#unread - 1);
		if (message.type === 'read') {
			this.names = new PlaceNames(message.ground);
			this.namesVersion = message.version;
			this.namesDigest = message.digest;
			this.onnames();
			this.#say(`search: ${message.places} names`);
		} else this.#say(`search: the street archive's names are left out: ${message.why}`);
	}

	#settle(id: number, { places, complete }: PlacesFound): void {
		const waiting = this.#waiting.get(id);
		if (!waiting) return;
		clearTimeout(waiting.timer);
		this.#waiting.delete(id);
		waiting.resolve({ places, complete });
	}

	#send(message: ToSearch): void {
		this.#worker?.postMessage(message);
	}
}

const shared = globalThis as { okoSearch?: PlaceSearch };

/** Starts the search of this process, in the background; it survives a hot reload. */
export function startSearch(known: Place[]): void {
	const archive = join(process.env.OKO_DATA_DIR || '.data', 'basemap.pmtiles');
	shared.okoSearch ??= new PlaceSearch(known, archive, (step) => console.log(`  ${step}`));
}

/** Places by name. @see PlaceSearch.find */
export async function findPlaces(text: string, limit: number): Promise<PlacesFound> {
	return (await shared.okoSearch?.find(text, limit)) ?? { places: [], complete: false };
}

/** What is at a position; null where nobody can name it. */
export function placeAt(position: Position): Names | null {
	return shared.okoSearch?.names.at(position) ?? null;
}

/** Another text when {@link placeAt} may answer otherwise. */
export function namesVersion(): string {
	return shared.okoSearch?.namesVersion ?? '';
}

/**
 * The same text wherever {@link placeAt} answers the same, on every machine; null while an archive is being read, and
 * names are about to change.
 */
export function namesDigest(): string | null {
	const search = shared.okoSearch;
	return search?.isReading ? null : (search?.namesDigest ?? '');
}

/** Calls back whenever {@link placeAt} may answer otherwise. */
export function whenNamed(listener: () => void): void {
	if (shared.okoSearch) shared.okoSearch.onnames = listener;
}
