/** An answer before it is written: `text` is JSON already. */
export interface Answer {
	status: number;
	text: string | null;
}

export const json = (status: number, body: unknown): Answer => ({ status, text: JSON.stringify(body) });

/** An error of PostgreSQL as the driver throws it. */
export interface SqlFault {
	code: string;
	message: string;
	detail?: string;
	hint?: string;
}

/** Statuses by SQLSTATE or its class, as PostgREST's documentation lists them; the longest prefix wins. */
const statuses: Record<string, number> = {
	'08': 503,
	'09': 500,
	'0L': 403,
	'0P': 403,
	23503: 409,
	23505: 409,
	25: 500,
	25006: 405,
	28: 403,
	'2D': 500,
	38: 500,
	39: 500,
	'3B': 500,
	40: 500,
	53: 503,
	53400: 500,
	54: 500,
	55: 500,
	57: 500,
	58: 500,
	F0: 500,
	HV: 500,
	P0001: 400,
	P0: 500,
	XX: 500,
	42883: 404,
	'42P01': 404,
	'42P17': 500
};

/** What PostgREST makes of an error: its status, and a body with PostgreSQL's own code and words. */
export function refused({ code, message, detail, hint }: SqlFault, role: string): Answer {
	return json(statusOf(code, role), { code, message, details: detail ?? null, hint: hint ?? null });
}

function statusOf(code: string, role: string): number {
	const chosen = /^PT(\d{3})$/.exec(code);
	if (chosen) return Number(chosen[1]);
	if (code === '42501') return role === 'anon' ? 401 : 403;
	return statuses[code] ?? statuses[code.slice(0, 2)] ?? 400;
}
