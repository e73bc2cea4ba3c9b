import type { RangeResponse, Source } from 'pmtiles';
import { ProvisionError } from './errors.ts';

const userAgent = 'Oko (npm run provision; one city, once)';
const attempts = 6;
const longestPauseMs = 120_000;
const timeoutMs = 60_000;

/**
 * A file on somebody else's server, read in pieces: it says who asks, waits longer after each failure, and never
 * takes the whole file.
 */
export class RemoteFile implements Source {
	/** size and ETag: what must stay the same while it is read */
	identity = '';
	readonly #address: string;
	readonly #pauseMs: number;

	constructor(address: string, pauseMs: number) {
		this.#address = address;
		this.#pauseMs = pauseMs;
	}

	getKey(): string {
		return this.#address;
	}

	/** @throws ProvisionError when there is no such file, no such server, or another file than before */
	async getBytes(offset: number, length: number): Promise<RangeResponse> {
		for (let attempt = 1; ; attempt++) {
			const failure = await this.#attempt(offset, length);
			if (failure.data) return { data: failure.data };
			// A server that was never there is not waited for.
			if (attempt === attempts || !this.identity) throw new ProvisionError(failure.sentence);
			await new Promise((done) => setTimeout(done, failure.pauseMs ?? this.#pauseMs * 2 ** (attempt - 1)));
		}
	}

	/** Nothing stays open between requests. */
	async close(): Promise<void> {}

	async #attempt(
		offset: number,
		length: number
	): Promise<{ data: ArrayBuffer } | { data?: undefined; sentence: string; pauseMs?: number }> {
		const { host } = new URL(this.#address);
		try {
			const response = await fetch(this.#address, {
				headers: {
					Range: `bytes=${offset}-${offset + length - 1}`,
					'User-Agent': userAgent,
					'Accept-Encoding': 'identity'
				},
				signal: AbortSignal.timeout(timeoutMs)
			});
			if (response.status === 206) {
				this.#mustBeTheSame(response);
				return { data: await response.arrayBuffer() };
			}
			await response.body?.cancel();
			if (response.status === 200)
				throw new ProvisionError(
					`${host} does not send parts of a file: use an archive that can be read in ranges.`
				);
			if (response.status !== 429 && response.status < 500)
				throw new MissingFile(`There is no file at ${this.#address} (HTTP ${response.status}).`);
			const wait = Number(response.headers.get('retry-after')) * 1000;
			return {
				sentence: `${host} answers HTTP ${response.status}; run it again later, and it goes on where it stopped.`,
				...(wait > 0 && { pauseMs: Math.min(wait, longestPauseMs) })
			};
		} catch (error) {
			if (error instanceof ProvisionError) throw error;
			const { cause, message } = error as Error & { cause?: { code?: string } };
			return { sentence: `${host} cannot be reached (${cause?.code ?? message}).` };
		}
	}

	#mustBeTheSame({ headers }: Response): void {
		const size = headers.get('content-range')?.split('/')[1] ?? '';
		const identity = `${size} ${headers.get('etag') ?? headers.get('last-modified') ?? ''}`;
		this.identity ||= identity;
		if (identity !== this.identity)
			throw new ProvisionError(`${this.#address} was replaced while it was being read: run it again.`);
	}
}

/** The server is there, the file is not. */
export class MissingFile extends ProvisionError {}
