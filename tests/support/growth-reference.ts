import type { GrowthDay } from '../../src/lib/camera/growth.ts';
import { states, type State } from '../../src/lib/camera/vocabulary.ts';

/** A public event, as it came; without a state it says nothing of one. */
export interface ReplayedEvent {
	camera: string;
	day: string;
	state: State | null;
}

/** The state of each camera at the end of a day, played back from events in their order. */
export function replayStates(events: ReplayedEvent[], until: string): Map<string, State> {
	const stateOf = new Map<string, State>();
	for (const { camera, day, state } of events) if (state && day <= until) stateOf.set(camera, state);
	return stateOf;
}

/** The growth that events tell, played back one by one: a line for each day on which a camera's state was another. */
export function replayGrowth(events: ReplayedEvent[]): GrowthDay[] {
	const stateOf = new Map<string, State>();
	const ends = new Map<string, GrowthDay['counts']>();
	for (const { camera, day, state } of events) {
		if (!state || stateOf.get(camera) === state) continue;
		stateOf.set(camera, state);
		ends.set(day, count([...stateOf.values()]));
	}
	return [...ends].map(([day, counts]) => ({ day, counts }));
}

function count(now: State[]): GrowthDay['counts'] {
	return Object.fromEntries(
		states.map((state) => [state, now.filter((one) => one === state).length])
	) as GrowthDay['counts'];
}
