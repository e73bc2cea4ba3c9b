/** A path of this site that somebody may be sent back to, or null: an address of another site never is. */
export function sameSitePath(text: string | null | undefined): string | null {
	if (!text?.startsWith('/')) return null;
	const base = 'http://same-site.invalid';
	if (!URL.canParse(text, base)) return null;
	const { origin, pathname, search, hash } = new URL(text, base);
	// A path that begins with two slashes is read as another host.
	return origin === base && !pathname.startsWith('//') ? pathname + search + hash : null;
}
