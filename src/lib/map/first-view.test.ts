import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test } from 'vitest';
import { states } from '../camera/vocabulary.ts';
import { drawFirstView } from './first-view.ts';
import { looks } from './marks.ts';

const options = {
	center: [20.4573, 44.8125] as [number, number],
	zoom: 12,
	width_px: 4096,
	height_px: 2304,
	label: (name: string) => name
};

/** Anywhere in the view, but the same in every run. */
function dots(count: number) {
	let seed = 1;
	const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
	return Array.from({ length: count }, (_, i) => ({
		x: Math.round((random() - 0.5) * 4096),
		y: Math.round((random() - 0.5) * 2304),
		state: states[i % states.length] ?? 'reported',
		isStale: i % 3 === 0
	}));
}

test('the fullest view leaves room in the 90 kB of a first screen', () => {
	const svg = drawFirstView({ dots: dots(3000), clusters: [] }, options);
	// The quality at which the server compresses pages.
	const { length } = brotliCompressSync(svg, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
	expect(length).toBeLessThan(45_000);
});

test('verified cameras lie above reported ones, those above disputed and removed ones', () => {
	const svg = drawFirstView({ dots: dots(8), clusters: [] }, options);
	const drawn = [...svg.matchAll(/<use href="#d(\d)"/g)].map(([, i]) => looks[Number(i)]?.split('_')[0]);
	expect(drawn).toEqual(['removed', 'disputed', 'reported', 'verified'].flatMap((state) => [state, state]));
});

test('a name makes room for the number of a cluster', () => {
	const withName = drawFirstView({ dots: [], clusters: [] }, options);
	const [, x, y] = /<text x="(-?\d+)" y="(-?\d+)">Врачар/.exec(withName) ?? [];
	const clusters = [{ x: Number(x), y: Number(y), count: 300 }];
	const svg = drawFirstView({ dots: [], clusters }, options);
	expect(svg).not.toContain('Врачар');
	expect(svg).toContain('>300</text>');
});

test('cameras that lie together are one dot with their number, that of the one on top', () => {
	const at = (x: number, state: 'verified' | 'removed') => ({ x, y: 0, state, isStale: false });
	const svg = drawFirstView(
		{ dots: [at(0, 'removed'), at(3, 'verified'), at(90, 'removed')], clusters: [] },
		options
	);
	const [verified, removed] = [looks.indexOf('verified'), looks.indexOf('removed')];
	expect(svg).toContain(`<use href="#n${verified}" x="3" y="0"/><text class="on" x="3" y="0">2</text>`);
	expect(svg.match(/<use /g)).toHaveLength(2);
	expect(svg).toContain(`<use href="#d${removed}" x="90" y="0"/>`);
});
