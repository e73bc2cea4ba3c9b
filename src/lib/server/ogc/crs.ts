import type { Geometry, Position } from 'geojson';
import { degrees, mappedGeometry, type Plane } from '../../camera/cql2/index.ts';
import { mercator } from '../../camera/mercator.ts';
import type { Position as Degrees } from '../../camera/position.ts';
import { toUtm34 } from '../../camera/utm34.ts';

/** A coordinate reference system in which features are asked for and sent. */
export interface Crs {
	/** as OGC API – Features – Part 2 names it */
	uri: string;
	/** how positions in a request are read */
	plane: Plane;
	/** a position, lng before lat, in the order of the axes of the system; metres have two decimals */
	write(position: Position): Position;
}

/** equator of the sphere of EPSG:3857, metres */
const equator = 2 * Math.PI * 6_378_137;

function toWebMercator([lng = 0, lat = 0]: Position): Position {
	const [x, y] = mercator([lng, lat]);
	return [(x - 0.5) * equator, (0.5 - y) * equator];
}

function inMetres(uri: string, project: (position: Position) => Position): Crs {
	const isPlace = (metres: number) => Math.abs(metres) < 1e8;
	return {
		uri,
		plane: { project, read: (east, north) => (isPlace(east) && isPlace(north) ? [east, north] : null) },
		write: (position) => project(position).map((metres) => Math.round(metres * 100) / 100)
	};
}

/** Longitude before latitude: the one that is used where none is named, and in which positions are kept. */
export const crs84: Crs = {
	uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
	plane: degrees,
	write: (position) => position
};

const epsg = (code: number) => `http://www.opengis.net/def/crs/EPSG/0/${code}`;

/** The first is the usual one. The registry of EPSG:4326 has latitude before longitude. */
export const systems: readonly Crs[] = [
	crs84,
	{
		uri: epsg(4326),
		plane: { project: null, read: (lat, lng) => degrees.read(lng, lat) },
		write: ([lng = 0, lat = 0]) => [lat, lng]
	},
	inMetres(epsg(3857), toWebMercator),
	inMetres(epsg(32634), (position) => toUtm34(position as Degrees))
];

/** A geometry in a system. */
export function written(geometry: Geometry, { write }: Crs): Geometry {
	if (geometry.type !== 'GeometryCollection') return mappedGeometry(geometry, write);
	return { ...geometry, geometries: geometry.geometries.map((part) => written(part, { write } as Crs)) };
}
