/** A name as SQL quotes it. */
export function identifier(name: string): string {
	return `"${name.trim().replaceAll('"', '""')}"`;
}

/** not filters, in the query of a table */
const others = new Set(['select', 'limit', 'offset', 'order', 'columns', 'on_conflict']);

/** The filters of a query as a WHERE, with their values as $1, $2 …: equality, and tests of null. */
export function filterSql(query: URLSearchParams): { where: string; parameters: string[] } {
	const parameters: string[] = [];
	const conditions = [...query]
		.filter(([name]) => !others.has(name))
		.map(([name, filter]) => {
			const [, not, operator, value] = /^(not\.)?(eq|is)\.(.*)$/.exec(filter) ?? [];
			const column = `t.${identifier(name)}`;
			if (operator === 'is' && value === 'null') return `${column} is ${not ? 'not ' : ''}null`;
			if (operator !== 'eq') throw new Error(`the stand-in knows no filter ${filter}`);
			parameters.push(value ?? '');
			return `${not ? 'not ' : ''}${column}::text = $${parameters.length}`;
		});
	return { where: conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '', parameters };
}
