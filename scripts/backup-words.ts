import type { Header, Progress } from '../src/lib/server/backup/format.ts';

/** One sentence about what a backup has. */
export function describeBackup({ day, schema, parts, tables }: Header): string {
	const rows = tables.reduce((all, table) => all + table.rows, 0);
	const cameras = tables.find(({ name }) => name === 'public.cameras')?.rows ?? 0;
	return `of ${day}, schema ${schema}, with ${parts.join(', ')}; ${grouped(cameras)} cameras, ${grouped(rows)} rows.`;
}

/** Progress on one line of a terminal; says nothing where nobody looks. */
export function terminalProgress(): Progress & { end(): void } {
	let told = 0;
	const isSeen = process.stderr.isTTY;
	const say: Progress = (what, done, all) => {
		if (!isSeen || (Date.now() - told < 100 && done < all)) return;
		told = Date.now();
		const name = what.replace(/^\w+\./, '').replaceAll('_', ' ');
		process.stderr.write(`\r\x1b[K${name}: ${grouped(done)} of ${grouped(Math.max(done, all))}`);
	};
	return Object.assign(say, {
		end() {
			if (isSeen) process.stderr.write('\r\x1b[K');
		}
	});
}

function grouped(count: number): string {
	return count.toLocaleString('en');
}
