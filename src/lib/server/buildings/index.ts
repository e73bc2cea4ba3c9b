export { buildings, type Buildings } from './file.ts';
export { areInvented, hasStreets, removeInvented, writeInvented } from './invented-file.ts';
