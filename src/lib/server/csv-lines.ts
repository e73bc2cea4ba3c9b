import { stringify } from 'csv-stringify/sync';

/** Rows as CSV (RFC 4180): each line ends with CR and LF. */
export function csvLines(rows: unknown[][]): string {
	return stringify(rows, { record_delimiter: 'windows' });
}
