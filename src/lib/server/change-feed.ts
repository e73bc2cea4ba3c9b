import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { freshnessAfter } from '../camera/camera.ts';
import { dayNumber } from '../camera/day.ts';
import { propertyNames, toFeature, type FeatureContext } from '../camera/feature.ts';
import { encodeCameraId } from '../camera/id.ts';
import { defaultLocale } from '../i18n/locale.ts';
import { writeCursor, type Cursor, type Seen } from './change-cursor.ts';
import { engine, unwrap } from './engine/index.ts';
import { collectionMembers } from './export/geojson.ts';
import { featureContext } from './feature-context.ts';
import { liveCameras, refreshCameras, type GoneCamera, type LiveCameras } from './live/index.ts';
import { Problem } from './problem.ts';
import { namesDigest } from './search/index.ts';
import { encodedWhole, isKnown, taggedHeaders } from './text-answer.ts';

/** changes in an answer at most: about 300 kB, which are written in one go */
const pageChanges = 500;

/** What the answer to a version is like: who follows the changes has seen this afterwards. */
interface Now {
	context: FeatureContext;
	computed: string;
	/** another text for another day or other computed members */
	asOf: string;
}

/** stands for members that nobody computes so */
const unlikeAny = '0'.repeat(8);

/** A camera that changed, by its row in the index; or one that was taken away. */
type Change = { version: number; row: number } | { version: number; gone: GoneCamera };

interface Page {
	changes: Change[];
	hasMore: boolean;
	/** whether it ends among the cameras that are otherwise without a change */
	isAmongTurned: boolean;
}

/**
 * The public changes after a version, oldest first, as docs/mirror.md says: each changed camera once, as it is now, and
 * each that was taken away with its public reason; before them cameras of which only a computed member is another one.
 * From the memory of this process; the database is asked for the marks of versions. Where no version is
 * `asked` for, only the newest one. The same ETag means the same bytes.
 * @throws Problem 410 for a version that is none of this record, 503 while the names of streets are being read
 */
export async function changeFeed(
	request: Request,
	asked: Cursor | null,
	{ origin, build, most = pageChanges }: { origin: string; build: string; most?: number }
): Promise<Response> {
	const [cameras, context] = await Promise.all([
		liveCameras(),
		featureContext({ origin, locale: defaultLocale }),
		refreshCameras()
	]);
	if (asked) await requireKnown(cameras, asked, origin);
	const now = { context, ...computedBy(cameras, context) };
	const since = asked && restarted(asked, now);
	const members = {
		...collectionMembers({ ...context, demonstration: context.settings.demonstration === 1 })
	};
	const newest = newestVersion(cameras);
	const headers = taggedHeaders(request, [
		build,
		asked && writeCursor(asked),
		most,
		newest,
		now.asOf,
		members.demonstration
	]);
	headers.set('Content-Type', 'application/json');
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });

	// What is read of the index is read in one go.
	const page = since && pageAfter(cameras, since, { now, newest, most });
	const lines = page?.changes.map((change) => lineOf(cameras, change, context)) ?? [];
	const until = page?.hasMore ? (page.changes.at(-1)?.version ?? newest) : newest;
	const version = writeCursor(
		since && page?.isAmongTurned
			? { ...since, turned: { behind: until, asOf: now.asOf } }
			: { version: until, seen: await seenAt(cameras, until, now) }
	);
	const { type: _type, ...said } = members;
	const next = page?.hasMore && { next: `${origin}/data/changes.json?since=${version}` };
	const head = JSON.stringify({ ...said, version, ...next, ...(!since && { download: downloadOf(origin) }) });
	const text = since ? `${head.slice(0, -1)},\n"changes":[\n${lines.join(',\n')}\n]}\n` : `${head}\n`;
	return encodedWhole(request, headers, text);
}

const downloadOf = (origin: string) => `${origin}/data/cameras.geojson`;

/** @throws Problem 410 for a version of another database, of what came before a backup was restored, or of the future */
async function requireKnown(cameras: LiveCameras, since: Cursor, origin: string): Promise<void> {
	// Another process may know it already. A database that is away is a 503.
	let newest = newestVersion(cameras);
	if (since.version > newest) {
		await cameras.refresh();
		newest = newestVersion(cameras);
	}
	const isOurs =
		since.version <= newest && (!since.seen || since.seen.mark === (await markOf(cameras, since.version)));
	if (!isOurs) throw new Problem(410, 'unknown_version', { download: downloadOf(origin) });
}

/** Stands for everything that members of a feature are computed from, beside its camera. */
function computedBy(cameras: LiveCameras, { today, settings, origin }: FeatureContext): Omit<Now, 'context'> {
	const names = namesDigest();
	if (names === null) throw new Problem(503, 'names_unread', { retryAfterSeconds: 5 });
	const { ageing_after_days, stale_after_days } = settings;
	const computed = shortHash([
		cameras.placement,
		names,
		ageing_after_days,
		stale_after_days,
		origin,
		...propertyNames
	]);
	return { computed, asOf: shortHash([today, computed]) };
}

