/*
 * All that Oko asks of the database behind a local engine. `lite.ts` alone implements it, on PGlite and on PostgreSQL,
 * and knows the package that answers.
 */

/** The keys that the clients of one process show; they never leave the process. */
export interface LocalKeys {
	publishable: string;
	secret: string;
	jwt: string;
}

/** Runs work when nothing else of this process runs. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** A connection, with the driver that runs many statements. */
export interface LocalConnection<Driver = unknown> {
	driver: Driver;
	close(): Promise<void>;
}

/** A migrated database that answers. */
export interface LocalDatabase {
	/**
	 * Answers a request that `isAsked` lets through, as Supabase does; `begun` is called when it is the request's turn.
	 * An error's code is the SQLSTATE, or `PT` and the SQLSTATE.
	 */
	fetch(request: Request, begun?: () => void): Promise<Response>;
	/** runs one statement as the owner */
	query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
	/** runs work between two requests, where these wait for each other */
	inTurn: InTurn;
}

/** A function, the settings, a new user, a sign-in. Whether the database is well is asked by functions too. */
const asked =
	/^(POST \/rest\/v1\/rpc\/\w+|GET \/rest\/v1\/settings|POST \/auth\/v1\/signup|POST \/auth\/v1\/token)$/;

/** Whether Oko asks such a thing of a local engine. */
export function isAsked(method: string, pathname: string): boolean {
	return asked.test(`${method} ${pathname}`);
}
