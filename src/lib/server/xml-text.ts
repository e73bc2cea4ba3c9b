const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML 1.0, and HTML, can hold it, in an element or between quotation marks; what it has no characters for is left out. */
export function xmlText(value: unknown): string {
	return (
		String(value)
			.toWellFormed()
			// eslint-disable-next-line no-control-regex -- XML 1.0, section 2.2
			.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
			.replace(/[&<>"]/g, (character) => entities[character] ?? '')
	);
}
