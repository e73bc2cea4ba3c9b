import type { Configuration } from './configuration.ts';
import { damaged, explainedFile, fullDisk, isFull } from './data-folder.ts';
import { StartError } from './errors.ts';
import { BootFailure } from './thread.ts';

/** What a boot refuses by itself, in place of a SQLSTATE. */
export type BootCode = 'newer_data' | 'no_migrations';

/** What the operator can do about a database that does not start: a StartError, or the error as it is. */
export function explained(error: unknown, configuration: Configuration): unknown {
	const { kind } = configuration;
	if (error instanceof StartError) return error;
	if (!(error instanceof BootFailure)) {
		return kind === 'embedded' ? explainedFile(error, configuration.dataDir) : error;
	}
	const { code, message } = error;
	const own: Record<BootCode, string> = {
		newer_data: `The data was written by a newer Oko (${message}): start that version again, or update this one.`,
		no_migrations: 'The folder supabase/migrations is missing or empty: check the program out whole.'
	};
	if (code in own) return new StartError(own[code as BootCode]);
	if (kind === 'embedded') {
		const { dataDir } = configuration;
		if (code === '53100' || isFull(dataDir)) return new StartError(fullDisk(dataDir));
		return new StartError(damaged(dataDir, message));
	}
	return new StartError(aboutServer(code, message));
}

/** The sentence for a PostgreSQL server, by SQLSTATE or by the driver's code. */
function aboutServer(code: string, message: string): string {
	switch (code) {
		case '28P01':
		case '28000':
			return `PostgreSQL refuses the user or the password of DATABASE_URL (${message}): correct them.`;
		case '3D000':
			return `PostgreSQL has no such database (${message}): make it as in docs/deploy.md, "Your own PostgreSQL", or correct DATABASE_URL.`;
		case '53100':
			return 'The disk of the database server is full: free some room, then start again.';
		case '25006':
			return 'The database takes no writes, as a standby does: name the primary server in DATABASE_URL.';
	}
	if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|CONNECT_TIMEOUT|EHOSTUNREACH/.test(`${code} ${message}`)) {
		return `PostgreSQL does not answer at the address in DATABASE_URL (${code || message}): start it, or correct the address.`;
	}
	if (code === '42501' || /permission denied|must be (superuser|owner)/i.test(message)) {
		return `The database role may not create what the migrations need (${message}): let a superuser run the commands in docs/deploy.md, "Your own PostgreSQL".`;
	}
	if (/(schema|type|function) "?extensions\b.*does not exist/i.test(message)) {
		return 'PostGIS lies in another schema than "extensions": on a database that holds nothing else, run "drop extension postgis cascade" and start again; Oko puts it into its place.';
	}
	if (/postgis/i.test(message)) {
		return `PostGIS is missing (${message}): install it on the database server.`;
	}
	return `The database does not start: ${message}`;
}
