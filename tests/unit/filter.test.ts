import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VectorTile } from '@mapbox/vector-tile';
import { featureFilter } from '@maplibre/maplibre-gl-style-spec';
import { PbfReader } from 'pbf';
import { filterExpression } from '../../src/lib/map/camera-style.ts';
import { viewContents } from '../../src/lib/server/first-view.ts';
import { countOf, pageOf } from '../../src/lib/server/list.ts';
import { CameraIndex } from '../../src/lib/server/live/camera-index.ts';
import { encodeTile } from '../../src/lib/server/tiles/encode-cameras.ts';
import { freshnessDays, type Camera } from '../../src/lib/camera/camera.ts';
import {
	filterNames,
	filterQuery,
	filters,
	mapFilter,
	matcher,
	parseFilter,
	type Box,
	type Filter
} from '../../src/lib/camera/filter.ts';
import { encodeCameraId, maxCameraNumber } from '../../src/lib/camera/id.ts';
import { fields, storedNames, type Field } from '../../src/lib/camera/record.ts';
import { settings } from '../../src/lib/camera/settings.fixture.ts';

const today = '2026-11-24';
const context = { today, settings };
const read = (query: string) => parseFilter(new URLSearchParams(query), ['page']);

describe('a filter', () => {
	test('is read from an address', () => {
		expect(
			read(
				'bbox=20.4,44.8,20.5,44.9&state=verified&state=reported&type=ptz&operator=mup&since=2026-01-01&page=2'
			)
		).toEqual({
			filter: {
				bbox: [20.4, 44.8, 20.5, 44.9],
				state: ['reported', 'verified'],
				type: ['ptz'],
				operator: ['mup'],
				since: '2026-01-01'
			},
			bad: []
		});
		expect(read('state=&bbox=')).toEqual({ filter: {}, bad: [] });
	});

	test.each([
		['bbox=1,2,3', 'bbox'],
		['bbox=20.5,44.8,20.4,44.9', 'bbox'],
		['bbox=20.4,44.9,20.5,44.8', 'bbox'],
		['bbox=a,b,c,d', 'bbox'],
		['bbox=0,0,181,1', 'bbox'],
		['bbox=1,1,2,2&bbox=1,1,2,2', 'bbox'],
		['state=hidden', 'state'],
		['state=verified&state=x', 'state'],
		['type=PTZ', 'type'],
		['maker=acme', 'maker'],
		['capability=audio&capability=x-ray', 'capability'],
		['freshness=old', 'freshness'],
		['sign=maybe', 'sign'],
		['since=yesterday', 'since'],
		['since=2026-02-30', 'since'],
		['statee=verified', 'statee'],
		['__proto__=x', '__proto__']
	])('%s is named: %s', (query, name) => expect(read(query).bad).toEqual([name]));

	test('of any address is read or refused', () => {
		const name = fc.oneof(fc.constantFrom(...filterNames), fc.string());
		fc.assert(
			fc.property(fc.array(fc.tuple(name, fc.string({ unit: 'binary' }))), (pairs) => {
				expect(Array.isArray(parseFilter(new URLSearchParams(pairs)).bad)).toBe(true);
			})
		);
	});
});

test('a camera is let through by every filter that it meets, and by no other', () => {
	const camera = {
		lng: 20.45,
		lat: 44.81,
		state: 'verified',
		type: 'ptz',
		operator: 'mup',
		maker: 'huawei',
		capabilities: ['audio', 'plate_recognition'],
		sign_present: 'unknown',
		first_reported_on: '2025-01-01',
		observed_on: null,
		last_confirmed_on: '2026-11-20',
		changed_on: '2026-05-05'
	} as Camera;
	const met: Filter[] = [
		{},
		{ bbox: [20.45, 44.81, 20.46, 44.82] },
		{ state: ['reported', 'verified'], type: ['ptz'], operator: ['mup'] },
		{ maker: ['huawei'], capability: ['face_recognition', 'audio'], sign: ['unknown'], freshness: ['fresh'] },
		{ since: '2026-05-05' }
	];
	const missed: Filter[] = [
		{ bbox: [20.46, 44.8, 20.5, 44.9] },
		{ bbox: [20.4, 44.82, 20.5, 44.9] },
		{ state: ['reported'] },
		{ type: ['dome'] },
		{ operator: ['city'] },
		{ maker: ['unknown'] },
		{ capability: ['face_recognition'] },
		{ sign: ['no'] },
		{ freshness: ['ageing', 'stale'] },
		{ since: '2026-05-06' }
	];
	expect(met.filter((filter) => !matcher(filter, context)(camera))).toEqual([]);
	expect(missed.filter((filter) => matcher(filter, context)(camera))).toEqual([]);
});

