import * as v from 'valibot';

/** Why the application cannot start, and what to do: one sentence for the operator, no stack trace. */
export class StartError extends Error {
	override name = 'StartError';
}

/** The database cannot be asked just now; asking again later may succeed. */
export class Unavailable extends Error {
	override name = 'Unavailable';
	readonly retryAfterSeconds = 5;
	constructor() {
		super('the database is away');
	}
}

/**
 * What the database refused. `status` is the HTTP status that the migration chose (`PT409` is 409), `reason`
 * its word, `detail` what it said beside it, parsed from JSON.
 */
export class DatabaseError extends Error {
	override name = 'DatabaseError';
	readonly status: number;
	readonly reason: string;
	readonly detail: unknown;
	constructor(status: number, reason: string, detail: unknown) {
		super(reason);
		this.status = status;
		this.reason = reason;
		this.detail = detail;
	}
}

interface Answer {
	data: unknown;
	error: { code?: string; message: string; details?: string | null } | null;
	status: number;
}

/**
 * The data of a supabase-js answer.
 * @throws DatabaseError when the database refused, Unavailable when it could not be reached
 */
export async function unwrap<T>(asked: PromiseLike<Answer & { data: T }>): Promise<NonNullable<T>> {
	const { data, error, status } = await asked;
	if (!error) return data as NonNullable<T>;
	// A local database may put `PT` before the SQLSTATE (local-database.ts).
	const code = error.code?.replace(/^PT(?=[0-9A-Z]{5}$)/, '') ?? '';
	const refused = /^PT(\d{3})$/.exec(code);
	if (refused) throw new DatabaseError(Number(refused[1]), error.message, parse(error.details));
	// The SQLSTATE classes 08, 40, 53 and 57 are a server that shuts down, starts, has no connection left, took too long
	// or gave up one of two transactions that waited for each other; then the driver's word for a lost connection.
	if (isAway(status) || /^(08|40|53|57)/.test(code) || isLost(error.message)) {
		throw new Unavailable();
	}
	throw new DatabaseError(500, code || 'unknown', null);
}

/**
 * The data of a supabase-js answer, as a schema has it.
 * @throws as unwrap does; DatabaseError 500 `unexpected_answer`, with where it differs, for anything else
 */
export async function parsed<Schema extends v.GenericSchema>(
	asked: PromiseLike<Answer>,
	schema: Schema
): Promise<v.InferOutput<Schema>> {
	return checked(await unwrap(asked), schema);
}

/** A part of an answer, as a schema has it. @throws DatabaseError as `parsed` does: never with what was in it */
export function checked<Schema extends v.GenericSchema>(
	value: unknown,
	schema: Schema
): v.InferOutput<Schema> {
	const result = v.safeParse(schema, value);
	if (result.success) return result.output;
	const places = result.issues.map((issue) => v.getDotPath(issue));
	throw new DatabaseError(500, 'unexpected_answer', places.join(', '));
}

/**
 * Whether an HTTP status says that the database cannot be asked: nothing answered (0), a gateway, Cloudflare before it
 * (520 to 530), a project that is paused (540), or its database that took too long (544).
 */
export function isAway(status: number): boolean {
	return [0, 502, 503, 504, 540, 544].includes(status) || (status >= 520 && status <= 530);
}

function isLost(message: string): boolean {
	return /CONNECTION_|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND/.test(message);
}

function parse(details: string | null | undefined): unknown {
	try {
		return JSON.parse(details ?? 'null');
	} catch {
		return null;
	}
}
