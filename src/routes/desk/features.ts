import type { Camera } from '$lib/camera/camera';
import { toFeature, type FeatureContext } from '$lib/camera/feature';
import { encodeCameraId } from '$lib/camera/id';
import type { Titled } from '$lib/i18n/record-words';
import { lookOf, type Look } from '$lib/map/marks';
import type { Bursts, DeskPage, Named } from '$lib/server/desk';

/** A camera as the desk calls it, and how the map draws it where it is there. */
export interface DeskCamera extends Titled {
	id: string;
	look?: Look;
}

/** Cameras with their titles in the reader's language. */
export function withTitles(context: FeatureContext) {
	/** What somebody calls a place by. */
	const placed = <T extends { lng: number; lat: number }>({ lng, lat, ...rest }: T) => ({
		...rest,
		position: [lng, lat] as [number, number],
		place: context.placeAt([lng, lat])
	});
	const named = ({ number, ...rest }: Named): DeskCamera => ({
		...placed(rest),
		id: encodeCameraId(number)
	});
	const drawn = (camera: Camera) => {
		const { properties, geometry, id } = toFeature(camera, context);
		const { type, place, municipality, state, freshness } = properties;
		const [lng = 0, lat = 0] = geometry.coordinates;
		const title = { id, type, place, municipality, position: [lng, lat] as [number, number] };
		return { camera: { ...title, look: lookOf(state, freshness) } as DeskCamera, properties };
	};
	const page = (found: DeskPage) => {
		const { list, rows, ...rest } = found;
		if (list === 'reported' || list === 'disputed') return { ...rest, list, rows: rows.map(drawn) };
		if (list === 'surveys') return { ...rest, list, rows: rows.map(placed) };
		if (list === 'taken_back') return { ...rest, list, rows };
		if (list === 'waiting') {
			const shown = rows.map(({ hidden, ...row }) => ({
				...placed(row),
				hidden: hidden.map(({ camera, reason }) => ({ camera: named(camera), reason }))
			}));
			return { ...rest, list, rows: shown };
		}
		if (list === 'hidden') {
			const shown = rows.map(({ camera, mergedInto, ...row }) => ({
				...row,
				camera: named(camera),
				mergedInto: mergedInto && named(mergedInto)
			}));
			return { ...rest, list, rows: shown };
		}
		if (list === 'notes')
			return { ...rest, list, rows: rows.map((row) => ({ ...row, camera: named(row.camera) })) };
		return { ...rest, list, rows: rows.map((row) => ({ ...row, camera: named(row.camera) })) };
	};
	const bursts = ({ people, networks }: Bursts) => ({
		people: people.map((row) => ({ ...row, camera: named(row.camera) })),
		networks: networks.map(({ acts, cameras }) => ({ acts, cameras: cameras.map(named) }))
	});
	return { page, bursts, drawn, placed };
}

type Titles = ReturnType<typeof withTitles>;
/** A page of a list as it is drawn. */
export type DrawnPage = ReturnType<Titles['page']>;
export type DrawnBursts = ReturnType<Titles['bursts']>;
/** A survey with the place where it was looked. */
export type DrawnSurvey = Extract<DrawnPage, { list: 'surveys' }>['rows'][number];
