/** How the functions of the database begin their answer when they refuse (private.refused). */
const refused = new TextEncoder().encode('{"refused"');

interface Refusal {
	refused: { code: string; message: string; details: string | null };
}

/**
 * Wraps the `fetch` of a client: an answer that says "refused" becomes what PostgREST makes of an error with that code
 * (`PT409` is 409). The database says it in an answer, because an error would stand in its log (docs/deploy.md).
 */
export function withRefusals(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
	return async (input, init) => {
		const response = await fetch(input, init);
		if (response.status !== 200) return response;
		const bytes = new Uint8Array(await response.arrayBuffer());
		if (!refused.every((byte, at) => bytes[at] === byte)) return new Response(bytes, response);
		const { code, message, details } = (JSON.parse(new TextDecoder().decode(bytes)) as Refusal).refused;
		return Response.json({ code, message, details, hint: null }, { status: Number(code.slice(2)) });
	};
}
