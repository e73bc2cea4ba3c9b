import { usualLevel } from '../../camera/levels.ts';
import { states } from '../../camera/vocabulary.ts';
import { coverageFeature, coverageRows } from '../coverage/geojson.ts';
import { cellId, liveCoverage } from '../coverage/index.ts';
import { findKey, type Collection, type Items, type Property } from './collection.ts';
import { listed } from './listed.ts';

const number: Property = { kind: 'number' };
const integer: Property = { kind: 'integer' };

/** The cells of `coverage.geojson` as it is without parameters. */
export const coverage: Collection = {
	geometry: 'Polygon',
	properties: {
		ground_m2: number,
		least_m2: number,
		most_m2: number,
		least_share: number,
		most_share: number,
		looked_m2: number,
		looked_share: number,
		looked_month: integer,
		...Object.fromEntries(states.map((state) => [state, integer]))
	},
	hasDays: false,
	read
};

let kept: { of: unknown; items: Items } | null = null;

async function read(): Promise<Items> {
	const { grid, version } = await liveCoverage();
	const edition = String(version);
	if (kept?.of === grid && kept.items.edition === edition) return kept.items;
	const rows = coverageRows(grid, { level: usualLevel, reading: 'glance', states: 'all' });
	const keyAt = (place: number) => cellId(rows[place]?.cell ?? { x: 0, y: 0 });
	const items = listed(
		coverage,
		edition,
		rows.length,
		(place) => coverageFeature(rows[place] as (typeof rows)[number], grid),
		(id) => (/^\d{1,15}$/.test(id) ? findKey(rows.length, keyAt, Number(id)) : null)
	);
	kept = { of: grid, items };
	return items;
}
