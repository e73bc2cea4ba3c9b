/** Tells the operator what kind of fault it was and where; never what a visitor sent. */
export function logFault(status: number, error: unknown, route: string | null): void {
	const name = error instanceof Error ? error.name : 'Error';
	const stack = error instanceof Error ? (error.stack ?? '') : '';
	const at = stack.split('\n').find((line) => /^\s+at /.test(line)) ?? '';
	console.error(`${status} ${name} in ${route ?? 'unknown address'}${at}`);
}
