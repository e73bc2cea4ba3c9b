import { solveChallengeWorkers, type Challenge } from 'altcha-lib';

/**
 * Asks for a challenge and solves it in workers: the value of the header `Oko-Challenge`.
 * @throws TypeError when the server cannot be reached, Error when it refuses or nothing was found in time
 */
export async function solvedChallenge(): Promise<string> {
	const response = await fetch('/api/challenge');
	if (!response.ok) throw new Error(`challenge: ${response.status}`);
	const challenge = (await response.json()) as Challenge;
	const solution = await solveChallengeWorkers({
		challenge,
		concurrency: Math.min(4, navigator.hardwareConcurrency || 1),
		createWorker: () => new Worker(new URL('./proof-worker.ts', import.meta.url), { type: 'module' }),
		timeout: 90_000
	});
	if (!solution) throw new Error('challenge: not solved');
	return btoa(JSON.stringify({ challenge, solution }));
}

/**
 * For a plain form: puts a solved challenge into its field `challenge` before it is sent. Without JavaScript
 * the form is sent as it is, and the server's site-wide limit stands in its place.
 */
export function solveOnSubmit(form: HTMLFormElement) {
	let solved = false;
	async function submit(event: SubmitEvent) {
		if (solved) return;
		event.preventDefault();
		form.setAttribute('aria-busy', 'true');
		const field = form.elements.namedItem('challenge') as HTMLInputElement;
		// Unsolved, it is still sent: the server has the last word, and gives back what was typed.
		field.value = await solvedChallenge().catch(() => '');
		solved = true;
		form.requestSubmit(event.submitter);
	}
	form.addEventListener('submit', submit);
	return { destroy: () => form.removeEventListener('submit', submit) };
}
