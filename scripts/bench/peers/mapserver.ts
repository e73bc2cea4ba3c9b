import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TileId } from '../../../src/lib/server/live/camera-index.ts';
import { serve, type Running } from '../process.ts';

/** MapServer 8 over PostGIS: two FastCGI processes behind lighttpd, each with one connection that it keeps. */
export function startMapServer(folder: string, databaseUrl: string): Promise<Running> {
	const { hostname, port, pathname } = new URL(databaseUrl);
	mkdirSync(folder, { recursive: true });
	const file = (name: string, text: string) => {
		writeFileSync(join(folder, name), text);
		return join(folder, name);
	};
	const map = file(
		'cameras.map',
		`MAP
  NAME "oko"
  SIZE 512 512
  EXTENT -20037508 -20037508 20037508 20037508
  PROJECTION "init=epsg:3857" END
  OUTPUTFORMAT
    NAME "mvt"
    DRIVER MVT
    FORMATOPTION "EXTENT=4096"
    FORMATOPTION "EDGE_BUFFER=0"
    FORMATOPTION "USE_FEATUREID=true"
  END
  LAYER
    NAME "cameras"
    TYPE POINT
    STATUS ON
    PROJECTION "init=epsg:3857" END
    CONNECTIONTYPE POSTGIS
    CONNECTION "host=${hostname} port=${port} dbname=${pathname.slice(1)} user=postgres options='-c search_path=public,extensions -c max_parallel_workers_per_gather=0 -c jit=off'"
    PROCESSING "CLOSE_CONNECTION=DEFER"
    DATA "geom from peer_cameras using unique number using srid=3857"
    METADATA
      "gml_include_items" "all"
      "gml_exclude_items" "number"
      "gml_featureid" "number"
      "gml_heading_type" "Integer"
      "gml_confirmed_day_type" "Integer"
    END
    CLASS
      STYLE COLOR 0 0 0 END
    END
  END
END
`
	);
	const settings = file(
		'mapserver.conf',
		`CONFIG\n  ENV\n    MS_MAPFILE "${map}"\n    MS_MAP_PATTERN "."\n  END\nEND\n`
	);
	return serve((port) => [
		'lighttpd',
		'-D',
		'-f',
		file(
			'lighttpd.conf',
			`server.modules = ("mod_fastcgi")
server.document-root = "${folder}"
server.bind = "127.0.0.1"
server.port = ${port}
server.max-keep-alive-requests = 100000000
fastcgi.server = ("/tiles" => ((
  "bin-path" => "/usr/lib/cgi-bin/mapserv",
  "socket" => "${folder}/mapserver",
  "max-procs" => 2,
  "check-local" => "disable",
  "bin-environment" => ("MAPSERVER_CONFIG_FILE" => "${settings}")
)))
`
		)
	]);
}

export function mapServerPath({ z, x, y }: TileId): string {
	return `/tiles?mode=tile&tilemode=gmap&tile=${x}+${y}+${z}&layers=cameras&map.imagetype=mvt`;
}
