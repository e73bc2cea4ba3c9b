/** pages that may be made at once */
const most = 32;
/** Whoever finds no place waits so long for one: refused at once, a crowd that comes again at once keeps a server busy. */
const waitMs = 500;
/** so many may wait; one connection alone could bring any number */
const mostWaiting = 1000;
const sentences = [
	'Previše ljudi gleda u isto vreme. Pokušajte ponovo za nekoliko sekundi.',
	'Превише људи гледа у исто време. Покушајте поново за неколико секунди.',
	'Too many people look at once. Try again in a few seconds.'
];
let working = 0;
/**
 * Who waits for a place, the longest first.
 * @type {Set<(hasPlace: boolean) => void>}
 */
const waiting = new Set();

/**
 * Turns readers away while too many pages are being made: even the page that says so would hold up everybody else. What
 * is sent in is never turned away here, and a download counts only until it begins, so that no slow reader takes a place.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {Promise<boolean>} whether the page is to be made; otherwise the request has been answered
 */
export async function admitted(request, response) {
	if ((request.method !== 'GET' && request.method !== 'HEAD') || request.url === '/healthz') return true;
	if (working < most) working++;
	else if (!(await place(response))) {
		refuse(response);
		return false;
	}
	if (response.destroyed) {
		leave();
		return false;
	}
	let over = false;
	const done = () => {
		if (!over) leave();
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
	return true;
}

/**
 * @param {import('node:http').ServerResponse} response
 * @returns {Promise<boolean>} false when too many wait, it took too long, or nobody waits any more
 */
async function place(response) {
	if (waiting.size >= mostWaiting) return false;
	return new Promise((resolve) => {
		/** @param {boolean} hasPlace */
		const settle = (hasPlace) => {
			clearTimeout(timer);
			response.off('close', gone);
			waiting.delete(settle);
			resolve(hasPlace);
		};
		const gone = () => settle(false);
		const timer = setTimeout(gone, waitMs);
		response.once('close', gone);
		waiting.add(settle);
	});
}

/** Hands a place on. */
function leave() {
	const [next] = waiting;
	if (next) next(true);
	else working--;
}

/** @param {import('node:http').ServerResponse} response */
function refuse(response) {
	if (response.destroyed) return;
	response.writeHead(503, {
		'Content-Type': 'text/plain; charset=utf-8',
		'Retry-After': '5',
		'Cache-Control': 'no-store'
	});
	response.end(`${sentences.join('\n')}\n`);
}
