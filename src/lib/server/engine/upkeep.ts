/*
 * What PostgreSQL deletes stays in its files: in a page until something is written over it, in the write-ahead log, in
 * the planner's statistics. The upkeep writes the tables anew, so that what was forgotten is gone (docs/threat-model.md).
 */

/** Runs one statement outside of every request and transaction; answers its rows. */
export type Run = (sql: string) => Promise<Record<string, unknown>[]>;

/** How an engine lets the upkeep in. */
export interface UpkeepAccess {
	run: Run;
	/** whether an hourly round is wanted too, because nothing else empties the log */
	isHourly: boolean;
	/** larger tables are not written anew, in bytes with their indexes: somebody may be waiting */
	mostBytes: number;
	end(): Promise<void>;
}

/** cheap enough for every hour */
const hourlyBytes = 2 ** 20;
/** segments of the log that were kept for another use, at most: 1 GB */
const mostSegments = 64;
const lookEveryMs = 10 * 60_000;
/** a start has other things to do at first */
const firstLookMs = 60_000;

const lockNotAvailable = '55P03';
const notAllowed = '42501';

/** Every table that may hold what is to be forgotten, found in the catalogue: a list would forget the next one. */
const ownTables = `
	select pg_catalog.format('%I.%I', n.nspname, c.relname) as name, pg_catalog.pg_total_relation_size(c.oid)::float8 as bytes
	from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
	where n.nspname in ('private', 'public', 'auth') and c.relkind = 'r' and pg_catalog.pg_has_role(c.relowner, 'usage')
	order by c.oid`;

const segmentsAhead = `
	select count(*)::int as n from pg_catalog.pg_ls_waldir()
	where name ~ '^[0-9A-F]{24}$' and name > pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn())`;

/**
 * Does what is due whenever it looks: every night at three in Belgrade, or as soon as it can afterwards; by whichever
 * process comes first. `open` answers null while another is at it.
 * @returns a function that ends it, after the statement that is running
 */
export function startUpkeep(
	open: () => Promise<UpkeepAccess | null>,
	say: (step: string) => void
): () => Promise<void> {
	let isOver = false;
	let hour = -1;
	let running = Promise.resolve();
	const look = async () => {
		try {
			const access = await open();
			if (!access) return;
			try {
				const thisHour = Math.floor(Date.now() / 3_600_000);
				const wasDue = await nightly(access, () => isOver);
				if (!wasDue && access.isHourly && thisHour !== hour && !isOver) {
					await hourly(access, () => isOver);
				}
				hour = thisHour;
			} finally {
				await access.end();
			}
		} catch (error) {
			// A message of PostgreSQL may name a value; its code names nothing.
			if (!isOver) say(`the upkeep failed (${String(codeOf(error))}) and is tried again`);
		}
	};
	const next = () => {
		if (!isOver) running = running.then(look);
	};
	const first = setTimeout(next, firstLookMs).unref();
	const clock = setInterval(next, lookEveryMs).unref();
	return async () => {
		isOver = true;
		clearTimeout(first);
		clearInterval(clock);
		await running;
	};
}

/** Puts everything in order unless that was done this night; whether it did. */
export async function nightly(access: UpkeepAccess, isOver = () => false): Promise<boolean> {
	const { run, mostBytes } = access;
	// Not "before": a clock that was wrong for a while may have been here.
	const [due] = await run('select from private.upkeep where done_on <> private.night(now())');
	if (!due) return false;
	const tables = await run(ownTables);
	let isWhole = true;
	for (const { name, bytes } of tables) {
		if (isOver()) return false;
		const how = Number(bytes) <= mostBytes ? 'full' : 'freeze';
		isWhole = (await unlessInUse(run, `vacuum (${how}) ${String(name)}`)) && isWhole;
		isWhole = (await unlessInUse(run, `analyze ${String(name)}`)) && isWhole;
	}
	isWhole = (await dropTraces(run)) && isWhole;
	if (isWhole) await run('update private.upkeep set done_on = private.night(now()) where only_row');
	return true;
}

/** Puts the small tables in order: queues, counters, sessions, tokens. */
export async function hourly({ run }: UpkeepAccess, isOver = () => false): Promise<void> {
	for (const { name, bytes } of await run(ownTables)) {
		if (isOver()) return;
		if (Number(bytes) <= hourlyBytes) await unlessInUse(run, `vacuum (full, analyze) ${String(name)}`);
	}
	await dropTraces(run);
}

/** What the tables leave elsewhere: in the statistics, which are a table themselves, and in the log. */
async function dropTraces(run: Run): Promise<boolean> {
	const [cleared] = await run('select private.forget_statistics() as is_whole');
	const isWhole = await unlessInUse(run, 'vacuum (full) pg_catalog.pg_statistic');
	try {
		await dropLog(run);
	} catch (error) {
		// docs/deploy.md says how the owner of a PostgreSQL lets Oko do it.
		if (codeOf(error) !== notAllowed) throw error;
	}
	return isWhole && cleared?.is_whole === true;
}

/**
 * A checkpoint in a new segment of the log: those before it are removed. Where the server keeps them for another use
 * (`wal_recycle`), their bytes stay until they are written over.
 */
async function dropLog(run: Run): Promise<void> {
	const [recycles] = await run('show wal_recycle');
	for (let segment = 0; segment < mostSegments; segment++) {
		await run('select pg_catalog.pg_switch_wal()');
		await run('checkpoint');
		if (recycles?.wal_recycle === 'on') return;
		// Those kept earlier are used up: the log goes through them, filling each with zeros.
		const [ahead] = await run(segmentsAhead);
		if (ahead?.n === 0) return;
	}
}

/** False when somebody holds the table for so long that it must be tried again. */
async function unlessInUse(run: Run, sql: string): Promise<boolean> {
	try {
		await run(sql);
		return true;
	} catch (error) {
		if (codeOf(error) !== lockNotAvailable) throw error;
		return false;
	}
}

function codeOf(error: unknown): unknown {
	return (error as { code?: unknown } | null)?.code;
}
