import * as v from 'valibot';
import { floodKinds, type FloodArea } from '../camera/flood.ts';
import { municipalityIds } from '../camera/municipalities.ts';
import {
	complaintKinds,
	operators,
	surveyMethods,
	surveyShapes,
	types,
	verdicts
} from '../camera/vocabulary.ts';
import { camera, day, dayOrNull, number, textOrNull } from './answers.ts';

/* What the database answers to moderators (supabase/schemas/14_desk.sql and 15_floods.sql), checked where it comes in. */

const municipality = v.nullable(v.picklist(municipalityIds));
/** What a camera is called by, of hidden ones too. */
export const titled = v.object({
	number,
	municipality,
	type: v.picklist(types),
	lng: number,
	lat: number
});

export const deskSurvey = v.object({
	id: v.string(),
	shape: v.picklist(surveyShapes),
	looked_on: day,
	method: v.picklist(surveyMethods),
	received_on: day,
	removed: v.boolean(),
	looked_m2: number,
	/** the middle of its box */
	lng: number,
	lat: number,
	municipality,
	/** known cameras that stand in its ground */
	cameras: number,
	/** an SVG path in metres, and the width and height of its box */
	outline: v.string(),
	box: v.tuple([number, number])
});

export const takenBack = v.object({
	id: v.string(),
	kind: v.picklist(floodKinds),
	from: day,
	to: day,
	area: v.custom<FloodArea>((value) => typeof value === 'object' && value !== null),
	reason: v.string(),
	entries: number,
	made_on: day,
	undone_on: dayOrNull
});

export const flood = v.object({
	count: number,
	most: number,
	spared: v.object({
		confirmed: v.optional(number),
		seen: v.optional(number),
		own: v.optional(number),
		kept: v.optional(number)
	}),
	shown: v.string(),
	/** cameras or surveys, by kind */
	rows: v.unknown(),
	after: v.nullable(v.union([v.string(), number]))
});

/** A row of each list of the desk. */
export const deskRows = {
	disputed: camera,
	complaints: v.object({
		camera: titled,
		id: v.string(),
		kind: v.picklist(complaintKinds),
		message: textOrNull,
		received_on: day
	}),
	waiting: v.object({
		id: v.string(),
		type: v.picklist(types),
		operator: v.picklist(operators),
		lng: number,
		lat: number,
		note: textOrNull,
		municipality,
		delete_on: day,
		hidden: v.nullable(v.array(v.object({ camera: titled, reason: v.string() })))
	}),
	notes: v.object({ camera: titled, id: v.string(), note: v.string(), delete_on: day }),
	surveys: deskSurvey,
	reported: camera,
	hidden: v.object({
		camera: titled,
		reason: v.string(),
		merged_into: v.nullable(titled),
		changed_on: day
	}),
	taken_back: takenBack
};

const rows = v.array(v.unknown());
const rowCount = v.optional(number, 0);
export const desk = v.object({
	disputed: rows,
	complaints: rows,
	waiting: rows,
	notes: rows,
	reported: rows,
	hidden: rows,
	taken_back: rows,
	counts: v.object({
		disputed: rowCount,
		complaints: rowCount,
		waiting: rowCount,
		notes: rowCount,
		surveys: rowCount,
		reported: rowCount,
		hidden: rowCount,
		taken_back: rowCount
	}),
	bursts: v.object({
		people: v.array(
			v.object({ camera: titled, verdict: v.picklist(verdicts), people: number, new_people: number })
		),
		networks: v.array(v.object({ acts: number, cameras: v.array(titled) }))
	})
});
export const deskPage = v.object({ rows, count: number, before: textOrNull, after: textOrNull });
