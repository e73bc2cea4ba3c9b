import type { FeatureCollection } from 'geojson';
import osmToGeojson from 'osm2geojson-lite';
import { belgradeDay } from '../src/lib/camera/day.ts';

/** Boundaries with what is known of them; what nobody said is empty or null. */
export interface Boundaries {
	collection: FeatureCollection;
	source: string;
	licence: string;
	/** the day of the data, YYYY-MM-DD */
	day: string | null;
}

/** the main public server; its rules of use: https://dev.overpass-api.de/overpass-doc/en/preface/commons.html */
const publicAddress = 'https://overpass-api.de/api/interpreter';
const timeoutSeconds = 180;
/**
 * City municipalities have admin_level 8 in Serbia (https://openstreetmap.rs, imported from the cadastre). The area also
 * touches its neighbours, which are left out by name.
 */
const query = `[out:json][timeout:${timeoutSeconds}];
area["ISO3166-2"="RS-00"]->.city;
relation(area.city)["boundary"="administrative"]["admin_level"="8"];
out geom;`;

/**
 * Asks an Overpass server, once, for the boundaries of the City of Belgrade.
 * @param contact who asks, for the server's operator
 * @throws Error with what to do
 */
export async function askOverpass(address = publicAddress, contact?: string): Promise<Boundaries> {
	console.log(`  asking ${new URL(address).host} for the boundaries, which can take some minutes`);
	const fail = (what: string): never => {
		throw new Error(
			`Nothing was changed. ${what} Try again later, name another server with OKO_OVERPASS, or give a GeoJSON file.`
		);
	};
	const response = await fetch(address, {
		method: 'POST',
		headers: { 'User-Agent': `Oko${contact ? ` (${contact})` : ''}` },
		body: new URLSearchParams({ data: query }),
		signal: AbortSignal.timeout((timeoutSeconds + 20) * 1000)
	}).catch((error: Error) => fail(`The server did not answer (${error.message}).`));
	if (response.status === 429) fail('The server has answered enough for now (429).');
	if (!response.ok) fail(`The server answered ${response.status}.`);
	const answer = (await response.json().catch(() => fail('The server did not answer in JSON.'))) as Answer;
	// What it could not finish comes with status 200 and a remark.
	if (answer.remark) fail(`The server gave up (${answer.remark}).`);
	if (!Array.isArray(answer.elements)) fail('The server answered something else.');
	const base = answer.osm3s?.timestamp_osm_base;
	return {
		collection: osmToGeojson(answer, { completeFeature: true }),
		source: '© OpenStreetMap contributors',
		licence: 'ODbL 1.0',
		day: base ? belgradeDay(new Date(base)) : null
	};
}

interface Answer {
	elements?: unknown[];
	remark?: string;
	osm3s?: { timestamp_osm_base?: string };
}
