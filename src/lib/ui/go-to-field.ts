import { tick } from 'svelte';

/** Goes to a field whose error was just said, and brings both into sight: what sticks to an edge may cover them. */
export async function goToField(control: HTMLElement | undefined): Promise<void> {
	await tick();
	control?.focus({ preventScroll: true });
	control?.closest('.field')?.scrollIntoView({ block: 'start' });
}
