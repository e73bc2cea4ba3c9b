import { Readable } from 'node:stream';
import { belgradeDay, type Day } from '../camera/day.ts';
import { logFormat, parseLogLine } from '../camera/log.ts';
import * as answers from './answers.ts';
import { engine, parsed, unwrap, type Client } from './engine/index.ts';
import { settings } from './settings.ts';
import { encoded, isKnown, taggedHeaders, nameFile } from './text-answer.ts';

/** A closed day of the public log. */
export interface LogDay {
	day: Day;
	head: string;
	leaves: number;
}

/** The heads of all closed days, or of the last few, oldest first. */
export async function logHeads(last?: number): Promise<{ version: number; days: LogDay[] }> {
	const { anon } = await engine();
	return parsed(anon.rpc('log_heads', { p_last: last }), answers.logHeads);
}

/** Where in the log to begin: behind a leaf, or `head`, of a day; all of the day when it is empty. */
export interface LogPlace {
	day: Day;
	after: string;
}
export const logBeginning: LogPlace = { day: '0001-01-01', after: '' };

/** heads.json. */
export async function headsFile(request: Request, build: string): Promise<Response> {
	const [{ days: newest }, { demonstration }] = await Promise.all([logHeads(1), settings()]);
	const generated = belgradeDay();
	const headers = taggedHeaders(request, [build, generated, newest.at(-1)?.head]);
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	headers.set('Content-Type', 'application/json');
	const { days } = await logHeads();
	const body = {
		format: logFormat,
		licence: 'ODbL-1.0',
		generated,
		...(demonstration === 1 && { demonstration: true }),
		days
	};
	return encoded(request, headers, Readable.from([`${JSON.stringify(body)}\n`], { objectMode: false }));
}

/**
 * log.jsonl from a place on, streamed. What is hidden while it is read is withheld from then on; that changes no leaf,
 * so that it can be verified all the same.
 */
export async function logFile(request: Request, from: LogPlace, build: string): Promise<Response> {
	const [{ version, days }, { demonstration }] = await Promise.all([logHeads(1), settings()]);
	const newest = days.at(-1);
	const headers = taggedHeaders(request, [build, version, newest?.head, from.day, from.after]);
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	const name = `log-${newest?.day ?? 'empty'}.jsonl`;
	nameFile(headers, 'application/x-ndjson; charset=utf-8', name, demonstration === 1);
	const { anon } = await engine();
	return encoded(request, headers, Readable.from(pages(anon, from), { objectMode: false }));
}

/** lines that are read at once */
const pageRows = 1000;

async function* pages(anon: Client, from: LogPlace): AsyncGenerator<string> {
	const page = ({ day, after }: LogPlace) =>
		unwrap(anon.rpc('log_lines', { p_from: day, p_after: after, p_limit: pageRows }));
	for (let text = await page(from); text;) {
		yield `${text}\n`;
		const last = parseLogLine(text.slice(text.lastIndexOf('\n') + 1));
		if (!last) throw new Error('the database wrote a line that is none of the log');
		text = await page({ day: last.day, after: 'leaf' in last ? last.leaf : 'head' });
	}
}
