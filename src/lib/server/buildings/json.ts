import { open } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Feature, Geometry } from 'geojson';
import osmToGeojson from 'osm2geojson-lite';
import { parser } from 'stream-json';
import { pick } from 'stream-json/filters/pick.js';
import { streamValues } from 'stream-json/streamers/stream-values.js';
import { belgradeDay } from '../../camera/day.ts';
import type { Position } from '../../camera/position.ts';
import { ProvisionError } from '../basemap/errors.ts';
import { openStreetMap, type Found, type Origin } from './found.ts';
import { hangs, heightOf } from './height.ts';

/** what somebody can do who has something else */
const wanted =
	'Give a GeoJSON FeatureCollection in degrees, or what Overpass answers to a query that ends in "out geom;". Other files become GeoJSON with: ogr2ogr -t_srs EPSG:4326 buildings.geojson FILE';
const timeoutMs = 30 * 60_000;
/** features of GeoJSON, elements of Overpass, and what Overpass says beside them; the rest of a file is passed over */
const picked = /^((features|elements)\.\d+|remark|osm3s)$/;

/**
 * Reads buildings of a file or an address, one at a time, so that memory does not grow with them.
 * @param source a path or an address of GeoJSON or Overpass JSON, also gzipped (.gz)
 * @returns where they come from, as far as the file says; null when it says nothing
 * @throws ProvisionError with what to do
 */
export async function readJson(
	source: string,
	contact: string | undefined,
	take: (found: Found) => void
): Promise<Origin | null> {
	const reading = new Reading(source, take);
	const content = await opened(source, contact);
	try {
		await pipeline(
			content,
			source.endsWith('.gz') ? createGunzip() : new PassThrough(),
			parser.asStream({ packKeys: true, packStrings: true, packNumbers: true, streamValues: false }),
			pick.asStream({ filter: picked }),
			streamValues.asStream(),
			async (values: AsyncIterable<{ value: unknown }>) => {
				for await (const { value } of values) reading.add(value);
			}
		);
	} catch (error) {
		if (error instanceof ProvisionError) throw error;
		throw new ProvisionError(`${source} cannot be read: ${(error as Error).message}. ${wanted}`);
	}
	return reading.end();
}

async function opened(source: string, contact: string | undefined): Promise<Readable> {
	if (!/^https?:\/\//.test(source)) {
		const file = await open(source).catch(() => {
			throw new ProvisionError(`There is no file ${source}.`);
		});
		return file.createReadStream();
	}
	const { host } = new URL(source);
	const response = await fetch(source, {
		headers: { 'User-Agent': `Oko${contact ? ` (${contact})` : ''}` },
		signal: AbortSignal.timeout(timeoutMs)
	}).catch((error: Error) => {
		throw new ProvisionError(`${host} did not answer (${error.message}): try again later, or give a file.`);
	});
	if (!response.ok || !response.body)
		throw new ProvisionError(`${host} answered ${response.status}: try again later, or give a file.`);
	return Readable.from(response.body);
}

class Reading {
	readonly #source: string;
	readonly #take: (found: Found) => void;
	#origin: Origin | null = null;
	#things = 0;
	#withoutGeometry = 0;

	constructor(source: string, take: (found: Found) => void) {
		this.#source = source;
		this.#take = take;
	}

	add(value: unknown): void {
		// What Overpass could not finish comes with status 200 and a remark.
		if (typeof value === 'string') throw new ProvisionError(`Overpass gave up on ${this.#source}: ${value}`);
		const thing = (value ?? {}) as Partial<Feature> & { timestamp_osm_base?: string; nodes?: unknown };
		if (thing.timestamp_osm_base) {
			this.#origin = { ...openStreetMap, day: belgradeDay(new Date(thing.timestamp_osm_base)) };
			return;
		}
		this.#things++;
		if (thing.type === 'Feature') this.#addFeature(thing);
		else if (thing.nodes && !thing.geometry) this.#withoutGeometry++;
		else
			for (const feature of osmToGeojson({ elements: [value] }, { completeFeature: true }).features)
				this.#addFeature(feature);
	}

	/** @throws ProvisionError when there was nothing to be read */
	end(): Origin | null {
		if (this.#withoutGeometry > 0)
			throw new ProvisionError(
				`${this.#withoutGeometry} ways of ${this.#source} have no geometry: end the query in "out geom;".`
			);
		if (this.#things === 0) throw new ProvisionError(`${this.#source} holds no features. ${wanted}`);
		return this.#origin;
	}

	#addFeature({ geometry, properties }: Partial<Feature>): void {
		const tags = properties ?? {};
		if (!hidesAtEyeLevel(tags)) return;
		const height_m = heightOf(tags);
		for (const rings of polygonsOf(geometry)) {
			if (!rings.flat().every(isInDegrees))
				throw new ProvisionError(`${this.#source} has coordinates that are no degrees. ${wanted}`);
			this.#take({ rings: rings.map((ring) => ring.map(([lng, lat]): Position => [lng!, lat!])), height_m });
		}
	}
}

/** Whether a feature stands in the way of somebody who looks along the street. */
function hidesAtEyeLevel(tags: Record<string, unknown>): boolean {
	return (
		!['no', 'roof', 'carport'].includes(String(tags.building)) &&
		tags.location !== 'underground' &&
		!hangs(tags)
	);
}

/** The polygons of a geometry, without what is no ring. */
function polygonsOf(geometry: Geometry | null | undefined): number[][][][] {
	const polygons =
		geometry?.type === 'Polygon'
			? [geometry.coordinates]
			: geometry?.type === 'MultiPolygon'
				? geometry.coordinates
				: [];
	return polygons.filter(
		(rings) => Array.isArray(rings) && rings.length > 0 && rings.every((ring) => ring.length >= 4)
	);
}

function isInDegrees([lng, lat]: number[]): boolean {
	return Math.abs(lng ?? NaN) <= 180 && Math.abs(lat ?? NaN) <= 90;
}
