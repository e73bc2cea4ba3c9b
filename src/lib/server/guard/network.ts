import { createHmac } from 'node:crypto';
import { addDays, belgradeDay } from '../../camera/day.ts';

/**
 * Names under which a network's acts are counted, today's first, then yesterday's. They say nothing about the
 * address: each is a keyed hash, with a key of its own for every day.
 */
export function networkKeys(
	address: string,
	key: (purpose: string) => Buffer,
	now: Date = new Date()
): string[] {
	const network = networkOf(address);
	const today = belgradeDay(now);
	return [today, addDays(today, -1)].map((day) => {
		return `net ${createHmac('sha256', key(`net ${day}`))
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
