import { belgradeDay, type Day } from '../../camera/day.ts';
import * as answers from '../answers.ts';
import { engine, parsed } from '../engine/index.ts';

/** What a day's key is made from beside the secret: 64 hexadecimal digits, which the database forgets after two days. */
export interface DaySalt {
	day: Day;
	salt: string;
}

let kept: DaySalt[] = [];

/** The salts of today and yesterday, the same in every process; asked for when the day in Belgrade has changed. */
export async function daySalts(): Promise<DaySalt[]> {
	if (kept[0]?.day !== belgradeDay()) {
		const { service } = await engine();
		kept = await parsed(service.rpc('day_salts'), answers.daySalts);
	}
	return kept;
}
