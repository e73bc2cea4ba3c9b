import type { Manifest } from './manifest.ts';

/** so many accepted snapshots are compared with */
const compared = 24;
/** with fewer cameras than this share of their median a snapshot is refused */
const share = 0.95;

/** The median of the last accepted snapshots, a day counted once, when so many cameras are too few; else null. */
export function tooFew(
	cameras: number,
	editions: readonly Pick<Manifest, 'day' | 'cameras'>[]
): number | null {
	const byDay = new Map(editions.map((one) => [one.day, one.cameras]));
	const last = [...byDay.values()].slice(-compared).sort((a, b) => a - b);
	const [low, high] = [last[Math.floor((last.length - 1) / 2)], last[Math.floor(last.length / 2)]];
	if (low === undefined || high === undefined) return null;
	const median = (low + high) / 2;
	return cameras < share * median ? median : null;
}
