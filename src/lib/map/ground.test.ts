import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levels } from '../camera/levels.ts';
import { bounds, readings, standings } from '../camera/optics.ts';
import { settings } from '../camera/settings.fixture.ts';
import {
	hatchings,
	cappedTypes,
	classesFrom,
	counts,
	layers,
	parseShown,
	shownNames,
	shownQuery,
	type Shown
} from './ground.ts';
import { agesFrom_months } from './gaps.ts';
import { palettes } from './palette.ts';

const shown = fc.record<Shown>({
	layer: fc.constantFrom(...layers),
	level: fc.constantFrom(...levels),
	reading: fc.constantFrom(...readings),
	standing: fc.constantFrom(...standings),
	bound: fc.constantFrom(...bounds),
	looked: fc.constantFrom(...hatchings),
	per: fc.constantFrom(...counts)
});

test('what is shown comes back from its address', () => {
	fc.assert(
		fc.property(shown, (one) => {
			const params = shownQuery(one);
			const begins = parseShown(new URLSearchParams());
			expect(parseShown(params)).toEqual(one.layer === 'none' ? begins : one);
			expect([...params.keys()].filter((name) => !shownNames.includes(name))).toEqual([]);
		})
	);
	expect(String(shownQuery({ ...parseShown(new URLSearchParams()), layer: 'watched' }))).toBe(
		'layer=watched'
	);
});

test('an address that is not understood is as if it were empty', () => {
	fc.assert(
		fc.property(fc.constantFrom(...shownNames), fc.string(), (name, value) => {
			const known: readonly string[] = [
				...layers,
				...levels,
				...readings,
				...standings,
				...bounds,
				...counts
			];
			fc.pre(!known.includes(value));
			expect(parseShown(new URLSearchParams({ [name]: value }))).toEqual(parseShown(new URLSearchParams()));
		})
	);
});

/** relative luminance (WCAG 2.2) */
function luminance(color: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = parseInt(color.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each([
	['ground', classesFrom.length],
	['looked', agesFrom_months.length]
] as const)(
	'the ramp %s tells its classes apart without colour: on grey paper, and for who sees none',
	(ramp, classes) => {
		for (const [scheme, { [ramp]: colors, paper }] of Object.entries(palettes)) {
			expect(colors).toHaveLength(classes);
			const steps = [paper, ...colors].map(luminance);
			for (const [i, here] of steps.slice(1).entries()) {
				const [lighter, darker] = [Math.max(here, steps[i] ?? 0), Math.min(here, steps[i] ?? 0)];
				expect(scheme === 'light' ? here < (steps[i] ?? 0) : here > (steps[i] ?? 0), colors[i]).toBe(true);
				expect((lighter + 0.05) / (darker + 0.05), colors[i]).toBeGreaterThan(1.25);
			}
		}
	}
);

test('the range ends the views of those that could see farther', () => {
	const start = parseShown(new URLSearchParams());
	expect(cappedTypes(start, settings)).toEqual([]);
	expect(cappedTypes({ ...start, reading: 'zoomed' }, settings)).toEqual(['dome', 'ptz', 'unknown']);
	expect(cappedTypes({ ...start, reading: 'zoomed', bound: 'least' }, settings)).toEqual(['dome', 'ptz']);
});
