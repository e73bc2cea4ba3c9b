import type { RequestEvent } from '@sveltejs/kit';
import { withLineFeeds } from '../camera/report.ts';
import { Problem } from './problem.ts';

const maxBodyBytes = 64 * 1024;

/** The JSON body of a request. @throws Problem 400, 413 or 415 */
export async function readJson(request: Request): Promise<unknown> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
	if (!/^application\/([\w.+-]+\+)?json$/.test(type)) throw new Problem(415, 'wrong_type');
	if (Number(request.headers.get('content-length')) > maxBodyBytes) throw new Problem(413, 'too_large');
	const { bytes, isWhole } = await readBody(request, maxBodyBytes);
	if (!isWhole) throw new Problem(413, 'too_large');
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		throw new Problem(400, 'not_json');
	}
}

/** A form as it was sent. What is wrong with it is told with what could be read, so that nothing typed is lost. */
export interface SentForm {
	form: FormData;
	/** 400, 413 or 415; an action throws it once it has read what to give back */
	fault: Problem | null;
}

/** no form here has more; every one costs its time, and thousands hold everybody up */
const maxFields = 200;

/**
 * The fields of a form, of at most `maxBytes`, each line ended by a line feed. A longer one is cut there, and one of too many fields after the last that
 * is read; a form that is damaged, or is none, has no fields.
 */
export async function readForm(request: Request, maxBytes = maxBodyBytes): Promise<SentForm> {
	const type = request.headers.get('content-type') ?? '';
	const multipart = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/i.exec(
		type
	);
	if (!multipart && !/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
		const isForm = /^multipart\/form-data\b/i.test(type);
		return { form: new FormData(), fault: new Problem(isForm ? 400 : 415, 'form_unreadable') };
	}
	const body = await readBody(request, maxBytes);
	const separator = multipart ? `\r\n--${multipart[1] ?? multipart[2]}` : '&';
	const end = endOfFields(body.bytes, separator);
	const isWhole = body.isWhole && end === null;
	const bytes = end === null ? body.bytes : body.bytes.subarray(0, end);
	try {
		const read = multipart ? await parseMultipart(bytes, type, isWhole ? '' : separator) : parsePairs(bytes);
		return { form: withLineFeedsIn(read), fault: isWhole ? null : new Problem(413, 'form_too_large') };
	} catch {
		return { form: new FormData(), fault: new Problem(400, 'form_unreadable') };
	}
}

function withLineFeedsIn(sent: FormData): FormData {
	const form = new FormData();
	for (const [name, value] of sent)
		form.append(name, typeof value === 'string' ? withLineFeeds(value) : value);
	return form;
}

/** Where too many fields begin; null when there are not too many. */
function endOfFields(bytes: Buffer, separator: string): number | null {
	let at = -1;
	for (let fields = 0; fields <= maxFields; fields++) {
		at = bytes.indexOf(separator, at + 1, 'latin1');
		if (at < 0) return null;
	}
	return at;
}

function parsePairs(bytes: Buffer): FormData {
	const form = new FormData();
	for (const [name, value] of new URLSearchParams(bytes.toString())) form.append(name, value);
	return form;
}

/** `separator` ends a body that was cut, at the end of what is left of a field. @throws TypeError */
function parseMultipart(bytes: Buffer, type: string, separator: string): Promise<FormData> {
	const whole = separator ? Buffer.concat([bytes, Buffer.from(`${separator}--\r\n`, 'latin1')]) : bytes;
	return new Response(new Uint8Array(whole), { headers: { 'Content-Type': type } }).formData();
}

/**
 * The body up to `maxBytes`, counted as it comes: its announced length may be wrong or missing. Over the limit it is
 * read on and dropped: to stop would close the connection before the answer.
 */
async function readBody(request: Request, maxBytes: number): Promise<{ bytes: Buffer; isWhole: boolean }> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const chunk of request.body ?? []) {
			if (length < maxBytes) chunks.push(chunk.subarray(0, maxBytes - length));
			length += chunk.byteLength;
		}
	} catch {
		// The server's own limit (BODY_SIZE_LIMIT), which is higher; or a visitor who went away, and reads no answer.
		length = Infinity;
	}
	return { bytes: Buffer.concat(chunks), isWhole: length <= maxBytes };
}

/** The visitor's network address, for counting only; 'unknown' where the proxy does not say it. */
export function addressOf(event: Pick<RequestEvent, 'getClientAddress'>): string {
	try {
		return event.getClientAddress();
	} catch {
		return 'unknown';
	}
}

/** An idempotency key: at least 128 random bits, so at least 22 printable characters. @throws Problem 422 */
export function readIdempotencyKey(value: string | null): string | null {
	if (value === null || /^[\x21-\x7e]{22,200}$/.test(value)) return value;
	throw new Problem(422, 'invalid_report', { errors: [{ field: 'Idempotency-Key', code: 'invalid' }] });
}
