import * as v from 'valibot';
import { belgradeDay } from '../camera/day.ts';
import { complaintSchema, fieldErrors, reportSchema, type Complaint, type Report } from '../camera/report.ts';
import { correctionSchema, reviewSchema, type Correction, type Review } from '../camera/review.ts';
import { Problem } from './problem.ts';
import { settings } from './settings.ts';

/** A body as a report, checked. @throws Problem 422 with one error a field */
export async function parseReport(body: unknown): Promise<Report> {
	return parse(reportSchema(await settings(), belgradeDay()), body);
}

/** A body as a complaint, checked. @throws Problem 422 with one error a field */
export async function parseComplaint(body: unknown): Promise<Complaint> {
	return parse(complaintSchema(await settings()), body);
}

/** A body as a review, checked. @throws Problem 422 with one error a field */
export function parseReview(body: unknown): Review {
	return parse(reviewSchema(), body);
}

/** A body as a correction, checked. @throws Problem 422 with one error a field */
export async function parseCorrection(body: unknown): Promise<Correction> {
	return parse(correctionSchema(await settings(), belgradeDay()), body);
}

function parse<T>(schema: v.GenericSchema<unknown, T>, body: unknown): T {
	const result = v.safeParse(schema, body);
	if (result.success) return result.output;
	throw new Problem(422, 'invalid_report', { errors: fieldErrors(result.issues) });
}
