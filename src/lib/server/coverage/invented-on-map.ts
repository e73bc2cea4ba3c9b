import type { MultiPolygon } from 'geojson';
import { areInvented } from '../../camera/invented.ts';
import { roundedPosition } from '../../camera/measures.ts';
import type { Position } from '../../camera/position.ts';
import { fromUtm34, toUtm34 } from '../../camera/utm34.ts';
import { encodedWhole, isKnown, taggedHeaders } from '../text-answer.ts';
import { buildingsInForce } from './camera-sight.ts';
import { ownBuildings } from './own-buildings.ts';

const middle = toUtm34([20.46, 44.81]);
/** farther than the City reaches */
const all_m = 100_000;
let kept: { version: string; text: string } | null = null;

/** The buildings of the demonstration while they are in force, as one GeoJSON MultiPolygon; empty otherwise. */
export async function inventedOnMap(request: Request, build: string): Promise<Response> {
	const [inForce, own] = [await buildingsInForce(), ownBuildings()];
	const drawn = own && areInvented(own.origin) && own.version === inForce?.version ? own : null;
	const headers = taggedHeaders(request, [build, drawn?.version ?? 'none']);
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	headers.set('Content-Type', 'application/geo+json');
	if (drawn && kept?.version !== drawn.version) {
		const coordinates = drawn
			.around(middle, all_m)
			.map(({ rings }) => rings.map((ring) => ring.map((corner) => roundedPosition(fromUtm34([...corner])))));
		kept = { version: drawn.version, text: asText(coordinates) };
	}
	return encodedWhole(request, headers, drawn && kept ? kept.text : asText([]));
}

const asText = (coordinates: Position[][][]) =>
	JSON.stringify({ type: 'MultiPolygon', coordinates } satisfies MultiPolygon);
