import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { engine } from '../engine/index.ts';

/** what stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410) */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key with which snapshots are signed, Ed25519 (RFC 8032), derived from OKO_SECRET. */
async function signingKey(): Promise<KeyObject> {
	const seed = (await engine()).key('snapshot signature');
	return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half: 32 bytes in base64url, and as PEM, which openssl reads. */
export async function publicKey(): Promise<{ x: string; pem: string }> {
	const key = createPublicKey(await signingKey());
	return {
		x: String(key.export({ format: 'jwk' }).x),
		pem: key.export({ format: 'pem', type: 'spki' }).toString()
	};
}

/** The 64 bytes of the signature. */
export async function signed(text: string): Promise<Buffer> {
	return sign(null, Buffer.from(text), await signingKey());
}

/** oko-key.json: a JSON Web Key (RFC 7517, RFC 8037) in a set, and the same as PEM. */
export async function keyFile(): Promise<string> {
	const { x, pem } = await publicKey();
	const key = { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', x };
	return `${JSON.stringify({ keys: [key], pem })}\n`;
}