describe('one filter', () => {
	const view = { center: [20.45, 44.8] as [number, number], zoom: 12, width_px: 4096, height_px: 2304 };
	const lng = fc.integer({ min: 20_420_000, max: 20_480_000 }).map((lngE6) => lngE6 / 1e6);
	const lat = fc.integer({ min: 44_780_000, max: 44_820_000 }).map((latE6) => latE6 / 1e6);
	const day = fc.constantFrom(
		'2024-01-01',
		'2025-11-23',
		'2025-11-24',
		'2026-05-28',
		'2026-05-29',
		'2026-11-23',
		today
	);

	function valueOf(field: Field): fc.Arbitrary<unknown> {
		switch (field.kind) {
			case 'choice':
				return fc.constantFrom(...field.values, ...(field.unknown === null ? [null] : []));
			case 'choices':
				return fc.subarray([...field.values]);
			case 'day':
				return field.known ? day : fc.option(day);
			case 'date':
				return fc.constantFrom('2019', '2019-03', '2019-03-15', null);
			case 'number':
				return fc.option(fc.integer({ min: 1, max: 20 }));
			default:
				return fc.nat({ max: 9 });
		}
	}
	const camera = fc.record({
		number: fc.nat({ max: maxCameraNumber }),
		lng,
		lat,
		...Object.fromEntries(storedNames(fields).map((name) => [name, valueOf(fields[name])]))
	}) as unknown as fc.Arbitrary<Camera>;
	const record = fc.uniqueArray(camera, { selector: ({ number }) => number, maxLength: 30 });

	const box = fc.tuple(lng, lat, lng, lat).map(([a, b, c, d]): Box => {
		const sorted = (x: number, y: number) => [Math.min(x, y), Math.max(x, y)] as const;
		const [[west, east], [south, north]] = [sorted(a, c), sorted(b, d)];
		return [west, south, east, north];
	});
	const filter: fc.Arbitrary<Filter> = fc.record(
		Object.fromEntries(
			filterNames.map((name) => {
				const criterion = filters[name];
				if (criterion.by === 'box') return [name, box];
				if (criterion.by === 'firstDay') return [name, day];
				return [name, fc.subarray([...fields[criterion.field].values], { minLength: 1 })];
			})
		),
		{ requiredKeys: [] }
	);

	function indexOf(cameras: Camera[]): CameraIndex {
		const index = new CameraIndex();
		index.apply(cameras.map((camera, version) => ({ camera, version, changes: '' })));
		return index;
	}

	/** The numbers of the cameras of the tiles that the map's expression lets through. */
	function drawn(index: CameraIndex, filter: Filter): number[] {
		const bytes = encodeTile(index, { z: 0, x: 0, y: 0 });
		const layer = bytes && new VectorTile(new PbfReader(bytes)).layers.cameras;
		const { filter: isDrawn } = featureFilter(
			filterExpression(filter, freshnessDays(today, settings)),
			'layers[0].filter'
		);
		const features = Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i));
		return features.flatMap((one) => (one && isDrawn({ zoom: 12 }, one as never) ? Number(one.id) : []));
	}

	test('is the same for records, rows, the list, counts and the address', () => {
		fc.assert(
			fc.property(record, filter, (cameras, filter) => {
				const index = indexOf(cameras);
				const met = cameras.filter((camera) => matcher(filter, context)(camera)).map(({ number }) => number);
				const asked = { query: '', order: 'newest', limit: 100, offset: 0 } as const;
				const { total, cameras: listed } = pageOf(index, filter, context, asked);
				expect(listed.map(({ number }) => number)).toEqual(met.toReversed());
				expect(total).toBe(met.length);
				expect(countOf(index, filter, context)).toBe(met.length);
				expect(parseFilter(filterQuery(filter))).toEqual({ filter: { ...filter }, bad: [] });
			})
		);
	});

	let version = 0;
	test('is the same for the map, its first view and its count, as far as the map applies it', () => {
		fc.assert(
			fc.property(record, filter, (cameras, filter) => {
				const index = indexOf(cameras);
				const met = cameras.filter((camera) => matcher(mapFilter(filter), context)(camera));
				expect(drawn(index, filter).sort()).toEqual(met.map(({ number }) => number).sort());
				const { dots } = viewContents({ index, edition: String(version++) }, view, filter, context);
				expect(dots.map(({ state }) => state).sort()).toEqual(met.map(({ state }) => state).sort());
			})
		);
	});

	test('pages of the list follow each other, by the beginning of an id too', () => {
		fc.assert(
			fc.property(record, fc.nat({ max: 10 }), (cameras, length) => {
				const index = indexOf(cameras);
				const query = cameras[0] ? encodeCameraId(cameras[0].number).slice(0, length) : '';
				const read = (offset: number) => pageOf(index, {}, context, { query, order: 'id', limit: 4, offset });
				const ids = cameras.map(({ number }) => encodeCameraId(number)).sort();
				const { total } = read(0);
				const pages = Array.from({ length: Math.ceil(total / 4) }, (_, page) => read(page * 4).cameras);
				expect(pages.flat().map(({ number }) => encodeCameraId(number))).toEqual(
					ids.filter((id) => id.startsWith(query))
				);
			})
		);
		const some = indexOf([]);
		for (const query of ['U', '%', "'", '00000000000'])
			expect(pageOf(some, {}, context, { query, order: 'id', limit: 4, offset: 0 }).total).toBe(0);
	});
});
