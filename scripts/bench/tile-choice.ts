import type { Sql } from 'postgres';
import { toMercator, type TileId } from '../../src/lib/server/live/camera-index.ts';
import type { Box } from './data.ts';

/** Serbia and around: at a million cameras no tile from z9 on holds more than 20,000, so that none holds clusters. */
export const serbia: Box = [18, 42, 24, 47];

/** Tiles of z9 to z14 in equal shares, each around a camera; the same ones for the same cameras. */
export async function chooseTiles(sql: Sql, count: number): Promise<TileId[]> {
	const cameras = await sql.begin(async (sql) => {
		await sql`select setseed(0.9)`;
		return sql<{ lng: number; lat: number }[]>`
			select extensions.st_x(position::extensions.geometry) as lng, extensions.st_y(position::extensions.geometry) as lat
			from (select position from public.cameras order by number) c order by random() limit ${count * 20}`;
	});
	const tiles = new Map<string, TileId>();
	for (const [i, { lng, lat }] of cameras.entries()) {
		if (tiles.size === count) break;
		const z = 9 + (i % 6);
		const [x, y] = toMercator(lng, lat).map((at) => at >>> (32 - z)) as [number, number];
		tiles.set([z, x, y].join('/'), { z, x, y });
	}
	return [...tiles.values()];
}

/** What other tile servers read: plain columns, the positions already in web mercator, indexed. The best case for them. */
export async function makePeerTable(sql: Sql): Promise<void> {
	await sql.unsafe(`
		drop table if exists peer_cameras;
		create table peer_cameras as
			select number, extensions.st_transform(position::extensions.geometry, 3857) as geom, state::text, type::text,
				operator::text, heading_deg as heading, state_changes as changes,
				private.days_since_1970(coalesce(last_confirmed_on, observed_on, first_reported_on)) as confirmed_day
			from public.cameras;
		create unique index on peer_cameras (number);
		create index on peer_cameras using gist (geom);
		analyze peer_cameras`);
}

/** Turns one camera in each of the tiles, so that every process drops and later makes anew every one of them. */
export async function touchTiles(sql: Sql, tiles: TileId[]): Promise<void> {
	const [z, x, y] = (['z', 'x', 'y'] as const).map((key) => tiles.map((tile) => tile[key]));
	await sql`
		with touched as (
			select distinct c.number
			from unnest(${z as number[]}::int[], ${x as number[]}::int[], ${y as number[]}::int[]) as t (z, x, y),
			lateral (
				select p.number from peer_cameras p
				where p.geom operator(extensions.&&) extensions.st_tileenvelope(t.z, t.x, t.y)
					and extensions.st_contains(extensions.st_tileenvelope(t.z, t.x, t.y), p.geom)
				limit 1
			) c
		), moved as (
			update public.cameras c
			set heading_deg = mod(coalesce(c.heading_deg, 0) + 1, 360), version = v.value + t.place
			from private.version v, (select number, row_number() over () as place from touched) t
			where c.number = t.number returning c.version
		)
		update private.version set value = (select max(version) from moved)`;
}
