import type { State } from '$lib/camera/vocabulary';

/** How a part of a chart is painted: tells the same without colour, in print, and in dark. Fills.svelte has the patterns. */
interface Fill {
	fill: string;
	stroke: string;
}
const hatched = (name: string, stroke: string): Fill => ({ fill: `url(#fill-${name})`, stroke });
const plain = (color: string): Fill => ({ fill: color, stroke: color });

export const fills = {
	verified: plain('var(--alarm)'),
	disputed: hatched('disputed', 'var(--alarm)'),
	reported: hatched('reported', 'var(--alarm)'),
	removed: hatched('removed', 'var(--grey)'),
	fresh: plain('var(--ink)'),
	ageing: hatched('ageing', 'var(--ink)'),
	stale: hatched('stale', 'var(--amber)'),
	said: plain('var(--grey)'),
	least: plain('var(--alarm)'),
	most: hatched('reported', 'var(--alarm)')
} satisfies Record<string, Fill>;
export type FillName = keyof typeof fills;

/** the order in which states are stacked; removed cameras stand no more */
export const standingOrder = ['verified', 'disputed', 'reported'] as const satisfies State[];
