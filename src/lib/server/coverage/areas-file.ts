import type { MultiPolygon, Polygon } from 'geojson';
import { figureName, figures, type Watched } from '../../camera/coverage.ts';
import { belgradeDay } from '../../camera/day.ts';
import { rightHanded } from '../../camera/right-handed.ts';
import { states } from '../../camera/vocabulary.ts';
import { stats, type AreaSet } from '../areas.ts';
import * as answers from '../answers.ts';
import { engine, parsed } from '../engine/index.ts';
import { collectionMembers } from '../export/geojson.ts';
import { settings } from '../settings.ts';
import { wholeText } from '../text-answer.ts';
import { buildingsInForce } from './camera-sight.ts';
import { measuredBy } from './geojson.ts';
import { coverageFigures } from './index.ts';
import { simplified } from './simplified.ts';

type Grounds = Map<string, Polygon | MultiPolygon>;

/** a pixel of the map from the zoom below which it shows municipalities */
const overview_m = 40;

/**
 * areas.geojson: the municipalities with their cameras and watched ground; none, and why, while no boundaries are loaded.
 * @param isOverview borders have fewer corners, for a map of the whole City
 */
export async function areasFile(
	request: Request,
	{ origin, isOverview }: { origin: string; isOverview: boolean }
) {
	const [{ set, features }, numbers, inForce] = await Promise.all([
		areaFeatures(isOverview),
		settings(),
		buildingsInForce()
	]);
	const demonstration = numbers.demonstration === 1;
	const collection = {
		...collectionMembers({ origin, today: belgradeDay(), demonstration }),
		...(set
			? { boundaries: set }
			: { note: 'The boundaries of the municipalities are not loaded on this server, so there is no area.' }),
		...measuredBy(numbers, inForce),
		features
	};
	const text = `${JSON.stringify(collection)}\n`;
	return wholeText(request, 'application/geo+json', text);
}

/** The municipalities with their figures, and what their boundaries are from; none while no boundaries are loaded. */
export async function areaFeatures(isOverview: boolean) {
	const [{ set, areas }, ground] = await Promise.all([stats(), coverageFigures()]);
	const grounds = await boundaries(set, isOverview);
	const features = areas.map(({ id, counts, ...area }) => ({
		type: 'Feature' as const,
		id,
		geometry: grounds.get(id) ?? null,
		properties: {
			...area,
			...Object.fromEntries(states.map((state) => [state, counts[state] ?? 0])),
			...figuresOf(ground.area(id).watched),
			looked_m2: ground.area(id).looked_m2,
			looked_most_m2: ground.area(id).looked_most_m2
		}
	}));
	return { set, features };
}

function figuresOf(watched: Watched) {
	return Object.fromEntries(
		figures.map((figure) => {
			const { standing, level, reading, bound } = figure;
			return [figureName(figure), watched[standing][level][reading][`${bound}_m2`]];
		})
	);
}

const keptMs = 60_000;
let kept: { set: string; whole: Promise<Grounds>; overview?: Promise<Grounds>; until: number } | null = null;

/** The boundaries by municipality; asked for again with another set, and after a minute: two sets may read alike. */
function boundaries(of: AreaSet | null, isOverview: boolean): Promise<Grounds> {
	const set = JSON.stringify(of);
	if (kept?.set !== set || kept.until <= Date.now()) {
		kept = { set, whole: read(), until: Date.now() + keptMs };
		kept.whole.catch(() => (kept = null));
	}
	if (!isOverview) return kept.whole;
	kept.overview ??= kept.whole.then((grounds) => simplified(grounds, overview_m));
	return kept.overview;
}

async function read(): Promise<Grounds> {
	const { anon } = await engine();
	const rows = await parsed(anon.rpc('area_boundaries'), answers.boundaries);
	return new Map(rows.map(({ id, boundary }) => [id, rightHanded(boundary)]));
}
