import { oneDecimal } from '../camera/measures.ts';
import { mercator } from '../camera/mercator.ts';
import type { View, ViewContents } from '../camera/view.ts';
import { numberedRadius_px, ringRadius } from './camera-style.ts';
import { lookOf, looks, lookStyles, type Look } from './marks.ts';
import { boxOfName, namesApart } from './names-apart.ts';
import { schematic } from './schematic.ts';
import { metresPerPixel } from './style.ts';
import { groupsOf, stackingOf, together_px } from './together.ts';

/*
 * The first view: the map as inline SVG, at the place and in the size in which MapLibre will draw it, so that nothing
 * moves when it takes over. Colours stand in src/lib/map-page/FirstView.svelte, as CSS, for light and dark.
 */

interface Options extends View {
	/** writes a Cyrillic name in the page's script */
	label: (name: string) => string;
	/** paths of what is drawn in the place of the schematic base; its names come with the map */
	streets?: { water: string; rivers: string; roads: string } | null;
}

/** The cameras and the schematic base of a view as SVG, without the words around it. */
export function drawFirstView({ dots, clusters }: ViewContents, options: Options): string {
	const { center, zoom, width_px: width, height_px: height } = options;
	const size = 512 * 2 ** zoom;
	const [centerX, centerY] = mercator(center);
	const project = (position: number[]): [number, number] => {
		const [x, y] = mercator(position as [number, number]);
		return [Math.round((x - centerX) * size), Math.round((y - centerY) * size)];
	};
	return [
		`<svg viewBox="${-width / 2} ${-height / 2} ${width} ${height}" width="${width}" height="${height}" aria-hidden="true">`,
		...(options.streets
			? [drawStreets(options.streets)]
			: [drawBase(project, options), drawPlaces(project, clusters, options)]),
		drawDots(dots, zoom),
		...clusters.map(
			({ x, y, count }) =>
				`<circle class="cluster" cx="${x}" cy="${y}" r="${clusterRadius(count)}"/><text x="${x}" y="${y}">${count.toLocaleString('en')}</text>`
		),
		'</svg>'
	].join('');
}

/** Each dot refers to the drawing of its look; sizes as in camera-style.ts. Those that lie together are one. */
function drawDots(dots: ViewContents['dots'], zoom: number): string {
	const grow = (at8: number, at14: number) =>
		at8 + ((at14 - at8) * (Math.min(14, Math.max(8, zoom)) - 8)) / 6;
	const ring = grow(1, 2);
	const dotRadius = (look: Look) =>
		grow(2.5, 7) * (look === 'removed' ? 0.6 : look.startsWith('verified') ? 1 : 0.8);
	const drawn = (name: string, radius: (look: Look) => number) =>
		looks.map((look, i) => {
			const isVerified = look.startsWith('verified');
			const isRing = look === 'verified_stale' && radius === dotRadius;
			const color = `var(--${lookStyles[look].color})`;
			const inner = radius(look) * (isRing ? ringRadius : 1);
			const width = isRing ? radius(look) - inner : ring;
			const filling = (isVerified && !isRing) || look === 'disputed' ? color : 'var(--sheet)';
			const sheer = look === 'disputed' ? ' fill-opacity=".4"' : '';
			// MapLibre lays the ring around the filling, SVG half over it. Rules of the page do not reach what is used.
			return (
				`<g id="${name}${i}"><circle r="${oneDecimal(inner)}" fill="${filling}"${sheer}/>` +
				`<circle r="${oneDecimal(inner + width / 2)}" stroke="${isVerified && !isRing ? 'var(--sheet)' : color}" stroke-width="${oneDecimal(width)}"/></g>`
			);
		});
	const topFirst = [...dots].sort(
		(a, b) => stackingOf(b.state) - stackingOf(a.state) || a.y - b.y || a.x - b.x
	);
	const placed = groupsOf(topFirst, together_px.dots)
		.reverse()
		.map(([{ x, y, state, isStale }, ...below]) => {
			const look = lookOf(state, isStale ? 'stale' : 'fresh');
			const at = `x="${x}" y="${y}"`;
			if (below.length === 0) return `<use href="#d${looks.indexOf(look)}" ${at}/>`;
			const number = look.startsWith('verified') ? '<text class="on"' : '<text';
			return `<use href="#n${looks.indexOf(look)}" ${at}/>${number} ${at}>${below.length + 1}</text>`;
		});
	return `<defs>${drawn('d', dotRadius).join('')}${drawn('n', () => numberedRadius_px).join('')}</defs>${placed.join('')}`;
}

