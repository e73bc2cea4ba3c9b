import { fsyncSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { syncPath } from './disk.ts';

/** What Emscripten knows of an open file, as far as it is needed here. */
interface Stream {
	/** the descriptor of the file; a folder has none */
	nfd?: number;
	node: object;
}
interface NodeFiles {
	stream_ops: { fsync?(stream: Stream): number };
	realPath(node: object): string;
}

/** `errno` of Emscripten for "input/output error": PostgreSQL then stops, and starts again from its log. */
const EIO = 29;

/** A folder for PGlite in which a file is on the disk when PostgreSQL asks for that: Emscripten's own forgets to. */
export class SyncedFiles extends NodeFS {
	override async init(...[pglite, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
		const { emscriptenOpts } = await super.init(pglite, options);
		const preRun = [emscriptenOpts.preRun ?? []].flat();
		return { emscriptenOpts: { ...emscriptenOpts, preRun: [...preRun, (module) => syncForReal(module)] } };
	}
}

function syncForReal(module: unknown): void {
	const files = (module as { FS: { filesystems: { NODEFS: NodeFiles } } }).FS.filesystems.NODEFS;
	files.stream_ops.fsync = ({ nfd, node }) => {
		try {
			if (nfd === undefined) syncPath(files.realPath(node));
			else fsyncSync(nfd);
			return 0;
		} catch {
			return EIO;
		}
	};
}

/**
 * How PostgreSQL starts: as PGlite would start it, but with its own care for the disk. `fdatasync`, which it would
 * choose, does nothing under Emscripten.
 */
export const syncedStart = [
	...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
	...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', 'full_page_writes=on']
];
