import * as v from 'valibot';
import { formatNames, formatPath, formats, type FormatFacts } from '../../camera/formats.ts';
import { shows, themes } from '../../sharing/embed-asked.ts';
import { drawnLayers } from '../../sharing/draw-map.ts';
import { geoJson, json, type Address, type Addresses, type Operation } from './operation.ts';
import {
	coverageQuery,
	dayText,
	feedQuery,
	filterQuery,
	integerText,
	lang,
	mapFilterQuery,
	oneOf,
	optional,
	sinceVersion,
	text
} from './query.ts';
import * as shapes from './file-shapes.ts';

/** The record in each of its formats. */
function formatAddresses(): Record<string, Address> {
	return Object.fromEntries(
		formatNames.map((name) => {
			const { title, mediaType, parameters }: FormatFacts = formats[name];
			const query = {
				...filterQuery,
				...(parameters.lang && { lang: optional(lang) }),
				...(parameters.for && { for: optional(oneOf(parameters.for, 'Also written for this reader.')) })
			};
			const answers = { [mediaType.replace(/;.*/, '')]: name === 'geojson' ? shapes.cameras : null };
			const GET: Operation = {
				tag: 'Downloads',
				summary: `Cameras as ${title}`,
				query,
				answers,
				isTagged: true
			};
			return [formatPath(name), { GET }];
		})
	);
}

/** What any site may read: files, feeds, frames, the log, tiles. */
export const openData: Addresses = {
	...formatAddresses(),
	'/data/changes.json': {
		GET: {
			tag: 'Downloads',
			summary: 'Every public change after a version, for a mirror',
			query: { since: optional(sinceVersion) },
			answers: json(shapes.changes),
			refusals: [410],
			isTagged: true
		}
	},
	'/data/changes.csv': {
		GET: {
			tag: 'Downloads',
			summary: 'Cameras that were in another state at the end of a day than at the end of an earlier one',
			query: { from: dayText('The earlier day.'), to: dayText('The later day, today at most.') },
			answers: { 'text/csv': null },
			isTagged: true
		}
	},
	'/data/coverage.geojson': {
		GET: {
			tag: 'Downloads',
			summary: 'Watched ground by squares of 250 m',
			query: coverageQuery,
			answers: geoJson(shapes.coverage),
			isTagged: true
		}
	},
	'/data/areas.geojson': {
		GET: {
			tag: 'Downloads',
			summary: 'Municipalities with their cameras and their watched ground',
			query: { borders: optional(oneOf(['simplified'], 'Borders with fewer corners.')) },
			answers: geoJson(shapes.areas),
			isTagged: true
		}
	},
	'/data/sights.geojson': {
		GET: {
			tag: 'Downloads',
			summary: 'What each camera sees all around among buildings',
			query: filterQuery,
			answers: geoJson(shapes.sights),
			isTagged: true
		}
	},
	'/cameras/[id]/view.geojson': {
		GET: {
			tag: 'Downloads',
			summary: 'The sectors and circles that one camera could see',
			answers: geoJson(shapes.view),
			refusals: [301, 404, 410],
			isTagged: true
		}
	},
	'/stats/[name].csv': {
		GET: {
			tag: 'Downloads',
			summary: 'What the page of statistics shows, as CSV (RFC 4180)',
			answers: { 'text/csv': null },
			refusals: [404],
			isTagged: true
		}
	},
	'/feed.atom': {
		GET: {
			tag: 'Sharing',
			summary: 'What became of cameras, as Atom (RFC 4287)',
			query: feedQuery,
			answers: { 'application/atom+xml': null },
			refusals: [301, 404, 410],
			isTagged: true
		}
	},
	'/feed.json': {
		GET: {
			tag: 'Sharing',
			summary: 'What became of cameras, as JSON Feed 1.1',
			query: feedQuery,
			answers: { 'application/feed+json': shapes.feed },
			refusals: [301, 404, 410],
			isTagged: true
		}
	},
	'/embed': {
		GET: {
			tag: 'Sharing',
			summary: 'A drawing of the map, or a number, for a frame on any site',
			query: {
				show: optional(oneOf(shows, 'map without it.')),
				map: optional(text('zoom/latitude/longitude, as in the address of the map.')),
				layer: optional(oneOf(drawnLayers, 'none without it.')),
				theme: optional(oneOf(themes, 'The reader’s without it.')),
				...mapFilterQuery
			},
			answers: { 'text/html': null },
			isTagged: true
		}
	},
	'/oembed': {
		GET: {
			tag: 'Sharing',
			summary: 'How a page of this site is embedded (oEmbed 1.0)',
			query: {
				url: text('Of the page.'),
				format: optional(oneOf(['json', 'xml'], 'XML is a 501.')),
				maxwidth: optional(integerText(1, 999_999, 'In pixels.')),
				maxheight: optional(integerText(1, 999_999, 'In pixels.'))
			},
			answers: json(shapes.oembed),
			refusals: [404, 501],
			isTagged: true
		}
	},
	'/cards/[card].png': {
		GET: {
			tag: 'Sharing',
			summary: 'The picture that goes with a link: map, stats, or the id of a camera',
			query: { lang: optional(lang) },
			answers: { 'image/png': null },
			refusals: [404],
			isTagged: true
		}
	},
	'/data/snapshots/index.json': {
		GET: {
			tag: 'Downloads',
			summary: 'Every snapshot that can be cited',
			answers: json(shapes.snapshotIndex),
			isTagged: true
		}
	},
	'/data/snapshots/[edition]/[file]': {
		GET: {
			tag: 'Downloads',
			summary: 'A file of a snapshot: manifest.json names them',
			answers: { 'application/json': null, 'application/geo+json': null, 'text/csv': null },
			refusals: [404, 410],
			isTagged: true
		}
	},
	'/.well-known/oko-key.json': {
		GET: {
			tag: 'Downloads',
			summary: 'The public key of the snapshots’ signatures',
			answers: json(shapes.publicKey),
			isTagged: true
		}
	},
	'/data/log/heads.json': {
		GET: {
			tag: 'Log',
			summary: 'The head of each closed day',
			answers: json(shapes.heads),
			isTagged: true
		}
	},
	'/data/log.jsonl': {
		GET: {
			tag: 'Log',
			summary: 'The log, a line of JSON for each event and each head',
			query: {
				from: optional(dayText('Begins at this day.')),
				after: optional(text('Begins behind this leaf of the day.'))
			},
			answers: { 'application/x-ndjson': null },
			isTagged: true
		}
	},
	'/tiles.json': {
		GET: { tag: 'Tiles', summary: 'TileJSON 3.0.0 of the cameras', answers: json(shapes.tileJson) }
	},
	'/tiles/coverage.json': {
		GET: { tag: 'Tiles', summary: 'TileJSON 3.0.0 of watched ground', answers: json(shapes.tileJson) }
	},
	'/tiles/[tileset]/[z]/[x]/[y].mvt': {
		GET: {
			tag: 'Tiles',
			summary: 'A Mapbox Vector Tile 2.1; 204 where nothing lies',
			answers: { 'application/vnd.mapbox-vector-tile': null },
			refusals: [404],
			isTagged: true
		}
	},
	'/data/catalogue.jsonld': {
		GET: {
			tag: 'Downloads',
			summary: 'What there is to download, in DCAT-AP 3',
			answers: { 'application/ld+json': v.looseObject({}) },
			isTagged: true
		}
	}
};
