import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { palettes, streetGreys } from './palette.ts';

const look = readFileSync('src/lib/ui/look.css', 'utf8');
/** The names in look.css of the colours that the map's palettes repeat. */
const names = {
	paper: 'map-paper',
	water: 'map-water',
	bridge: 'map-bridge',
	place: 'map-place',
	ink: 'ink',
	halo: 'paper',
	sheet: 'sheet',
	alarm: 'alarm',
	amber: 'amber',
	grey: 'grey'
} satisfies Record<Exclude<keyof typeof palettes.light, 'ground' | 'looked'>, string>;

/** Both colours of a name in look.css. */
function written(name: string): string[] {
	return look.match(new RegExp(`\t--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\);`))?.slice(1) ?? [];
}

test.each(Object.entries(names))('the map draws %s as look.css has --%s', (key, name) => {
	const color = key as keyof typeof names;
	expect([palettes.light[color], palettes.dark[color]]).toEqual(written(name));
});

test.each(['ground', 'looked'] as const)('the map draws the ramp %s as look.css has it', (ramp) => {
	for (const [i, light] of palettes.light[ramp].entries()) {
		expect([light, palettes.dark[ramp][i]]).toEqual(written(`${ramp}-${i + 1}`));
	}
});

test('the first view draws main roads as the map does', () => {
	const { light, dark } = streetGreys;
	expect([light.main, dark.main]).toEqual(written('map-road'));
	expect([light.mainEdge, dark.mainEdge]).toEqual(written('map-road-edge'));
});

test('the browser is told the colours of the paper', () => {
	const [light, dark] = written('paper');
	const page = readFileSync('src/app.html', 'utf8');
	expect(page).toContain(`content="${light}"`);
	expect(page).toContain(`content="${dark}"`);
	const manifest = JSON.parse(readFileSync('static/manifest.webmanifest', 'utf8')) as object;
	expect(manifest).toMatchObject({ background_color: light, theme_color: light });
});
