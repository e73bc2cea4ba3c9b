import type { Position } from '../camera/position.ts';

/*
 * What was drawn and not closed, while its page is left: in the tab's own storage, which the browser throws away when the
 * tab is closed. It is taken out again when the page comes back, so that neither another page nor a reload costs anybody
 * what they drew, and the device keeps no longer where somebody walks.
 */

/** Keeps something under a name, or forgets it. A browser that keeps nothing keeps it until the page is left. */
export function keepInTab(name: string, value: object | null): void {
	try {
		if (value === null) sessionStorage.removeItem(name);
		else sessionStorage.setItem(name, JSON.stringify(value));
	} catch {
		// It is in the page's memory still.
	}
}

/** Takes what is kept under a name, which forgets it; null where there is nothing, or nothing that can be read. */
export function takeFromTab(name: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(sessionStorage.getItem(name) ?? 'null');
		sessionStorage.removeItem(name);
		return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
	} catch {
		return null;
	}
}

/** The points of something kept; those that are none are left out. */
export function keptPoints(value: unknown): Position[] {
	if (!Array.isArray(value)) return [];
	return value.filter(
		(point): point is Position => Array.isArray(point) && point.length === 2 && point.every(Number.isFinite)
	);
}

/** One of the values that something can have, or what it has otherwise. */
export function keptOneOf<T extends string>(values: readonly T[], kept: unknown, otherwise: T): T {
	return values.find((value) => value === kept) ?? otherwise;
}
