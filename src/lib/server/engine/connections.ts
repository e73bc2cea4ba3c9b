import type { Connection } from '@supabase/lite';

/** A database as the worker needs it. */
export interface Opened {
	connection: Connection;
	/** whether requests must wait for each other, because all share one session */
	serial: boolean;
	/** runs many statements */
	exec(sql: string): Promise<unknown>;
	/** runs the boot while no other process does */
	whileAlone<T>(boot: () => Promise<T>): Promise<T>;
	close(): Promise<void>;
}

/** PGlite with PostGIS in a folder, which nobody else may have open. */
export async function openPglite(dir: string): Promise<Opened> {
	const { postgis } = await import('@electric-sql/pglite-postgis');
	const { createPgliteConnection } = await import('@supabase/lite/pglite');
	const { SyncedFiles, syncedStart } = await import('./synced-files.ts');
	const connection = await createPgliteConnection({
		url: dir,
		pgliteOptions: { extensions: { postgis }, fs: new SyncedFiles(dir), startParams: syncedStart }
	});
	return {
		connection,
		serial: true,
		exec: (sql) => connection.driver.exec(sql),
		whileAlone: (boot) => boot(),
		close: () => connection.close()
	};
}

/** any number, the same in every process: the advisory lock of those who migrate */
const migrationLock = 720_190_119;
/** under the worker's own limit, so that one slow statement does not end every other */
const statementTimeoutMs = 10_000;

/** A PostgreSQL server. Processes that start at once migrate one after the other. */
export async function openPostgres(url: string): Promise<Opened> {
	const { default: postgres } = await import('postgres');
	const { createPostgresConnection } = await import('@supabase/lite/postgres');
	const connection = createPostgresConnection({
		url,
		postgresOptions: {
			max: 10,
			onnotice: () => {},
			// PostGIS functions look so dear that statements of a millisecond would be compiled first, for up to a second.
			// The driver leaves out what is false: `jit: false` would say nothing.
			connection: { application_name: 'oko', statement_timeout: statementTimeoutMs, jit: 'off' }
		}
	});
	return {
		connection,
		serial: false,
		exec: (sql) => connection.driver.unsafe(sql),
		async whileAlone(boot) {
			const alone = postgres(url, {
				max: 1,
				onnotice: () => {},
				connection: { application_name: 'oko-boot' }
			});
			try {
				await alone`select pg_advisory_lock(${migrationLock})`;
				return await boot();
			} finally {
				await alone.end({ timeout: 5 });
			}
		},
		close: () => connection.close()
	};
}
