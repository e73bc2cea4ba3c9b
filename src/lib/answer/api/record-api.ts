import { complaintSchema, reportSchema } from '../../camera/report.ts';
import { correctionSchema, reviewSchema } from '../../camera/review.ts';
import { surveySchema } from '../../camera/survey.ts';
import { locales } from '../../i18n/locale.ts';
import { geoJson, json, type Addresses } from './operation.ts';
import { filterQuery, integerText, numberText, oneOf, optional, text, type Query } from './query.ts';
import * as shapes from './shapes.ts';

const position: Query = {
	lng: numberText(-180, 180, 'Longitude in degrees.'),
	lat: numberText(-90, 90, 'Latitude in degrees.')
};
/** of what is sent without an account */
const sent = [400, 403, 410, 413, 415, 422, 428, 429] as const;
const signedIn = [401, 404, 409, 410, 413, 415, 422, 429] as const;

/** What is asked and said of single cameras, and what is sent. */
export const recordApi: Addresses = {
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
	}
};
