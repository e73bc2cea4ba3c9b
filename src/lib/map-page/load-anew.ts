/**
 * Loads an address of this site anew, also the one that is open, but not before the server answers: the page would be
 * lost otherwise. False where it does not answer.
 */
export async function loadAnew(address: string): Promise<boolean> {
	const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => null);
	if (!answer?.ok) return false;
	if (address === location.pathname + location.search) location.reload();
	else location.assign(address);
	return true;
}
