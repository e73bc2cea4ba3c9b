/** so long nobody need have touched anything before the map starts by itself */
const quiet_ms = 5000;
const signs = ['pointerdown', 'pointermove', 'touchstart', 'wheel', 'keydown', 'focusin'] as const;

/**
 * Waits until somebody reaches for the page, or has read it for five seconds. Starting MapLibre keeps a slow phone from
 * answering for a second or more; the first view shows the same meanwhile.
 */
export function reachedFor(): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			for (const sign of signs) removeEventListener(sign, done);
			resolve();
		};
		if (navigator.userActivation?.hasBeenActive) return resolve();
		const timer = setTimeout(done, quiet_ms);
		for (const sign of signs) addEventListener(sign, done, { passive: true });
	});
}
