export { buildings, type Buildings } from './file.ts';
export { hasStreets, removeInvented, writeInvented } from './invented-file.ts';
