import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

/** What `/data/changes.json?since=` answers. A record keeps the order of a feature's members. */
const answer = v.looseObject({
	version: v.string(),
	next: v.optional(v.string()),
	changes: v.array(
		v.union([
			v.object({ id: v.string(), camera: v.record(v.string(), v.unknown()) }),
			v.object({ id: v.string(), gone: v.string() })
		])
	)
});

/** A page of changes. */
export interface Page {
	version: string;
	hasMore: boolean;
	/** what the collection says of itself: licence, attribution, day */
	members: Record<string, unknown>;
	/** in their order: the feature's text, or null for a camera that is gone */
	changes: [id: string, feature: string | null][];
}

/** null for what is no answer of Oko */
export function readPage(body: unknown): Page | null {
	const read = v.safeParse(answer, body);
	if (!read.success) return null;
	const { version, next, changes, ...members } = read.output;
	return {
		version,
		hasMore: next !== undefined,
		members,
		changes: changes.map((one) => [one.id, 'camera' in one ? JSON.stringify(one.camera) : null])
	};
}

/** What a folder has cannot be read as a mirror. */
export class FolderError extends Error {}

interface State {
	origin: string;
	version: string;
}

/**
 * A mirror in a folder: `cameras.geojson`, as the origin's download with the cameras sorted by id, and `mirror.json`,
 * which says of which version it is. Pages stand in `coming.jsonl` until the last one is there. Each file is whole at any
 * moment, and a page that is taken in twice changes nothing: a process that is killed loses the page on its way at most.
 */
export class MirrorFolder {
	readonly #folder: string;
	readonly #origin: string;
	#features = new Map<string, string>();
	/** up to which the pages are there; '0' is the beginning */
	version = '0';

	/**
	 * Opens a folder, which is made when it is not there.
	 * @throws FolderError when it holds another mirror, or something else
	 */
	constructor(folder: string, origin: string) {
		this.#folder = folder;
		this.#origin = origin;
		mkdirSync(folder, { recursive: true });
		const state = this.#readState();
		if (state) {
			this.version = state.version;
			this.#features = this.#readCameras();
		} else if (existsSync(this.#path('cameras.geojson'))) {
			throw new FolderError(`${this.#path('cameras.geojson')} is no mirror's: name another folder.`);
		}
		this.#readComing();
	}

	/** cameras, as far as pages are there */
	get size(): number {
		return this.#features.size;
	}

	/** Takes a page in; with the last one the files are written. */
	take(page: Page): void {
		this.#apply(page);
		if (page.hasMore) return this.#note(page);
		const lines = [...this.#features]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([, feature]) => `\n${feature}`);
		const head = JSON.stringify({ type: 'FeatureCollection', ...page.members }).slice(0, -1);
		const text = `${head},\n"features":[${lines.join(',')}\n],\n"count":${lines.length}}\n`;
		// The pages before it lead from the older version to either file.
		this.#write('cameras.geojson', text);
		this.#write(
			'mirror.json',
			`${JSON.stringify({ origin: this.#origin, version: page.version }, null, '\t')}\n`
		);
		rmSync(this.#path('coming.jsonl'), { force: true });
	}

	/** Begins from nothing: the files stay until all pages are there. */
	restart(): void {
		rmSync(this.#path('coming.jsonl'), { force: true });
		const anew = { version: '0', hasMore: true, isAnew: true, members: {}, changes: [] };
		this.#apply(anew);
		this.#note(anew);
	}

	#apply({ version, changes, isAnew }: Page & { isAnew?: boolean }): void {
		if (isAnew) this.#features.clear();
		for (const [id, feature] of changes) {
			if (feature === null) this.#features.delete(id);
			else this.#features.set(id, feature);
		}
		this.version = version;
	}

	#readState(): State | null {
		const file = this.#path('mirror.json');
		if (!existsSync(file)) return null;
		const read = v.safeParse(
			v.object({ origin: v.string(), version: v.string() }),
			json(readFileSync(file, 'utf8'))
		);
		if (!read.success) throw new FolderError(`${file} cannot be read: delete it to begin again.`);
		if (read.output.origin !== this.#origin)
			throw new FolderError(`${this.#folder} is a mirror of ${read.output.origin}: name another folder.`);
		return read.output;
	}

	#readCameras(): Map<string, string> {
		const file = this.#path('cameras.geojson');
		const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
		const features = new Map<string, string>();
		for (const line of lines) {
			const id = /^\{"type":"Feature","id":"(\w+)"/.exec(line)?.[1];
			if (id) features.set(id, line.replace(/,$/, ''));
		}
		if (lines.at(-2) !== `"count":${features.size}}`)
			throw new FolderError(
				`${file} is not as it was written: delete ${this.#path('mirror.json')} and it to begin again.`
			);
		return features;
	}

	/** Pages of a run that was cut off; the last one may have been cut off too. */
	#readComing(): void {
		const file = this.#path('coming.jsonl');
		if (!existsSync(file)) return;
		const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
		for (const line of whole) this.#apply(JSON.parse(line) as Page);
		this.#write('coming.jsonl', whole.map((line) => `${line}\n`).join(''));
	}

	#note(page: Page): void {
		const file = openSync(this.#path('coming.jsonl'), 'a');
		writeFileSync(file, `${JSON.stringify(page)}\n`);
		fsyncSync(file);
		closeSync(file);
	}

	/** The file is the old or the new one, whatever happens meanwhile. */
	#write(name: string, text: string): void {
		const coming = this.#path(`.${name}`);
		const file = openSync(coming, 'w');
		writeFileSync(file, text);
		fsyncSync(file);
		closeSync(file);
		renameSync(coming, this.#path(name));
		const folder = openSync(dirname(coming), 'r');
		fsyncSync(folder);
		closeSync(folder);
	}

	#path(name: string): string {
		return join(this.#folder, name);
	}
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
