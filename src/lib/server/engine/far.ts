/**
 * A fetch for a database that is asked over a network: the whole answer, its body too, is here within the limit.
 * Rejects over it, which supabase-js answers as status 0: nobody was reached.
 * @param say is told when the limit was over
 */
export function fetchWithin(limitMs: number, say: (step: string) => void): typeof globalThis.fetch {
	return async (input, init) => {
		const limit = AbortSignal.timeout(limitMs);
		const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
		try {
			const response = await fetch(input, { ...init, signal });
			const body = await response.arrayBuffer();
			const { status, statusText, headers } = response;
			return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
		} catch (error) {
			if (limit.aborted) say(`Supabase did not answer within ${limitMs / 1000} s`);
			throw error;
		}
	};
}
