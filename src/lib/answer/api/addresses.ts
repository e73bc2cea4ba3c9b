import * as v from 'valibot';
import type { Day } from '../../camera/day.ts';
import { complaintSchema, reportSchema } from '../../camera/report.ts';
import { correctionSchema, reviewSchema } from '../../camera/review.ts';
import { formatNames, formatPath, formats, type FormatFacts } from '../../camera/formats.ts';
import type { Settings } from '../../camera/settings.ts';
import { surveySchema } from '../../camera/survey.ts';
import { locales } from '../../i18n/locale.ts';
import { shows, themes } from '../../sharing/embed-asked.ts';
import { drawnLayers } from '../../sharing/draw-map.ts';
import {
	coverageQuery,
	dayText,
	feedQuery,
	filterQuery,
	integerText,
	lang,
	mapFilterQuery,
	numberText,
	oneOf,
	optional,
	sinceVersion,
	text,
	type Query
} from './query.ts';
import * as shapes from './shapes.ts';

export const tags = {
	Downloads: 'Open data, ODbL 1.0. Any site may read it.',
	Cameras: 'One camera, and which are near.',
	Reviews: 'For who has a contributor key: the session’s cookie of /account.',
	Reporting: 'Reports and surveys. No account is needed.',
	Sharing: 'Feeds, frames and pictures for other sites.',
	Log: 'The public history, hashed by the day.',
	Tiles: 'Vector tiles.',
	Operation: 'What there is, and whether the process and its database are well.'
} as const;
export type Tag = keyof typeof tags;

/** What is done with one verb at one address. */
export interface Operation {
	tag: Tag;
	summary: string;
	query?: Query;
	/** a header that has to stand there */
	needs?: 'challenge' | 'session';
	/** taken twice, the second is answered as the first was */
	isIdempotent?: true;
	body?: (settings: Settings, today: Day) => v.GenericSchema;
	/** the status when all is well, 200 where nothing stands here */
	status?: 200 | 201 | 204;
	/** what it answers, by media type; a schema where it is JSON */
	answers: Readonly<Record<string, v.GenericSchema | null>>;
	/** statuses of its refusals, beside 400 for a parameter and 503 */
	refusals?: readonly number[];
	/** it knows ETag and If-None-Match */
	isTagged?: true;
}
export interface Address {
	GET?: Operation;
	POST?: Operation;
}

const json = (schema: v.GenericSchema) => ({ 'application/json': schema });
const geoJson = (schema: v.GenericSchema) => ({ 'application/geo+json': schema });
const position: Query = {
	lng: numberText(-180, 180, 'Longitude in degrees.'),
	lat: numberText(-90, 90, 'Latitude in degrees.')
};
/** of what is sent without an account */
const sent = [400, 403, 410, 413, 415, 422, 428, 429] as const;
const signedIn = [401, 404, 409, 410, 413, 415, 422, 429] as const;

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

