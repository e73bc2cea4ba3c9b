/** A browser that lost its graphics has them again within seconds, or not before the page is loaded anew. */
const pauses_ms = [0, 500, 1500, 3000, 5000];
/** A device that loses them this often does not hold a map. */
const mostLosses = 3;
let losses = 0;

/** Whether the browser can draw a map now. */
export function canDraw(): boolean {
	const context = document.createElement('canvas').getContext('webgl2');
	return context !== null && !context.isContextLost();
}

/** Waits until the browser, which has just lost WebGL, can draw again; false where it does not come back. */
export async function drawsAgain(): Promise<boolean> {
	if (++losses > mostLosses) return false;
	for (const pause of pauses_ms) {
		await new Promise((done) => setTimeout(done, pause));
		if (canDraw()) return true;
	}
	return false;
}
