import {
	makers,
	methods,
	mounts,
	operators,
	signPresences,
	states,
	types
} from '../../src/lib/camera/vocabulary.ts';

/** West, south, east, north in degrees. */
export type Box = [number, number, number, number];

/** Runs many statements. */
export type Execute = (sql: string) => Promise<unknown>;

/** the City of Belgrade, where reports are taken */
export const belgrade: Box = [20.2, 44.6, 20.7, 44.9];

/**
 * Adds invented cameras up to `size`, evenly over the box, the same in every run; past the functions, so that a million
 * take a minute. They have no history.
 */
export async function fill(execute: Execute, size: number, [west, south, east, north]: Box): Promise<void> {
	const oneOf = (type: string, values: readonly string[]) =>
		`(enum_range(null::public.${type}))[1 + floor(random() * ${values.length})::int]`;
	const letter = (day: string, state: string) =>
		`to_char(private.days_since_1970(${day}), 'FM00000') || private.state_letter(${state})`;
	await execute(`
		set session_replication_role = replica;
		select setseed(1.0 / ${size});
		with v as (select value from private.version)
		insert into public.cameras (number, position, state, type, mount, heading_deg, operator, maker, capabilities,
			sign_present, height_m, accuracy_m, method, first_reported_on, observed_on, last_confirmed_on, confirmations,
			changed_on, version, state_changes)
		select floor(random() * 2 ^ 50)::bigint,
			private.point(${west} + random() * ${east - west}, ${south} + random() * ${north - south}),
			r.state, ${oneOf('camera_type', types)}, ${oneOf('camera_mount', mounts)},
			case when random() < 0.8 then floor(random() * 360) end, ${oneOf('camera_operator', operators)}, ${oneOf('camera_maker', makers)},
			case when random() < 0.2 then '{face_recognition}'::public.camera_capability[] else '{}' end,
			${oneOf('sign_presence', signPresences)}, case when random() < 0.5 then floor(2 + random() * 10) end,
			case when random() < 0.5 then floor(random() * 30) end, ${oneOf('position_method', methods)}, r.day, r.day,
			case when r.state = 'verified' then r.day + 30 end, case when r.state = 'verified' then 2 else 0 end,
			r.day + 30, v.value + r.i,
			${letter('r.day', `'reported'`)} || case when r.state = 'reported' then '' else ${letter('r.day + 30', 'r.state')} end
		from v, (
			select i, date '2025-01-01' + floor(random() * 600)::int as day, ${oneOf('camera_state', states)} as state
			from generate_series(1, ${size} - (select count(*)::int from public.cameras)) i
		) r;
		update private.version set value = (select max(version) from public.cameras);
		update private.state_counts s set cameras = (select count(*) from public.cameras c where c.state = s.state);
		analyze public.cameras;
		set session_replication_role = origin`);
}
