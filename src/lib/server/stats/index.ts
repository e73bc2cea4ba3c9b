export type { Found, Range } from './record.ts';
export { stats, type MunicipalityFigures, type Stats } from './stats.ts';
export { isTable, tableFile, tableNames, type TableName } from './tables.ts';
