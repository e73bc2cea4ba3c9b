export { buildings, type Buildings } from './file.ts';
