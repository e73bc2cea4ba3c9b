/*
 * npm run mirror: keeps a copy of an instance's record in a folder, by the changes that the instance publishes
 * (docs/mirror.md). It needs no database, and can be killed at any moment.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { FolderError, MirrorFolder, readPage, type Page } from './mirror-folder.ts';

const usage = `npm run mirror -- <origin> <folder>   keeps <folder>/cameras.geojson as <origin> has it, asking once a minute
    --once                            brings it up to date, and ends

  origin   such as https://example.org
  The exit code is 0 when it is up to date, 1 when the origin did not answer (run it again), 2 when it cannot be begun.`;

/** between two questions whether there is something new */
const everyMs = 60_000;
/** between two tries when the origin does not answer, longer each time */
const tries = [1_000, 3_000, 10_000];
/** an answer that takes longer is given up */
const limitMs = 120_000;

/** The mirror cannot be begun: exit code 2. */
class UsageError extends Error {}
/** The origin cannot be asked just now; after so many ms it may be. */
class Unanswered extends Error {
	readonly afterMs: number;
	constructor(message: string, afterMs = 0) {
		super(message);
		this.afterMs = afterMs;
	}
}

try {
	await run();
} catch (error) {
	const { message, code } = error as NodeJS.ErrnoException;
	const isFolder = error instanceof FolderError || error instanceof UsageError;
	console.error(code ? `The folder cannot be written (${message}).` : message);
	process.exitCode = isFolder || code ? 2 : 1;
}

async function run(): Promise<void> {
	const { origin, folder, isOnce } = readArguments();
	const mirror = new MirrorFolder(folder, origin);
	for (let told = ''; ; await pause(everyMs)) {
		try {
			await bringUpToDate(mirror, origin);
			if (mirror.version !== told)
				console.log(`${folder}: ${grouped(mirror.size)} cameras, version ${mirror.version}`);
			told = mirror.version;
		} catch (error) {
			if (isOnce || !(error instanceof Unanswered)) throw error;
			console.error(`${error.message} Trying again in a minute.`);
		}
		if (isOnce) return;
	}
}

/** Asks for page after page until there is none. */
async function bringUpToDate(mirror: MirrorFolder, origin: string): Promise<void> {
	for (;;) {
		const page = await patiently(() => ask(`${origin}/data/changes.json?since=${mirror.version}`));
		if (page === 'another record') {
			if (mirror.version === '0') throw new Error(`${origin} refuses even the beginning of its record.`);
			console.error(`${origin} has another record than before, as after a restored backup: beginning again.`);
			mirror.restart();
			continue;
		}
		mirror.take(page);
		if (!page.hasMore) break;
		if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${grouped(mirror.size)} cameras`);
	}
	if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}

async function ask(address: string): Promise<Page | 'another record'> {
	let response: Response;
	let body: unknown;
	try {
		response = await fetch(address, { signal: AbortSignal.timeout(limitMs) });
		body = await response.json().catch((error: unknown) => {
			if (error instanceof SyntaxError) return null;
			throw error;
		});
	} catch (error) {
		const { cause, message } = error as Error;
		throw new Unanswered(
			`${address} cannot be reached (${cause instanceof Error ? cause.message : message}).`
		);
	}
	if (response.status === 410) return 'another record';
	if (response.status === 429 || response.status >= 500) {
		const afterMs = Number(response.headers.get('retry-after')) * 1000 || 0;
		throw new Unanswered(`${address} answers ${response.status}.`, Math.min(afterMs, everyMs));
	}
	if (!response.ok)
		throw new UsageError(`${address} answers ${response.status}: is this an instance of Oko?`);
	const page = readPage(body);
	if (!page) throw new UsageError(`${address} answers no changes: is this an instance of Oko?`);
	return page;
}

async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
	for (const afterMs of tries) {
		try {
			return await attempt();
		} catch (error) {
			if (!(error instanceof Unanswered)) throw error;
			await pause(Math.max(afterMs, error.afterMs));
		}
	}
	return attempt();
}

function readArguments(): { origin: string; folder: string; isOnce: boolean } {
	const given = (() => {
		try {
			return parseArgs({ options: { once: { type: 'boolean' } }, allowPositionals: true });
		} catch {
			throw new UsageError(usage);
		}
	})();
	const [address, folder, ...more] = given.positionals;
	if (!address || !folder || more.length > 0) throw new UsageError(usage);
	if (!/^https?:\/\//.test(address) || !URL.canParse(address))
		throw new UsageError(`${address} is no address; one looks like https://example.org.`);
	return { origin: new URL(address).origin, folder, isOnce: given.values.once ?? false };
}

function grouped(count: number): string {
	return count.toLocaleString('en');
}
