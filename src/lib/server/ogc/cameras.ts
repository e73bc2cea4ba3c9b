import { freshnessAfter } from '../../camera/camera.ts';
import { dayNumber, dayOf } from '../../camera/day.ts';
import { propertyNames, toFeature, type FeatureContext } from '../../camera/feature.ts';
import { decodeCameraId, encodeCameraId } from '../../camera/id.ts';
import { fields, type Field, type StoredName } from '../../camera/record.ts';
import { liveCameras, refreshCameras } from '../live/index.ts';
import { namesVersion } from '../search/index.ts';
import { findKey, queryables, type Collection, type Items, type Property } from './collection.ts';

/** What a record has and nobody stores is looked up for each camera that is sent: too slow to filter by. */
function propertyOf(field: Field): Property {
	switch (field.kind) {
		case 'choice':
			return { kind: 'string', values: field.values };
		case 'choices':
			return { kind: 'list', values: field.values };
		case 'number':
			return { kind: field.decimals === 0 ? 'integer' : 'number' };
		case 'count':
			return { kind: 'integer' };
		case 'day':
			return { kind: 'day' };
		case 'date':
			return { kind: 'string' };
		case 'name':
		case 'address':
			return { kind: 'string', isReturnedOnly: true };
	}
}

const properties = Object.fromEntries(propertyNames.map((name) => [name, propertyOf(fields[name])]));

/** Every published camera, as the downloads have it. Its days are those of its first report and its last public change. */
export const cameras: Collection = { geometry: 'Point', properties, hasDays: true, read };

async function read(context: FeatureContext): Promise<Items> {
	const [live] = await Promise.all([liveCameras(), refreshCameras()]);
	const { index } = live;
	const { columns } = index;
	const { edition } = live;
	const rows = index.inOrder('id');
	const rowAt = (place: number) => rows[place] ?? 0;
	const numberAt = (place: number) => columns.at.number[rowAt(place)] ?? 0;
	const today = dayNumber(context.today);
	const [first, last] = [columns.reader('first_reported_on'), columns.reader('changed_on')];
	return {
		edition: [edition, context.today, namesVersion()].join(' '),
		isCurrent: () => live.edition === edition,
		places: rows.length,
		size: index.size,
		isEmpty: (place) => columns.isGone(rowAt(place)),
		find(id) {
			const number = decodeCameraId(id);
			return number === null ? null : findKey(rows.length, numberAt, number);
		},
		idAt: (place) => encodeCameraId(numberAt(place)),
		source: {
			kinds: queryables(cameras),
			value(name) {
				if (name === 'freshness')
					return (place) => freshnessAfter(today - columns.confirmedDay(rowAt(place)), context.settings);
				const value = columns.reader(name as StoredName);
				return (place) => value(rowAt(place));
			},
			geometry: (place) => ({ type: 'Point', coordinates: columns.position(rowAt(place)) })
		},
		days: (place) => [first(rowAt(place)), last(rowAt(place))],
		feature: (place) => toFeature(columns.camera(rowAt(place)), context),
		extent() {
			let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
			let [earliest, latest] = [Infinity, -Infinity];
			for (const row of rows) {
				if (columns.isGone(row)) continue;
				const [lng, lat] = columns.position(row);
				[west, south] = [Math.min(west, lng), Math.min(south, lat)];
				[east, north] = [Math.max(east, lng), Math.max(north, lat)];
				earliest = Math.min(earliest, columns.at.first_reported_on[row] ?? Infinity);
				latest = Math.max(latest, columns.at.changed_on[row] ?? -Infinity);
			}
			if (earliest === Infinity) return { bbox: null, days: null };
			return { bbox: [west, south, east, north], days: [dayOf(earliest), dayOf(latest)] };
		}
	};
}
