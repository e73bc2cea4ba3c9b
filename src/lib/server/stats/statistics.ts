import { belgradeDay, dayNumber, type Day } from '../../camera/day.ts';
import { figuresOf, sumOf, type Figures } from '../../camera/figures.ts';
import { stats, type Area, type AreaSet, type Stats } from '../areas.ts';
import { coverageFigures, type CoverageFigures, type GroundFigures } from '../coverage/index.ts';
import { inTurns } from '../in-turns.ts';
import { liveCameras } from '../live/index.ts';
import { settings } from '../settings.ts';
import { countRecord, type RecordFigures } from './record.ts';

export interface AreaFigures extends Figures, GroundFigures {}

export interface MunicipalityFigures extends AreaFigures {
	area: Area;
	/** percent by which the area within the loaded boundaries differs from the published one, where that is much */
	off: number | null;
}

/** All that is counted, as of one moment. */
export interface Statistics {
	day: Day;
	record: RecordFigures;
	/** null while no boundaries are loaded */
	set: AreaSet | null;
	/** empty while no boundaries are loaded */
	municipalities: MunicipalityFigures[];
	city: AreaFigures;
	/** cameras and cells of the ground that are still to be measured, counted to 10,000 */
	due: number;
	/** cameras that lie in no municipality; null while no boundaries are loaded */
	elsewhere: Figures | null;
}

let kept: { areas: Stats; day: Day; statistics: Promise<Statistics> } | null = null;

/**
 * The figures of the record: from the memory of this process, by municipality from the database. They are counted when
 * those are, and one object until then, so that what is made of them can be kept with it.
 */
export async function statistics(): Promise<Statistics> {
	const day = belgradeDay();
	const areas = await stats();
	if (kept?.areas !== areas || kept.day !== day) {
		const counting = (kept = { areas, day, statistics: count(areas, day) });
		counting.statistics.catch(() => (kept = null));
	}
	return kept.statistics;
}

async function count(areas: Stats, day: Day): Promise<Statistics> {
	const [live, numbers, ground] = await Promise.all([liveCameras(), settings(), coverageFigures()]);
	const record = await inTurns(countRecord(live.index, day, numbers));
	return {
		day,
		record,
		...byMunicipality(areas, ground, day, record.medianDays, numbers.area_coarse_percent)
	};
}

function byMunicipality(
	{ set, areas, city }: Stats,
	ground: CoverageFigures,
	day: Day,
	medianDays: number | null,
	coarsePercent: number
): Omit<Statistics, 'day' | 'record'> {
	const total = (of: (area: (typeof areas)[number]) => number | null) =>
		areas.length > 0 && areas.every((area) => of(area) !== null)
			? areas.reduce((sum, area) => sum + (of(area) ?? 0), 0)
			: null;
	const placed = sumOf(areas.map(({ counts }) => counts));
	const elsewhere = sumOf([
		city,
		Object.fromEntries(Object.entries(placed).map(([state, cameras]) => [state, -cameras]))
	]);
	const today = dayNumber(day);
	return {
		set,
		due: ground.due,
		municipalities: areas.map(({ id, names, counts, area_km2, published_km2, population, confirmed_day }) => {
			const off = published_km2 ? (area_km2 / published_km2 - 1) * 100 : 0;
			return {
				area: { id, names },
				...figuresOf(counts, area_km2, population, confirmed_day === null ? null : today - confirmed_day),
				...ground.area(id),
				off: Math.abs(off) > coarsePercent ? off : null
			};
		}),
		city: {
			...figuresOf(
				city,
				total(({ area_km2 }) => area_km2),
				total(({ population }) => population),
				medianDays
			),
			...ground.city
		},
		elsewhere: areas.length > 0 ? figuresOf(elsewhere, null, null, null) : null
	};
}