/**
 * Who was in the middle of the cameras that are otherwise when they became otherwise once more has some of them as they were
 * in between, perhaps as they are no longer: all of them come again.
 */
function restarted(asked: Cursor, now: Now): Cursor {
	const { version, seen, turned } = asked;
	if (!seen || !turned || turned.asOf === now.asOf) return asked;
	return { version, seen: { ...seen, computed: unlikeAny } };
}

function shortHash(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);
}

async function seenAt(cameras: LiveCameras, version: number, { context, computed }: Now): Promise<Seen> {
	return { day: context.today, computed, mark: await markOf(cameras, version) };
}

/** of the versions up to the newest, whose marks stay as they are; they go with the cameras */
const marks = new WeakMap<LiveCameras, LRUCache<number, string>>();

/** What only this history has at a version that it has come to. */
async function markOf(cameras: LiveCameras, version: number): Promise<string> {
	const known = marks.get(cameras) ?? new LRUCache<number, string>({ max: 10_000 });
	marks.set(cameras, known);
	const { service } = await engine();
	const mark =
		known.get(version) ??
		(await unwrap(service.rpc('version_mark', { p_version: version }))) ??
		// before the first event
		'0'.repeat(12);
	known.set(version, mark);
	return mark;
}

/** The version of the last public change to a camera: the same in every process. */
function newestVersion({ index: { columns, rowCount }, gone }: LiveCameras): number {
	let newest = 0;
	for (const { version } of gone) newest = Math.max(newest, version);
	for (let row = 0; row < rowCount; row++) newest = Math.max(newest, columns.at.version[row] ?? 0);
	return newest;
}

/** At most so many changes after a version, the oldest first. */
function pageAfter(
	cameras: LiveCameras,
	since: Cursor,
	{ now, newest, most }: { now: Now; newest: number; most: number }
): Page {
	const isTurned = turnedSince(cameras, since, now);
	const behind = since.turned?.behind ?? 0;
	const turned = isTurned ? rowsBetween(cameras, behind, since.version, isTurned, most + 1) : [];
	const changed = turned.length > most ? [] : changesAfter(cameras, since.version, newest, most + 1);
	const changes = [...turned, ...changed];
	return {
		changes: changes.slice(0, most),
		hasMore: changes.length > most,
		isAmongTurned: turned.length >= most && changes.length > most
	};
}

/** Whether a row's feature is another one than it was, although nothing changed; null where that is true of none. */
function turnedSince({ index }: LiveCameras, { seen }: Cursor, now: Now): ((row: number) => boolean) | null {
	const { today, settings } = now.context;
	if (!seen || (seen.computed === now.computed && seen.day === today)) return null;
	if (seen.computed !== now.computed) return () => true;
	const [then, day] = [dayNumber(seen.day), dayNumber(today)];
	return (row) => {
		const confirmed = index.columns.confirmedDay(row);
		return freshnessAfter(then - confirmed, settings) !== freshnessAfter(day - confirmed, settings);
	};
}

function changesAfter(cameras: LiveCameras, version: number, newest: number, most: number): Change[] {
	const gone = [...cameras.gone]
		.filter((camera) => camera.version > version)
		.slice(0, most)
		.map((camera) => ({ version: camera.version, gone: camera }));
	const rows = rowsBetween(cameras, version, newest, () => true, most);
	return [...gone, ...rows].sort((a, b) => a.version - b.version).slice(0, most);
}

/**
 * The cameras that can be seen whose last change lies behind a version and up to another, at most so many, oldest first.
 * Versions are looked through in spans that grow: a million cameras need no sorting for a page of them.
 */
function rowsBetween(
	{ index: { columns, rowCount } }: LiveCameras,
	behind: number,
	upto: number,
	isAsked: (row: number) => boolean,
	most: number
): { version: number; row: number }[] {
	const versions = columns.at.version;
	for (let span = 2 * most; ; span *= 4) {
		const last = Math.min(upto, behind + span);
		const found: { version: number; row: number }[] = [];
		for (let row = 0; row < rowCount; row++) {
			const version = versions[row] ?? 0;
			if (version <= behind || version > last || columns.isGone(row) || !isAsked(row)) continue;
			found.push({ version, row });
		}
		if (found.length >= most || last === upto)
			return found.sort((a, b) => a.version - b.version).slice(0, most);
	}
}

function lineOf({ index }: LiveCameras, change: Change, context: FeatureContext): string {
	const { version } = change;
	if ('row' in change) {
		const camera = toFeature(index.columns.camera(change.row), context);
		return JSON.stringify({ version, id: camera.id, camera });
	}
	const { number, gone, reason, into } = change.gone;
	return JSON.stringify({
		version,
		id: encodeCameraId(number),
		gone,
		...(reason !== undefined && { reason }),
		...(into !== undefined && { into: encodeCameraId(into) })
	});
}
