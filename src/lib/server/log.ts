/** Tells the operator what kind of fault it was and where; never what a visitor sent. */
export function logFault(status: number, error: unknown, route: string | null): void {
	const name = error instanceof Error ? error.name : 'Error';
	const stack = error instanceof Error ? (error.stack ?? '') : '';
	const at = stack.split('\n').find((line) => /^\s+at /.test(line)) ?? '';
	// The database's own word for it, SQLSTATE or PostgREST's: five characters that name nobody.
	const reason = (error as { reason?: unknown } | null)?.reason;
	const code = typeof reason === 'string' && /^([0-9A-Z]{5}|PGRST\d{3})$/.test(reason) ? ` ${reason}` : '';
	console.error(`${status} ${name}${code} in ${route ?? 'unknown address'}${at}`);
}
