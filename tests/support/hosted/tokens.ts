import { createHmac } from 'node:crypto';

/** A JSON web token of a project's Auth. */
export function signToken(claims: Record<string, unknown>, secret: string): string {
	const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
	return `${body}.${signature(body, secret)}`;
}

/** What a token says; null when it is not this project's or is over. */
export function readToken(token: string, secret: string): Record<string, unknown> | null {
	const [head = '', claims = '', signed] = token.split('.');
	if (signed !== signature(`${head}.${claims}`, secret)) return null;
	const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
	return Number(read.exp) > Date.now() / 1000 ? read : null;
}

function signature(body: string, secret: string): string {
	return createHmac('sha256', secret).update(body).digest('base64url');
}
