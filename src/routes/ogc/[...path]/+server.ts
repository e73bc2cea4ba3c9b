import { answerProgram } from '$lib/answer/ogc';
import type { RequestHandler } from './$types';

/** OGC API – Features, for programs. */
export const GET: RequestHandler = (event) => answerProgram(event);
