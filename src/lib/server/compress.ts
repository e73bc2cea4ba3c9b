import { pipeline, type Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { Encoding } from './conditional.ts';

/** The text in the coding that was agreed on. */
export function compress(text: Readable, encoding: Encoding): Readable {
	if (!encoding) return text;
	const squeeze =
		encoding === 'br'
			? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
			: createGzip({ level: 6 });
	return pipeline(text, squeeze, () => {});
}
