import { isDay, type Day } from '../camera/day.ts';

/** How far somebody follows the changes of the record, as `since` of `/data/changes.json` says it. */
export interface Cursor {
	/** the newest change that is known */
	version: number;
	/** absent where the address has a number alone */
	seen?: Seen;
	/** in the middle of the cameras that are otherwise without a change: behind this version, of those of `asOf` */
	turned?: { behind: number; asOf: string };
}

/** What the answer was like that gave the cursor. */
export interface Seen {
	day: Day;
	/** stands for everything but the day that computed members depend on: 8 hexadecimal characters */
	computed: string;
	/** only this history has it at the version: 12 hexadecimal characters */
	mark: string;
}

const form =
	/^(\d{1,15})(?:-(\d{4})(\d{2})(\d{2})-([0-9a-f]{8})-([0-9a-f]{12})(?:-(\d{1,15})-([0-9a-f]{8}))?)?$/;

/** A number, or a version as an answer has it; null when it is neither. */
export function readCursor(text: string): Cursor | null {
	const found = form.exec(text);
	if (!found) return null;
	const [, version, year, month, date, computed, mark, behind, asOf] = found;
	if (!computed || !mark) return { version: Number(version) };
	const day = [year, month, date].join('-');
	if (!isDay(day)) return null;
	return {
		version: Number(version),
		seen: { day, computed, mark },
		...(asOf && { turned: { behind: Number(behind), asOf } })
	};
}

export function writeCursor({ version, seen, turned }: Cursor): string {
	const parts: (string | number)[] = [version];
	if (seen) parts.push(seen.day.replaceAll('-', ''), seen.computed, seen.mark);
	if (turned) parts.push(turned.behind, turned.asOf);
	return parts.join('-');
}
