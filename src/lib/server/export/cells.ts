import { fields, namesWith, type Field, type Table } from '../../camera/record.ts';

/** What a property is in a format whose columns have types; several values of one property are text. */
export type ColumnType = 'integer' | 'real' | 'day' | 'text';

function columnType(field: Field): ColumnType {
	switch (field.kind) {
		case 'number':
			return field.decimals === 0 ? 'integer' : 'real';
		case 'count':
			return 'integer';
		case 'day':
			return 'day';
		case 'choice':
		case 'choices':
		case 'date':
		case 'name':
		case 'address':
			return 'text';
	}
}

export interface Column {
	name: string;
	type: ColumnType;
}

/** The columns of a format whose columns have types: `id`, then the properties of a download in the order of the table. */
export function columnsOf(table: Table): Column[] {
	const names = namesWith(table, 'inDownload');
	return [
		{ name: 'id', type: 'text' },
		...names.map((name) => ({ name, type: columnType(table[name] as Field) }))
	];
}
export const columns = columnsOf(fields);

/** What a format without lists says of a camera, in the order of its properties: several values with a space between. */
export function cellsOf(properties: object): unknown[] {
	return Object.values(properties).map((value: unknown) => (Array.isArray(value) ? value.join(' ') : value));
}

/** A cell of a format that can say that nothing is known: then it is null. */
export type Cell = string | number | null;

/** The same with null where nothing is known, and the id before: the cells of {@link columnsOf}. */
export function knownCells(id: string, properties: object): Cell[] {
	return [id, ...cellsOf(properties).map((cell) => (cell === '' ? null : (cell as Cell)))];
}
