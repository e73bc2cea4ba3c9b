import { belgradeDay, daysBetween, type Day } from '../../camera/day.ts';
import { figuresOf, sumOf, type Figures } from '../../camera/figures.ts';
import { countAreas, type Area, type AreaCounts, type AreaSet } from '../areas.ts';
import { liveCameras } from '../live/index.ts';
import { settings } from '../settings.ts';
import { countRecord, type RecordFigures } from './record.ts';

export interface MunicipalityFigures extends Figures {
	area: Area;
	/** percent by which the area within the loaded boundaries differs from the published one, where that is much */
	off: number | null;
}

/** All that is counted, as of one moment. */
export interface Stats {
	day: Day;
	record: RecordFigures;
	/** null while no boundaries are loaded */
	set: AreaSet | null;
	/** empty while no boundaries are loaded */
	municipalities: MunicipalityFigures[];
	city: Figures;
	/** cameras that lie in no municipality; null while no boundaries are loaded */
	elsewhere: Figures | null;
}

/** what was counted is shown for so long */
const keptMs = 10_000;
/** and counting takes at most a tenth of the time */
const restTimes = 10;
let kept: { stats: Promise<Stats>; until: number; day: Day } | null = null;

/**
 * The figures of the record: from the memory of this process, by municipality from the database. Kept for ten seconds
 * at least, as one object, so that what is made of them can be kept with it.
 */
export function stats(): Promise<Stats> {
	const day = belgradeDay();
	if (kept && kept.day === day && kept.until > performance.now()) return kept.stats;
	const began = performance.now();
	const counting = (kept = { stats: count(day), until: Infinity, day });
	counting.stats.then(
		() => {
			const ended = performance.now();
			counting.until = ended + Math.max(keptMs, restTimes * (ended - began));
		},
		() => (kept = null)
	);
	return counting.stats;
}

async function count(day: Day): Promise<Stats> {
	const [live, numbers, areas] = await Promise.all([liveCameras(), settings(), countAreas()]);
	const record = countRecord(live.index, day, numbers);
	return { day, record, ...byMunicipality(areas, day, record.medianDays, numbers.area_coarse_percent) };
}

function byMunicipality(
	{ set, areas, city }: AreaCounts,
	day: Day,
	medianDays: number | null,
	coarsePercent: number
): Pick<Stats, 'set' | 'municipalities' | 'city' | 'elsewhere'> {
	const total = (of: (area: (typeof areas)[number]) => number | null) =>
		areas.length > 0 && areas.every((area) => of(area) !== null)
			? areas.reduce((sum, area) => sum + (of(area) ?? 0), 0)
			: null;
	const placed = sumOf(areas.map(({ counts }) => counts));
	const elsewhere = sumOf([
		city,
		Object.fromEntries(Object.entries(placed).map(([state, cameras]) => [state, -cameras]))
	]);
	const today = daysBetween('1970-01-01', day);
	return {
		set,
		municipalities: areas.map(({ id, names, counts, area_km2, published_km2, population, confirmed_day }) => {
			const off = published_km2 ? (area_km2 / published_km2 - 1) * 100 : 0;
			return {
				area: { id, names },
				...figuresOf(counts, area_km2, population, confirmed_day === null ? null : today - confirmed_day),
				off: Math.abs(off) > coarsePercent ? off : null
			};
		}),
		city: figuresOf(
			city,
			total(({ area_km2 }) => area_km2),
			total(({ population }) => population),
			medianDays
		),
		elsewhere: areas.length > 0 ? figuresOf(elsewhere, null, null, null) : null
	};
}
