import type { Filter } from '../camera/filter.ts';
import { states, type State } from '../camera/vocabulary.ts';
import { count } from '../server/list.ts';

/** How many cameras of each state a filter lets through. */
export async function countsOf(filter: Filter): Promise<Record<State, number>> {
	const counted = states.map(async (state): Promise<[State, number]> => {
		if (filter.state && !filter.state.includes(state)) return [state, 0];
		return [state, (await count({ ...filter, state: [state] })).count];
	});
	return Object.fromEntries(await Promise.all(counted)) as Record<State, number>;
}
