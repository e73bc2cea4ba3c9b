import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { dayMs, type Day } from '../camera/day.ts';

/*
 * Charts as SVG, drawn here, so that they need no script in the browser. They know no words and no colours: labels and
 * paints are given. Beside each of them the page has a table.
 */

/** A part of a bar or of an area, in the paints of CSS or of a pattern in the page. */
export interface Part {
	value: number;
	fill: string;
	stroke: string;
}
export interface Bar {
	label: string;
	/** beside its end */
	text: string;
	/** from the left to the right */
	parts: Part[];
}
/** What is stacked on a day, in the same order on each. */
export interface StackDay {
	day: Day;
	parts: Part[];
}

/** CSS pixels; text is 13 of them high, so that a drawing is to be shown about as wide as it was drawn */
const fontPx = 13;
/** narrower ones have their labels above the bars */
const narrowPx = 500;
const { document } = parseHTML('<!doctype html><html></html>');

/** Horizontal bars, one below the other. @param title what a screen reader says instead of the picture */
export function drawBars(title: string, bars: Bar[], width: number): string {
	const isNarrow = width < narrowPx;
	const rows = bars.map((bar, row) => ({
		...bar,
		row,
		sum: bar.parts.reduce((s, { value }) => s + value, 0)
	}));
	const parts = rows.flatMap(({ parts, row }) => parts.map((part) => ({ ...part, row })));
	const marginLeft = isNarrow ? 2 : 265;
	return drawn(title, {
		width,
		height: bars.length * (isNarrow ? 44 : 30) + 2,
		marginLeft,
		// The longest text beside a bar; a digit is about 7 wide.
		marginRight: 12 + 7.5 * Math.max(0, ...bars.map(({ text }) => text.length)),
		marginTop: 1,
		marginBottom: 1,
		x: { axis: null, domain: [0, Math.max(1, ...rows.map(({ sum }) => sum))] },
		y: { axis: null, domain: rows.map(({ row }) => row), padding: 0 },
		marks: [
			Plot.barX(parts, {
				x: 'value',
				y: 'row',
				fill: 'fill',
				stroke: 'stroke',
				z: null,
				insetTop: isNarrow ? 20 : 5,
				insetBottom: isNarrow ? 6 : 5
			}),
			Plot.text(rows, {
				x: 'sum',
				y: 'row',
				text: 'text',
				textAnchor: 'start',
				dx: 6,
				dy: isNarrow ? 7 : 0
			}),
			Plot.text(rows, {
				frameAnchor: 'left',
				y: 'row',
				text: 'label',
				textAnchor: isNarrow ? 'start' : 'end',
				dx: isNarrow ? 0 : -10,
				dy: isNarrow ? -13 : 0
			})
		]
	});
}

/** as many steps as can be told apart */
const stepPx = 3;

/**
 * Stacked areas in steps from the day before the first to `today`. Days that would share a step are drawn as the last
 * of them.
 * @param tick writes a day below the axis; `isLong`: the whole is longer than a season
 */
export function drawGrowth(
	title: string,
	days: StackDay[],
	today: Day,
	width: number,
	write: { tick(day: Day, isLong: boolean): string; number(value: number): string }
): string {
	const [first, last] = [Date.parse(days[0]?.day ?? today) - dayMs, Date.parse(today)];
	const stepMs = Math.max(dayMs, ((last - first) * stepPx) / width);
	const steps = new Map(days.map((one) => [Math.floor((Date.parse(one.day) - first) / stepMs), one.parts]));
	const points = [...steps].flatMap(([step, parts]) => layer(new Date(first + step * stepMs), parts));
	// It begins with nothing, and stays until today as it was last.
	const end = days.at(-1)?.parts ?? [];
	const empty = end.map((part) => ({ ...part, value: 0 }));
	const isLong = last - first > 150 * dayMs;
	return drawn(title, {
		width,
		height: width < narrowPx ? 260 : 320,
		marginLeft: 48,
		marginRight: 24,
		marginTop: 10,
		marginBottom: 30,
		x: { type: 'utc', label: null, domain: [new Date(first), new Date(last)] },
		y: { label: null, grid: true },
		marks: [
			Plot.axisY({ label: null, tickSize: 0, tickFormat: write.number, ticks: 5 }),
			Plot.axisX({
				label: null,
				ticks: width < narrowPx ? 3 : 6,
				tickFormat: (day: Date) => write.tick(day.toISOString().slice(0, 10), isLong)
			}),
			Plot.areaY([...layer(new Date(first), empty), ...points, ...layer(new Date(last), end)], {
				x: 'at',
				y: 'value',
				z: 'place',
				fill: 'fill',
				stroke: 'stroke',
				curve: 'step-after'
			}),
			Plot.ruleY([0])
		]
	});
}

function layer(at: Date, parts: Part[]) {
	return parts.map((part, place) => ({ ...part, place, at }));
}

function drawn(title: string, options: Plot.PlotOptions): string {
	const svg = Plot.plot({
		...options,
		document: document as unknown as Document,
		ariaLabel: title,
		className: 'chart',
		style: { fontSize: `${fontPx}px`, fontFamily: 'inherit' }
	});
	svg.setAttribute('role', 'img');
	// One picture has one name; the library names its pieces in English.
	for (const piece of svg.querySelectorAll('g')) piece.removeAttribute('aria-label');
	// The page's policy lets no style in that it has not written itself.
	svg.querySelector('style')?.remove();
	return svg.outerHTML;
}
