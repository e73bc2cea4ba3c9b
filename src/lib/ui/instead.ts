/** Does something instead of following a link; what opens a link in another window still does. */
export const instead = (act: () => void) => (event: MouseEvent) => {
	const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
	if (!isPlain) return;
	event.preventDefault();
	act();
};
