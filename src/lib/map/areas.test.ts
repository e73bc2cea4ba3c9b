import { expect, test } from 'vitest';
import { loadI18n } from '../i18n/load.ts';
import { settings } from '../camera/settings.fixture.ts';
import { areaWords } from './area-words.ts';
import { areaClasses, areaColor, areaFigure, classOf, type AreaNumbers, type Areas } from './areas.ts';
import { groundWords, type Keyed } from './ground-words.ts';
import { parseShown, shownAreas, titleLayer, type Ground, type Shown } from './ground.ts';
import { palettes } from './palette.ts';

const area: AreaNumbers = {
	id: 'stari-grad',
	names: { 'sr-Cyrl': 'Стари град', 'sr-Latn': 'Stari grad', en: 'Stari grad' },
	...{ area_km2: 5, population: 50_000, looked_m2: 0, looked_most_m2: 0 },
	...{ reported: 4, verified: 2, disputed: 4, removed: 9 },
	...{
		outline_glance_least_m2: 10_000.4,
		outline_glance_most_m2: 60_000,
		verified_outline_glance_most_m2: 400
	}
};
const shown = (query: string): Shown => parseShown(new URLSearchParams(query));
const none: AreaNumbers = { ...area, id: 'sopot', ...{ reported: 0, verified: 0, disputed: 0 } };
const areas: Areas = {
	boundaries: { source: 'Invented', licence: null },
	features: [area, none].map((properties) => ({
		type: 'Feature',
		geometry: { type: 'Polygon', coordinates: [] },
		properties
	}))
};
const view = (query: string, ground: Partial<Ground> = {}): Keyed => ({
	ground: { shown: shown(query), isFar: true, isClose: false, areas, peak: null, ...ground } as Ground,
	optics: settings,
	buildings: null,
	filter: {}
});

test('cameras are counted per km² and per 1,000 inhabitants, removed ones not', () => {
	expect(areaFigure(area, shown('layer=density'))).toBe(2);
	expect(areaFigure(area, shown('layer=density&states=verified'))).toBe(0.4);
	expect(areaFigure(area, shown('layer=density&per=inhabitants'))).toBe(0.2);
	expect(areaFigure({ ...area, population: null }, shown('layer=density&per=inhabitants'))).toBeNull();
});

test('watched ground is a share of the municipality', () => {
	expect(areaFigure(area, shown('layer=watched'))).toBe(0.012);
	expect(areaFigure(area, shown('layer=watched&bound=least'))).toBeCloseTo(0.002, 6);
	expect(areaFigure(area, shown('layer=watched&states=verified'))).toBe(0.00008);
	expect(areaFigure(area, shown('layer=watched&level=validate'))).toBe(0);
});

test('a class begins above its figure; nothing, and what nobody knows, has none', () => {
	const from = areaClasses(shown('layer=density'));
	expect([null, 0, 0.01, 0.1, 0.11, 10, 11].map((figure) => classOf(figure, from))).toEqual([
		-1, -1, 0, 0, 1, 3, 4
	]);
	for (const query of ['layer=watched', 'layer=density', 'layer=density&per=inhabitants'])
		expect(areaClasses(shown(query))).toHaveLength(palettes.light.ground.length);
});

test('each municipality has the colour of its class', () => {
	const { ground } = palettes.light;
	expect(areaColor(areas, shown('layer=density'), palettes.light)).toEqual([
		'match',
		['get', 'id'],
		...['stari-grad', ground[2]],
		'transparent'
	]);
	expect(areaColor({ ...areas, features: [] }, shown('layer=density'), palettes.light)).toBe('transparent');
});

