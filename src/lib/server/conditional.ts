/** Content codings and conditional requests (RFC 9110, sections 12.5.3 and 13.1). */

export type Encoding = 'br' | 'gzip' | '';

/** What the reader prefers of the codings on offer, in our order of preference, and nothing. */
export function preferredEncoding(
	header: string | null,
	offered: Exclude<Encoding, ''>[] = ['br', 'gzip']
): Encoding {
	const weights = new Map(
		(header ?? '').split(',').map((part) => {
			const [name = '', ...parameters] = part.toLowerCase().split(';');
			const q = parameters.find((parameter) => parameter.trim().startsWith('q='));
			return [name.trim(), q ? Number(q.trim().slice(2)) || 0 : 1];
		})
	);
	const weight = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
	let best: Encoding = '';
	for (const coding of offered) {
		if (weight(coding) > 0 && (best === '' || weight(coding) > weight(best))) best = coding;
	}
	return best;
}

/** Whether an `If-None-Match` header names the tag. */
export function matchesTag(header: string | null, etag: string): boolean {
	const known = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
	return known.includes(etag) || known.includes('*');
}