/** Every address for programs, by its path or the id of its route, with what each verb takes and answers. */
export const addresses: Readonly<Record<string, Address>> = {
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
	'/api/cameras/[id]': {
		GET: {
			tag: 'Cameras',
			summary: 'A camera and its history',
			answers: json(shapes.oneCamera),
			refusals: [301, 404, 410]
		}
	},
	'/api/cameras/count': {
		GET: {
			tag: 'Cameras',
			summary: 'How many cameras the filters let through, and how many there are',
			query: filterQuery,
			answers: json(shapes.count)
		}
	},
	'/api/cameras/near': {
		GET: {
			tag: 'Cameras',
			summary: 'Known cameras within 15 m of a position',
			query: {
				...position,
				heading_deg: optional(integerText(0, 359, 'Clockwise from north.'))
			},
			answers: json(shapes.near)
		}
	},
	'/api/cameras/[id]/complaints': {
		POST: {
			tag: 'Cameras',
			summary: 'Tells the moderators of a problem with an entry',
			needs: 'challenge',
			body: (settings) => complaintSchema(settings),
			status: 204,
			answers: {},
			refusals: [...sent, 404]
		}
	},
	'/api/sight': {
		GET: {
			tag: 'Cameras',
			summary: 'What a camera would see from a position among buildings. Other sites cannot read it',
			query: {
				...position,
				height_m: optional(numberText(-999, 999, 'Of the lens, above ground, in metres.'))
			},
			answers: json(shapes.sight)
		}
	},
	'/api/buildings': {
		GET: {
			tag: 'Cameras',
			summary: 'The invented buildings of a demonstration. Other sites cannot read it',
			answers: geoJson(shapes.buildings),
			isTagged: true
		}
	},
	'/api/search': {
		GET: {
			tag: 'Cameras',
			summary: 'Places by name, positions in any notation, cameras by id',
			query: {
				q: text('At most 2,000 characters.'),
				limit: optional(integerText(1, 20, 'How many results at most; 8 without it.')),
				lang: optional(oneOf(locales, 'The language of the results; that of Accept-Language without it.'))
			},
			answers: json(shapes.found)
		}
	},
	'/api/check': {
		GET: {
			tag: 'Reviews',
			summary: 'The cameras that need a look most',
			answers: json(shapes.worklist)
		}
	},
	'/api/cameras/[id]/reviews': {
		GET: {
			tag: 'Reviews',
			summary: 'What people say of a camera, and what one has said oneself',
			answers: json(shapes.reviewing),
			refusals: [404, 410]
		},
		POST: {
			tag: 'Reviews',
			summary: 'Says that a camera is there, or is not, or takes that back',
			needs: 'session',
			body: () => reviewSchema(),
			answers: json(shapes.acceptedReview),
			refusals: signedIn
		}
	},
	'/api/cameras/[id]/corrections': {
		POST: {
			tag: 'Reviews',
			summary: 'Says what a field should be, or that an open correction is wrong',
			needs: 'session',
			body: correctionSchema,
			answers: json(shapes.acceptedCorrection),
			refusals: signedIn
		}
	},
	'/api/challenge': {
		GET: { tag: 'Reporting', summary: 'A proof of work', answers: json(shapes.challenge) }
	},
	'/api/reports': {
		POST: {
			tag: 'Reporting',
			summary: 'Reports a camera',
			needs: 'challenge',
			isIdempotent: true,
			body: reportSchema,
			status: 201,
			answers: json(shapes.acceptedReport),
			refusals: [...sent, 409]
		}
	},
	'/api/reports/[id]/withdraw': {
		POST: {
			tag: 'Reporting',
			summary: 'Takes a report back within ten minutes',
			body: () => shapes.withdrawal,
			answers: json(shapes.withdrawn),
			refusals: [400, 403, 410, 413, 415]
		}
	},
	'/api/surveys': {
		POST: {
			tag: 'Reporting',
			summary: 'Says where somebody looked and found no camera that is not on the map',
			needs: 'challenge',
			isIdempotent: true,
			body: surveySchema,
			status: 201,
			answers: json(shapes.acceptedSurvey),
			refusals: sent
		}
	},
	'/api/surveys/[id]/withdraw': {
		POST: {
			tag: 'Reporting',
			summary: 'Deletes a survey within ten minutes',
			body: () => shapes.withdrawal,
			answers: json(shapes.withdrawnSurvey),
			refusals: [400, 403, 410, 413, 415]
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
	'/openapi.json': {
		GET: {
			tag: 'Operation',
			summary: 'This document, OpenAPI 3.1',
			answers: { 'application/vnd.oai.openapi+json;version=3.1': v.looseObject({}) },
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
	},
	'/.well-known/api-catalog': {
		GET: {
			tag: 'Operation',
			summary: 'Which APIs there are (RFC 9727)',
			answers: { 'application/linkset+json': shapes.apiCatalog },
			isTagged: true
		}
	},
	'/sitemap.xml': {
		GET: {
			tag: 'Operation',
			summary: 'The pages in each language, for search engines',
			answers: { 'application/xml': null },
			isTagged: true
		}
	},
	'/robots.txt': {
		GET: {
			tag: 'Operation',
			summary: 'What search engines may read (RFC 9309)',
			answers: { 'text/plain': null },
			isTagged: true
		}
	},
	'/healthz': {
		GET: { tag: 'Operation', summary: 'The process is alive', answers: { 'text/plain': null } }
	},
	'/readyz': {
		GET: {
			tag: 'Operation',
			summary: 'The database answers and can be written to',
			answers: { 'text/plain': null }
		}
	}
};

/** What an address takes behind its question mark when it is read; null where nobody reads it, or the table lacks it. */
export function queryOf(route: string | null, path: string, method: string): Query | null {
	const address = addresses[route ?? ''] ?? addresses[path];
	const operation = ['GET', 'HEAD'].includes(method) ? address?.GET : undefined;
	return operation ? (operation.query ?? {}) : null;
}
