/** Settings by which PostgreSQL writes down what people send, or when: what each has to be (docs/deploy.md). */
const wanted: Record<string, string[]> = {
	log_statement: ['none'],
	log_min_duration_statement: ['-1'],
	log_min_duration_sample: ['-1'],
	log_transaction_sample_rate: ['0'],
	log_min_error_statement: ['panic'],
	log_parameter_max_length: ['0'],
	log_parameter_max_length_on_error: ['0'],
	log_min_messages: ['panic', 'fatal'],
	log_duration: ['off'],
	log_connections: ['off'],
	log_disconnections: ['off'],
	// the time of every transaction
	track_commit_timestamp: ['off'],
	// there when the extension is loaded
	'auto_explain.log_min_duration': ['-1']
};

/** A sentence for each setting by which the database may write down what people send. */
export async function logWarnings(
	query: (sql: string) => Promise<{ rows: Record<string, unknown>[] }>
): Promise<string[]> {
	const names = Object.keys(wanted).map((name) => `'${name}'`);
	const { rows } = await query(
		`select name, setting from pg_settings where name in (${names.join(', ')}) order by name`
	);
	return rows.flatMap(({ name, setting }) => {
		const right = wanted[String(name)];
		return !right || right.includes(String(setting))
			? []
			: [
					`PostgreSQL may write down what people send, or when: ${name} is ${setting}, and should be ${right[0]} (docs/deploy.md).`
				];
	});
}
