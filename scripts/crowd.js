/** pages that may be made at once */
const most = 64;
const sentences = [
	'Previše ljudi gleda u isto vreme. Pokušajte ponovo za nekoliko sekundi.',
	'Превише људи гледа у исто време. Покушајте поново за неколико секунди.',
	'Too many people look at once. Try again in a few seconds.'
];
let working = 0;

/**
 * Turns readers away while too many pages are being made: even the page that says so would hold up everybody else. What
 * is sent in is never turned away here, and a download counts only until it begins, so that no slow reader takes a place.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {boolean} whether the request has been answered
 */
export function turnedAway(request, response) {
	if ((request.method !== 'GET' && request.method !== 'HEAD') || request.url === '/healthz') return false;
	if (working >= most) {
		response.writeHead(503, {
			'Content-Type': 'text/plain; charset=utf-8',
			'Retry-After': '5',
			'Cache-Control': 'no-store'
		});
		response.end(`${sentences.join('\n')}\n`);
		return true;
	}
	working++;
	let over = false;
	const done = () => {
		if (!over) working--;
		over = true;
	};
	const writeHead = response.writeHead;
	response.writeHead = /** @type {any} */ (
		function (/** @type {any[]} */ ...rest) {
			done();
			return Reflect.apply(writeHead, response, rest);
		}
	);
	response.once('close', done);
	return false;
}
