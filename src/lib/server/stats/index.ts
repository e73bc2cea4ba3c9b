export type { Found, Range } from './record.ts';
export { statistics, type Statistics } from './statistics.ts';
export { isTable, tableFile } from './tables.ts';
