import { createHmac } from 'node:crypto';
import type { DaySalt } from './salts.ts';

/**
 * Names under which a network's acts are counted, one for each salt: today's first, then yesterday's. They say nothing
 * about the address: each is a keyed hash, and its key cannot be had again once the day's salt is gone.
 */
export function networkKeys(
	address: string,
	key: (purpose: string, salt: string) => Buffer,
	salts: DaySalt[]
): string[] {
	const network = networkOf(address);
	return salts.map(({ day, salt }) => {
		return `net ${createHmac('sha256', key(`net ${day}`, salt))
			.update(network)
			.digest('base64url')}`;
	});
}

/** The part of an address that one subscriber keeps: IPv4 whole, IPv6 its first 56 bits. */
export function networkOf(address: string): string {
	const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
	if (v4) return v4;
	const literal = `http://[${address.split('%')[0]}]`;
	if (!URL.canParse(literal)) return 'unknown';
	const [head = '', tail] = new URL(literal).hostname.slice(1, -1).split('::');
	const groups = head ? head.split(':') : [];
	if (tail !== undefined) {
		const last = tail ? tail.split(':') : [];
		groups.push(...Array<string>(8 - groups.length - last.length).fill('0'), ...last);
	}
	const hex = groups.map((group) => group.padStart(4, '0')).join('');
	return `${hex.slice(0, 14)}/56`;
}
