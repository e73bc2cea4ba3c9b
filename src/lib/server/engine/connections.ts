import { connectPglite, connectPostgres } from './lite.ts';
import type { InTurn, LocalConnection } from './local-database.ts';
import type { UpkeepAccess } from './upkeep.ts';

/** A database as the worker needs it. */
export interface Opened {
	connection: LocalConnection;
	/** whether requests must wait for each other, because all share one session */
	serial: boolean;
	/** runs many statements */
	exec(sql: string): Promise<unknown>;
	/** runs the boot while no other process does */
	whileAlone<T>(boot: () => Promise<T>): Promise<T>;
	/** lets the upkeep in, each statement in its turn where requests wait for each other; null while another process is at it */
	upkeep(inTurn: InTurn): Promise<UpkeepAccess | null>;
	close(): Promise<void>;
}

/** PGlite with PostGIS in a folder, which nobody else may have open. */
export async function openPglite(dir: string): Promise<Opened> {
	const { postgis } = await import('@electric-sql/pglite-postgis');
	const { SyncedFiles, syncedStart } = await import('./synced-files.ts');
	const connection = await connectPglite(dir, {
		extensions: { postgis },
		fs: new SyncedFiles(dir),
		startParams: syncedStart
	});
	// A segment of the log that is kept for another use keeps what was forgotten.
	await connection.driver.exec('set wal_recycle = off');
	return {
		connection,
		serial: true,
		exec: (sql) => connection.driver.exec(sql),
		whileAlone: (boot) => boot(),
		upkeep: async (inTurn) => ({
			run: (sql) => inTurn(async () => (await connection.driver.exec(sql)).at(-1)?.rows ?? []),
			isHourly: true,
			mostBytes: 64 * 2 ** 20,
			end: async () => {}
		}),
		close: () => connection.close()
	};
}

/** any number, the same in every process: the advisory lock of those who migrate */
const migrationLock = 720_190_119;
/** of the one process that puts the database in order */
const upkeepLock = 720_190_121;
/** under the worker's own limit, so that one slow statement does not end every other */
const statementTimeoutMs = 10_000;

/** A PostgreSQL server. Processes that start at once migrate one after the other. */
export async function openPostgres(url: string): Promise<Opened> {
	const { default: postgres } = await import('postgres');
	const connection = await connectPostgres(url, {
		max: 10,
		onnotice: () => {},
		// PostGIS functions look so dear that statements of a millisecond would be compiled first, for up to a second.
		// The driver leaves out what is false: `jit: false` would say nothing.
		connection: { application_name: 'oko', statement_timeout: statementTimeoutMs, jit: 'off' }
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
		async upkeep() {
			const alone = postgres(url, {
				max: 1,
				onnotice: () => {},
				// Who reads a table for long, as a backup does, does not make everybody else wait behind the upkeep.
				connection: { application_name: 'oko-upkeep', lock_timeout: 2_000 }
			});
			const end = () => alone.end({ timeout: 5 });
			try {
				const [lock] = await alone`select pg_try_advisory_lock(${upkeepLock}) as taken`;
				if (lock?.taken) {
					await alone`set statement_timeout = 0`;
					return {
						run: async (sql) => [...(await alone.unsafe(sql))],
						isHourly: false,
						mostBytes: 256 * 2 ** 20,
						end
					};
				}
			} catch (error) {
				await end();
				throw error;
			}
			await end();
			return null;
		},
		close: () => connection.close()
	};
}
