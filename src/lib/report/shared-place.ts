/** What other apps share to `/report`: `title`, `text` and `url`, as the manifest names them; or a `position`. */
export function sharedPlace(params: URLSearchParams): string {
	const texts = ['position', 'text', 'url', 'title'].map((name) => params.get(name)?.trim() ?? '');
	return texts
		.filter((text, i) => text && !texts.slice(0, i).some((before) => before.includes(text)))
		.join(' ');
}