/** As src/lib/map/streets draws them at the zoom of the first view, as far as one sees them from there. */
function drawStreets({ water, rivers, roads }: NonNullable<Options['streets']>): string {
	return (
		`<path class="water" d="${water}"/>` +
		`<path class="rivers" stroke-width="16" d="${rivers}"/>` +
		`<defs><path id="roads" d="${roads}"/></defs>` +
		'<use class="roads-edge" href="#roads" stroke-width="3"/><use class="roads" href="#roads" stroke-width="1.5"/>'
	);
}

/** As src/lib/map/style.ts draws it. */
function drawBase(project: (position: number[]) => [number, number], { zoom, label }: Options): string {
	const { rivers, island, bridges } = schematic(label);
	const path = (line: number[][]) => toPath(line.map(project));
	const metre_px = 2 ** zoom / metresPerPixel;
	const water = rivers.features.map(({ geometry, properties }) => {
		const width = Math.max(1.5, Number(properties?.width_m) * metre_px);
		return `<path d="${path(geometry.coordinates)}" stroke-width="${oneDecimal(width)}"/>`;
	});
	const bridgeWidth = zoom < 14 ? 1 + (2 * (2 ** (zoom - 10) - 1)) / 15 : 3;
	return (
		`<g class="rivers">${water.join('')}</g>` +
		island.features
			.map(({ geometry }) => `<path class="land" d="${path(geometry.coordinates[0] ?? [])}"/>`)
			.join('') +
		`<path class="bridges" stroke-width="${oneDecimal(bridgeWidth)}" d="${bridges.features.map(({ geometry }) => path(geometry.coordinates)).join('')}"/>`
	);
}

/** Names of districts, but not where the map leaves them out: under the number of a cluster, or under each other. */
function drawPlaces(
	project: (position: number[]) => [number, number],
	clusters: ViewContents['clusters'],
	{ zoom, width_px: width, height_px: height, label }: Options
): string {
	const size_px = Math.min(17, Math.max(11, 11 + (zoom - 9) * 1.2));
	const numbers = clusters.map(({ x, y, count }) => ({
		x,
		y,
		reachX: 4 * String(count).length,
		reachY: 8
	}));
	const inView = schematic(label).places.features.flatMap(({ geometry, properties }) => {
		const [x, y] = project(geometry.coordinates);
		const isIn = Math.abs(x) <= width / 2 && Math.abs(y) <= height / 2;
		return properties?.rank === 1 && isIn ? [{ name: String(properties.name), x, y }] : [];
	});
	const boxOf = ({ name, x, y }: (typeof inView)[number]) => boxOfName(name, x, y, size_px);
	const names = namesApart(inView, boxOf, numbers).map(
		({ name, x, y }) => `<text x="${x}" y="${y}">${name}</text>`
	);
	return `<g class="places" font-size="${oneDecimal(size_px)}">${names.join('')}</g>`;
}

/** px with half the ring, as the map's circles grow with the logarithm of the count */
function clusterRadius(count: number): number {
	return oneDecimal(11 + Math.min(8, Math.max(0, ((Math.log(count) - 0.7) / 8.3) * 8)));
}

/** An SVG path; points that fall on the same pixel are one. */
function toPath(points: [number, number][]): string {
	const distinct = points.filter(
		([x, y], i) => i === 0 || x !== points[i - 1]?.[0] || y !== points[i - 1]?.[1]
	);
	return 'M' + distinct.map(([x, y]) => `${x} ${y}`).join('L');
}
