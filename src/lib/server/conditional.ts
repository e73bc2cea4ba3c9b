/** Content codings and conditional requests (RFC 9110, sections 12.5.3 and 13.1). */
import fresh from 'fresh';
import Negotiator from 'negotiator';

export type Encoding = 'br' | 'gzip' | '';

/** The declarations of `negotiator` lack its second parameter. */
interface EncodingChoice {
	encoding(available: string[], options: { preferred: string[] }): string | undefined;
}

/** What the reader prefers of the codings on offer and none. Of equal ones the first on offer is taken. */
export function preferredEncoding(
	header: string | null,
	offered: Exclude<Encoding, ''>[] = ['br', 'gzip']
): Encoding {
	const headers = { 'accept-encoding': header ?? undefined };
	const reader = new Negotiator({ headers }) as EncodingChoice;
	const chosen = reader.encoding([...offered, 'identity'], { preferred: offered });
	return offered.find((coding) => coding === chosen) ?? '';
}

/** Whether an `If-None-Match` header names the tag. */
export function matchesTag(header: string | null, etag: string): boolean {
	return fresh({ 'if-none-match': header ?? undefined }, { etag });
}
