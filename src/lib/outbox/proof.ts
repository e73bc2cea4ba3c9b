import { solveChallengeWorkers, type Challenge } from 'altcha-lib';
import { request, type Sent } from './request.ts';

/**
 * Asks for a challenge and solves it in workers: the value of the header `Oko-Challenge`, empty where the device did not
 * solve it in time.
 */
export async function solvedChallenge(headers?: Record<string, string>): Promise<Sent<string>> {
	const given = await request<Challenge>('/api/challenge', { headers });
	if (given.kind !== 'accepted') return given;
	const challenge = given.answer;
	const solution = await solveChallengeWorkers({
		challenge,
		concurrency: Math.min(4, navigator.hardwareConcurrency || 1),
		createWorker: () => new Worker(new URL('./proof-worker.ts', import.meta.url), { type: 'module' }),
		timeout: 90_000
	}).catch(() => null);
	return { kind: 'accepted', answer: solution ? btoa(JSON.stringify({ challenge, solution })) : '' };
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
		const challenge = await solvedChallenge();
		field.value = challenge.kind === 'accepted' ? challenge.answer : '';
		solved = true;
		form.requestSubmit(event.submitter);
	}
	form.addEventListener('submit', submit);
	return { destroy: () => form.removeEventListener('submit', submit) };
}
