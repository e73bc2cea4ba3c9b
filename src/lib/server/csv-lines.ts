import { stringify } from 'csv-stringify/sync';

export const csvType = 'text/csv; charset=utf-8; header=present';

/** Rows as CSV (RFC 4180): each line ends with CR and LF. */
export function csvLines(rows: unknown[][]): string {
	return stringify(rows, { record_delimiter: 'windows' });
}

/** The same for a spreadsheet, which takes a cell that begins with = + - @ for a formula: an apostrophe stands before it. */
export function excelLines(rows: unknown[][]): string {
	return stringify(rows, { record_delimiter: 'windows', escape_formulas: true });
}
