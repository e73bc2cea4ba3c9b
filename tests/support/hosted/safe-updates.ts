import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';

await loadModule();

/**
 * The statements of a function that hosted Supabase refuses: UPDATE and DELETE without WHERE, which safeupdate looks
 * for in every statement and its CTEs as PostgreSQL has parsed it. Dynamic SQL is read as far as it is written out:
 * what is put into it counts as a name. What cannot be read at all is answered too.
 * @param definition as `pg_get_functiondef` writes it
 */
export function unsafeStatements(definition: string): string[] {
	const [statement] = parseSync(definition).stmts ?? [];
	const create = field(statement?.stmt, 'CreateFunctionStmt');
	const options = new Map(
		nodes(create, 'DefElem').map((option) => [field(option, 'defname'), field(option, 'arg')])
	);
	if (textOf(options.get('language')) === 'plpgsql') return unsafeInPlpgsql(definition);
	// A body between BEGIN ATOMIC and END is parsed already.
	const parsed = field(create, 'sql_body');
	if (parsed) return [parsed].filter(isUnsafe).map(() => definition);
	return unsafeInSql(textOf(nodes(options.get('as'), 'String')[0]));
}

function unsafeInPlpgsql(definition: string): string[] {
	const parsed = parsePlPgSQLSync(definition);
	const statements = nodes(parsed, 'PLpgSQL_expr')
		// The others are expressions, in which nothing can be written.
		.filter((expression) => field(expression, 'parseMode') === 0)
		.map((expression) => String(field(expression, 'query')));
	const dynamic = ['PLpgSQL_stmt_dynexecute', 'PLpgSQL_stmt_dynfors'].flatMap((name) => nodes(parsed, name));
	return [
		...statements.flatMap(unsafeInSql),
		...dynamic.flatMap((executed) =>
			unsafeInSql(writtenOut(String(field(nodes(field(executed, 'query'), 'PLpgSQL_expr')[0], 'query'))))
		)
	];
}

function unsafeInSql(sql: string): string[] {
	try {
		return isUnsafe(parseSync(sql)) ? [sql] : [];
	} catch {
		return [`cannot be read: ${sql}`];
	}
}

function isUnsafe(parsed: unknown): boolean {
	return ['UpdateStmt', 'DeleteStmt'].some((name) =>
		nodes(parsed, name).some((statement) => !field(statement, 'whereClause'))
	);
}

/** The text that an expression of dynamic SQL makes, with `x` where something is put in. */
function writtenOut(expression: string): string {
	const [statement] = parseSync(`select ${expression}`).stmts ?? [];
	return text(nodes(statement, 'ResTarget').map((target) => field(target, 'val'))[0]);

	function text(node: unknown): string {
		const constant = field(field(field(node, 'A_Const'), 'sval'), 'sval');
		if (typeof constant === 'string') return constant;
		const operation = field(node, 'A_Expr');
		if (textOf(nodes(field(operation, 'name'), 'String')[0]) === '||')
			return text(field(operation, 'lexpr')) + text(field(operation, 'rexpr'));
		const call = field(node, 'FuncCall');
		if (textOf(nodes(field(call, 'funcname'), 'String').at(-1)) === 'format') {
			const [template] = (field(call, 'args') ?? []) as unknown[];
			return text(template).replaceAll(/%(\d+\$)?[IsL]/g, 'x');
		}
		return 'x';
	}
}

/** Every node of this name in a parsed tree. */
function nodes(tree: unknown, name: string): unknown[] {
	if (typeof tree !== 'object' || tree === null) return [];
	return Object.entries(tree).flatMap(([key, value]) => [
		...(key === name ? [value] : []),
		...nodes(value, name)
	]);
}

function field(node: unknown, name: string): unknown {
	return typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined;
}

/** The text of a String node, wrapped or not. */
function textOf(node: unknown): string {
	return String(field(field(node, 'String') ?? node, 'sval') ?? '');
}