test('municipalities are shown from far away, in a layer, where there are any', () => {
	const shownIn = (query: string, ground: Partial<Ground> = {}) => shownAreas(view(query, ground).ground);
	expect(shownIn('layer=density')).toBe(areas);
	expect(shownIn('layer=watched')).toBe(areas);
	expect(shownIn('')).toBeNull();
	expect(shownIn('layer=density', { isFar: false })).toBeNull();
	const without: Ground['areas'][] = [null, 'failed', { ...areas, features: [] }];
	for (const missing of without) expect(shownIn('layer=density', { areas: missing })).toBeNull();
	expect(titleLayer(view('layer=density').ground)).toBe('none');
	expect(titleLayer(view('layer=density', { isFar: false }).ground)).toBe('density');
});

test('the key says what is shown, with the numbers of its classes', async () => {
	const en = await loadI18n('en');
	const counted = groundWords(view('layer=density'), en);
	expect(counted.title).toBe('Reported cameras per km², by municipality');
	expect(counted.details).toBe('all cameras · no colour: none reported');
	expect(counted.classes).toEqual(['up to 0.1', '0.1–0.5', '0.5–2', '2–10', 'over 10']);
	expect(counted.lines.at(-1)).toBe('Boundaries of the municipalities: Invented.');
	const filtered = groundWords({ ...view('layer=density'), filter: { state: ['verified'] } }, en);
	expect(filtered.details).toBe('all cameras · filters do not apply here · no colour: none reported');
	const watched = groundWords(view('layer=watched'), en);
	expect(watched.details).toBe('at most · IEC 62676-4:2025 · share of a municipality:');
	expect(watched.classes).toEqual(['up to 0.01%', '0.01–0.1%', '0.1–1%', '1–10%', 'over 10%']);
	expect(watched.hatched).toEqual([]);
	expect(watched.lines[0]).toContain('Walls and trees are ignored');
	const buildings = { source: 'Invented', licence: '', day: '2026-11-24' };
	const cut = (ground = {}) =>
		groundWords({ ...view('layer=watched', ground), buildings }, en).lines.slice(0, 2);
	expect(cut()[0]).toContain('Buildings cut “at least”, not “at most”.');
	expect(cut()[1]).toMatch(/^Buildings: Invented, .*2026$/);
	expect(cut({ isClose: true })).toEqual(cut());
	const unsourced = { ...areas, boundaries: { source: null, licence: null } };
	expect(groundWords(view('layer=density', { areas: unsourced }), en).lines.at(-1)).toBe(
		'The source of the boundaries is not stated.'
	);
	const sr = await loadI18n('sr-Cyrl');
	expect(groundWords(view('layer=density&per=inhabitants'), sr).classes[1]).toBe('0,05–0,2');
});

test('a municipality tells its figures, at least and at most where they differ', async () => {
	const [cyrl, en] = [await loadI18n('sr-Cyrl'), await loadI18n('en')];
	const said = (query: string, i18n = en, of = area, isMeasuring = false) =>
		areaWords(of, shown(query), i18n, isMeasuring);
	expect(said('layer=density')).toBe('Stari grad: at least 2 cameras (0.4 per km²), at most 10 (2 per km²).');
	expect(said('layer=density', cyrl)).toBe(
		'Стари град: најмање 2 камере (0,4 на km²), највише 10 (2 на km²).'
	);
	expect(said('layer=density&per=inhabitants&states=verified', cyrl)).toBe(
		'Стари град: 2 потврђене камере (0,04 на 1.000 становника).'
	);
	const one = { ...area, reported: 0, disputed: 0, verified: 1 };
	expect(said('layer=density', cyrl, one)).toBe('Стари град: 1 камера (0,2 на km²).');
	expect(said('layer=density', en, none)).toContain('knows of no camera');
	expect(said('layer=watched')).toBe(
		'Stari grad: watched at least 10,000 m² (0.2%), at most 60,000 m² (1.2%).'
	);
	expect(said('layer=watched', en, { ...area, looked_m2: 50_000 })).toContain(
		'; on 1% of the municipality somebody looked and found none.'
	);
	const { waiting } = en.m.coverage;
	expect(said('layer=watched&level=validate', en, area, true)).toBe(`Stari grad: ${waiting}`);
	expect(said('layer=watched', en, area, true)).toContain(waiting);
});
