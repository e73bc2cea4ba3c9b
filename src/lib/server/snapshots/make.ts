import { rm } from 'node:fs/promises';
import packageFile from '../../../../package.json' with { type: 'json' };
import { parseCoverageQuery } from '../../camera/coverage.ts';
import { belgradeDay, type Day } from '../../camera/day.ts';
import { standard } from '../../camera/levels.ts';
import { defaultLocale } from '../../i18n/locale.ts';
import { areasFile } from '../coverage/areas-file.ts';
import { coverageFile } from '../coverage/geojson.ts';
import { coverageFigures } from '../coverage/index.ts';
import { download } from '../export/index.ts';
import { collectionMembers } from '../export/geojson.ts';
import { logHeads } from '../public-log.ts';
import { settings } from '../settings.ts';
import type { Manifest, Refused } from './manifest.ts';
import { tooFew } from './median.ts';
import { beginEdition, editionDir, putEdition, putFile, refusedFile, snapshots } from './store.ts';
import { sealEdition, writeBody } from './write.ts';

/** What became of a snapshot that was to be made. */
export type Outcome =
	| { outcome: 'made' | 'there'; edition: string; folder: string; cameras: number }
	| ({ outcome: 'refused' } & Refused)
	| { outcome: 'no_day' | 'busy' | 'taken_down' };

/**
 * Makes the snapshot of the newest closed day of the log: the cameras that were reported until its end, as they are now, from the memory of this process. One
 * that is there stays as it is. One with too few cameras is refused, unless the operator says why it is right.
 */
export async function makeSnapshot(accept: string | null): Promise<Outcome> {
	const newest = (await logHeads(1)).days.at(-1);
	if (!newest) return { outcome: 'no_day' };
	const { day, head } = newest;
	const { editions, gone } = await snapshots();
	const there = editions.findLast((one) => one.day === day);
	if (there) {
		const { edition, cameras } = there;
		return { outcome: 'there', edition, folder: editionDir(edition), cameras };
	}
	if (gone.has(day)) return { outcome: 'taken_down' };
	const coming = await beginEdition(day);
	if (!coming) return { outcome: 'busy' };
	try {
		return await write(coming, { day, head, editions, accept });
	} catch (error) {
		await rm(coming, { recursive: true, force: true });
		throw error;
	}
}

interface Asked {
	day: Day;
	head: string;
	editions: Manifest[];
	accept: string | null;
}

async function write(coming: string, { day, head, editions, accept }: Asked): Promise<Outcome> {
	const origin = process.env.ORIGIN || 'http://localhost:3000';
	const today = belgradeDay();
	const [{ demonstration }, { due }] = await Promise.all([settings(), coverageFigures()]);
	const isInvented = demonstration === 1;
	const build = packageFile.version;
	const asking = () => new Request(origin, { headers: { 'Accept-Encoding': 'identity' } });
	// Neither format has words in it.
	const words = () => ({ title: '', state: '' });
	// Who reported after the day can still take it back.
	const asked = { filter: {}, reportedUntil: day, origin, locale: defaultLocale, build, reader: null, words };
	const { query } = parseCoverageQuery(new URLSearchParams());
	const files = [
		await writeBody(coming, 'cameras.geojson', await download(asking(), { ...asked, format: 'geojson' })),
		await writeBody(coming, 'cameras.csv', await download(asking(), { ...asked, format: 'csv' })),
		await writeBody(coming, 'coverage.geojson', await coverageFile(asking(), query, { origin, build })),
		await writeBody(coming, 'areas.geojson', await areasFile(asking(), { origin, isOverview: false }))
	];
	const { attribution } = collectionMembers({ origin, today, demonstration: isInvented });
	const facts = {
		format: 'oko-snapshot-1' as const,
		edition: day,
		day,
		made_on: today,
		origin,
		licence: 'ODbL-1.0' as const,
		attribution,
		...(isInvented && { demonstration: true as const }),
		program: `Oko ${build}`,
		method: standard,
		ground_due: due,
		log_head: head,
		...(accept !== null && { accepted: { reason: accept, median: 0 } })
	};
	return finish(coming, facts, files, editions);
}

async function finish(
	coming: string,
	{ accepted, ...facts }: Parameters<typeof sealEdition>[1],
	files: Manifest['files'],
	editions: Manifest[]
): Promise<Outcome> {
	const { day, edition } = facts;
	let { cameras } = await sealEdition(coming, facts, files);
	const median = tooFew(cameras, editions);
	if (median !== null && !accepted) {
		await rm(coming, { recursive: true, force: true });
		await putFile(refusedFile(), `${JSON.stringify({ day, cameras, median })}\n`);
		return { outcome: 'refused', day, cameras, median };
	}
	// A reason stands only where one was needed.
	if (median !== null && accepted)
		({ cameras } = await sealEdition(coming, { ...facts, accepted: { ...accepted, median } }, files));
	await putEdition(coming, edition);
	await rm(refusedFile(), { force: true });
	return { outcome: 'made', edition, folder: editionDir(edition), cameras };
}
