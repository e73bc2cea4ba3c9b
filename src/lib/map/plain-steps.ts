import type { Level } from '../camera/optics.ts';

/** What a camera could see of somebody, in plain steps from the least to the most, and the level of IEC 62676-4 that each means. */
export const plainSteps = [
	{ step: 'there', level: 'detect' },
	{ step: 'clothes', level: 'observe' },
	{ step: 'known', level: 'recognise' },
	{ step: 'who', level: 'identify' }
] as const satisfies { step: string; level: Level }[];

export type PlainStep = (typeof plainSteps)[number]['step'];

/** The place of a level among the steps. */
export function stepOf(level: Level): number {
	return Math.max(
		0,
		plainSteps.findIndex((one) => one.level === level)
	);
}
