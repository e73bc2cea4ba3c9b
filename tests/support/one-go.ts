import type { TestDatabase } from './engines.ts';

/**
 * Makes whatever is taken off a list of what is due slow, so that a call of refresh_coverage has time for one go only.
 * @returns what makes it as fast as it was
 */
export async function oneGoACall(
	{ exec, sql }: TestDatabase,
	list: 'coverage_due_cameras' | 'coverage_due_cells'
): Promise<() => Promise<unknown>> {
	await exec(`
		create function private.slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(0.05); return null; end $$;
		create trigger slowly after delete on private.${list} execute function private.slowly()`);
	return () => sql('drop function private.slowly() cascade');
}
