/** What work that pauses comes to, without the pauses. */
export function ended<T>(work: Generator<undefined, T>): T {
	for (;;) {
		const step = work.next();
		if (step.done) return step.value;
	}
}
