/*
 * A tile server as many write it: node:http, a pool of connections, and PostGIS's st_asmvt; no cache.
 */
import { createServer } from 'node:http';
import postgres from 'postgres';

const sql = postgres(process.env.DATABASE_URL ?? '', {
	max: 10,
	connection: { max_parallel_workers_per_gather: 0, jit: 'off' } as never
});

createServer((request, response) => {
	const match = /^\/(\d+)\/(\d+)\/(\d+)\.mvt$/.exec(request.url ?? '');
	if (!match) return void response.writeHead(404).end();
	const [z = 0, x = 0, y = 0] = match.slice(1).map(Number);
	tile(z, x, y).then(
		(body) =>
			response
				.writeHead(200, {
					'Content-Type': 'application/vnd.mapbox-vector-tile',
					'Content-Length': body.length
				})
				.end(body),
		(error) => response.writeHead(500).end(String(error))
	);
}).listen(Number(process.env.PORT), process.env.HOST);

async function tile(z: number, x: number, y: number): Promise<Buffer> {
	const [row] = await sql<{ body: Buffer }[]>`
		select extensions.st_asmvt(t, 'cameras', 4096, 'geom', 'number') as body
		from (
			select c.number, c.state, c.type, c.operator, c.heading, c.confirmed_day, c.changes,
				extensions.st_asmvtgeom(c.geom, extensions.st_tileenvelope(${z}, ${x}, ${y}), 4096, 0, false) as geom
			from peer_cameras c where c.geom operator(extensions.&&) extensions.st_tileenvelope(${z}, ${x}, ${y})
		) t`;
	return row?.body ?? Buffer.alloc(0);
}
