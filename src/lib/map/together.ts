import type { Feature, FeatureCollection, Point } from 'geojson';
import type { Map, MapGeoJSONFeature, PointLike } from 'maplibre-gl';
import { middleOf } from '../camera/position.ts';
import { stackingOrder } from '../camera/view.ts';
import type { State } from '../camera/vocabulary.ts';
import type { TileCamera } from './features.ts';
import { areasBelowZoom } from './ground.ts';
import { cameraLayers, ids } from './layer-ids.ts';
import { marksFromZoom } from './style.ts';

/*
 * Cameras that would cover each other on the map. From afar the one on top stands for all of them, with their number;
 * from zoom 17 on they are fanned out around their place.
 */

/** from this zoom on each camera of a place can be pressed */
export const fannedFromZoom = 17;
/** cameras nearer to each other than this are drawn together, in px */
export const together_px = { dots: 12, marks: 24 };
/** between the middles of two marks of a fan: the smallest target, in px */
const target_px = 44;
/** a mark reaches so far from its middle, in px */
const mark_px = 12;

interface OnScreen {
	/** in px */
	x: number;
	y: number;
}

/**
 * Groups of what lies together, each with the one on top first.
 * @param topFirst in the order in which they cover each other
 */
export function groupsOf<T extends OnScreen>(topFirst: readonly T[], reach_px: number): [T, ...T[]][] {
	const groups: [T, ...T[]][] = [];
	const cells: Record<string, [T, ...T[]][]> = {};
	const cellOf = (one: OnScreen) => [Math.floor(one.x / reach_px), Math.floor(one.y / reach_px)] as const;
	for (const one of topFirst) {
		const [column, row] = cellOf(one);
		let nearest: [T, ...T[]] | undefined;
		let nearest_px = reach_px;
		for (let dx = -1; dx <= 1; dx++)
			for (let dy = -1; dy <= 1; dy++)
				for (const group of cells[`${column + dx} ${row + dy}`] ?? []) {
					const distance_px = Math.hypot(group[0].x - one.x, group[0].y - one.y);
					if (distance_px >= nearest_px) continue;
					nearest = group;
					nearest_px = distance_px;
				}
		if (nearest) {
			nearest.push(one);
			continue;
		}
		const group: [T] = [one];
		groups.push(group);
		(cells[`${column} ${row}`] ??= []).push(group);
	}
	return groups;
}

/** Which of two states lies on top: the greater number. */
export function stackingOf(state: State): number {
	return stackingOrder.indexOf(state);
}

/** A camera that is drawn for a group, or in a fan. */
export interface TogetherCamera extends TileCamera {
	/** how many it stands for, itself among them */
	together: number;
	isInHand: boolean;
	/** where in the fan it is drawn, in px from its place; 0, 0 where there is no fan */
	dx: number;
	dy: number;
	/** both, as the map's style takes them */
	offset: [dx: number, dy: number];
	/** the way there, in degrees clockwise from up, and how far, in px */
	angle_deg: number;
	radius_px: number;
}
export type DrawnTogether = FeatureCollection<Point, TogetherCamera>;

