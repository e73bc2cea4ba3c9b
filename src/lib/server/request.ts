import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from './problem.ts';

const maxBodyBytes = 64 * 1024;

/** The JSON body of a request. @throws Problem 400, 413 or 415 */
export async function readJson(request: Request): Promise<unknown> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
	if (!/^application\/([\w.+-]+\+)?json$/.test(type)) throw new Problem(415, 'wrong_type');
	const bytes = await readBody(request);
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		throw new Problem(400, 'not_json');
	}
}

/** The body, counted as it comes: its announced length may be wrong or missing. */
async function readBody(request: Request): Promise<Uint8Array> {
	if (Number(request.headers.get('content-length')) > maxBodyBytes) throw new Problem(413, 'too_large');
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		// Over the limit it is read on and dropped: to stop would close the connection before the answer.
		for await (const chunk of request.body ?? []) {
			length += chunk.byteLength;
			if (length <= maxBodyBytes) chunks.push(chunk);
		}
	} catch (error) {
		// The server's own limit (BODY_SIZE_LIMIT), which is higher.
		if ((error as { status?: number }).status !== 413) throw error;
		length = Infinity;
	}
	if (length > maxBodyBytes) throw new Problem(413, 'too_large');
	return Buffer.concat(chunks);
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
