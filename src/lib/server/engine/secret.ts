import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { StartError } from './errors.ts';

const length = 32;

/**
 * 32 bytes from 64 hexadecimal digits or from base64.
 * @throws StartError when it is neither, which names `where` it stands
 */
export function parseSecret(text: string, where = 'OKO_SECRET'): Buffer {
	const trimmed = text.trim();
	const bytes = /^[0-9a-f]{64}$/i.test(trimmed)
		? Buffer.from(trimmed, 'hex')
		: Buffer.from(trimmed, 'base64');
	if (bytes.length !== length) {
		// Never "make one": where there is data, a new secret would lock every contributor out.
		throw new StartError(
			`The secret in ${where} is damaged: it is not ${length} bytes. Put the whole secret back from your backup of it.`
		);
	}
	return bytes;
}

/**
 * The secret in a file that only its owner reads; made when the data folder is new.
 * @throws StartError when there is data already, whose keys would be lost with a new secret
 */
export function fileSecret(path: string, hasData: boolean): Buffer {
	if (existsSync(path)) return parseSecret(readFileSync(path, 'utf8'), path);
	if (hasData) {
		throw new StartError(`There is data but no secret: put the file ${path} back, or set OKO_SECRET.`);
	}
	const secret = randomBytes(length);
	writeFileSync(path, `${secret.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
	return secret;
}

/** One key for one purpose: HKDF-SHA256 (RFC 5869) of the secret, 32 bytes; gone with its salt, where it has one. */
export function deriveKey(secret: Buffer, purpose: string, salt = ''): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, salt, `oko ${purpose}`, length));
}