/** What is drawn in the place of cameras that lie together. The camera in hand is drawn on top, also alone. */
export function drawTogether(
	cameras: Feature<Point, TileCamera>[],
	{ zoom, inHand, project }: { zoom: number; inHand: number | null; project: (at: Point) => OnScreen }
): { drawn: DrawnTogether; ids: number[] } {
	const isFanned = zoom >= fannedFromZoom;
	const order = (id: number, state: State) => (id === inHand ? stackingOrder.length : stackingOf(state));
	const topFirst = cameras
		.map((camera) => ({ camera, id: Number(camera.id), ...project(camera.geometry) }))
		.map(({ camera, id, x, y }) => ({ camera, id, x, y, order: order(id, camera.properties.state) }))
		// A fan stays as it is whichever of its cameras is in hand.
		.sort((a, b) => (isFanned ? 0 : b.order - a.order) || a.y - b.y || a.x - b.x || a.id - b.id);
	const groups = groupsOf(topFirst, zoom < marksFromZoom ? together_px.dots : together_px.marks).filter(
		(group) => group.length > 1 || group[0].id === inHand
	);
	const features = groups.flatMap((group) => {
		const drawn = (
			{ camera, id }: (typeof group)[number],
			geometry: Point,
			place: Pick<TogetherCamera, 'together' | 'dx' | 'dy' | 'angle_deg' | 'radius_px'>
		): Feature<Point, TogetherCamera> => ({
			type: 'Feature',
			id,
			geometry,
			properties: { ...camera.properties, ...place, offset: [place.dx, place.dy], isInHand: id === inHand }
		});
		if (!isFanned || group.length === 1)
			return drawn(group[0], group[0].camera.geometry, {
				together: group.length,
				dx: 0,
				dy: 0,
				angle_deg: 0,
				radius_px: 0
			});
		const middle: Point = {
			type: 'Point',
			coordinates: middleOf(group.map(({ camera }) => camera.geometry.coordinates))
		};
		return group.map((one, i) => drawn(one, middle, { together: 1, ...fanPlace(i, group.length) }));
	});
	return {
		drawn: { type: 'FeatureCollection', features },
		ids: groups.flatMap((group) => group.map(({ id }) => id))
	};
}

/** The place of one of `count` cameras in their fan: in a ring that begins at the left, each a target apart. */
export function fanPlace(i: number, count: number) {
	const radius_px = target_px / 2 / Math.sin(Math.PI / count);
	const angle_deg = (270 + (i * 360) / count) % 360;
	const angle = (angle_deg * Math.PI) / 180;
	return {
		dx: Math.round(radius_px * Math.sin(angle)),
		dy: Math.round(-radius_px * Math.cos(angle)),
		angle_deg,
		radius_px: Math.round(radius_px)
	};
}

/** Where a camera of a fan is drawn: px right of and below the place of the fan. */
export interface FannedPlace {
	middle: Point;
	dx: number;
	dy: number;
}

/** Where the cameras of fans are drawn, by the camera's number. */
export function fannedPlaces(map: Map): Record<number, FannedPlace> {
	if (!map.getSource(ids.together)) return {};
	return Object.fromEntries(
		map.querySourceFeatures(ids.together).flatMap(({ id, geometry, properties }) => {
			const { dx, dy } = properties as TogetherCamera;
			return dx || dy ? [[Number(id), { middle: geometry as Point, dx, dy }]] : [];
		})
	);
}

/**
 * The camera or cluster that a press at a point takes: the one drawn on top there, or else the nearest within reach. Where
 * municipalities are shown, a press is theirs.
 */
export function pressedAt(map: Map, { x, y }: OnScreen): MapGeoJSONFeature | null {
	const reach_px = target_px / 2;
	const box: [PointLike, PointLike] = [
		[x - reach_px, y - reach_px],
		[x + reach_px, y + reach_px]
	];
	const ofAreas = map.getZoom() < areasBelowZoom && map.getLayer(ids.areaTouch);
	const cameras = ofAreas ? [] : [...cameraLayers, ids.togetherDots, ids.togetherMarks];
	const layers = [...cameras, ids.clusters].filter((layer) => map.getLayer(layer));
	const found = map
		.queryRenderedFeatures(box, { layers })
		.filter(({ geometry, state }) => geometry.type === 'Point' && !state.together)
		.map((feature) => {
			const { dx = 0, dy = 0, isInHand, state } = feature.properties as Partial<TogetherCamera>;
			const at = map.project((feature.geometry as Point).coordinates as [number, number]);
			const order = isInHand ? stackingOrder.length : state === undefined ? -1 : stackingOf(state);
			return { feature, order, distance_px: Math.hypot(at.x + dx - x, at.y + dy - y) };
		})
		.filter(({ distance_px }) => distance_px <= reach_px)
		.sort((a, b) => a.distance_px - b.distance_px);
	const covering = found.filter(({ distance_px }) => distance_px <= mark_px);
	const [top] = covering.sort((a, b) => b.order - a.order || a.distance_px - b.distance_px);
	return (top ?? found[0])?.feature ?? null;
}
