import { palettes, streetGreys, type Scheme } from '../map/palette.ts';

/** The colours of look.css that a drawing of the map names, where there is no look.css. */
export function coloursOf(scheme: Scheme): Record<string, string> {
	const { paper, water, bridge, place, halo, ink, sheet, alarm, amber, grey, ground } = palettes[scheme];
	const { main, mainEdge } = streetGreys[scheme];
	return {
		...{ ink, sheet, alarm, amber, grey, paper: halo },
		...{ 'map-paper': paper, 'map-water': water, 'map-bridge': bridge, 'map-place': place },
		...{ 'map-road': main, 'map-road-edge': mainEdge },
		...Object.fromEntries(ground.map((color, i) => [`ground-${i + 1}`, color]))
	};
}

/** The same as declarations of CSS, for light and dark. */
export function colourDeclarations(): string {
	const [light, dark] = [coloursOf('light'), coloursOf('dark')];
	return Object.keys(light)
		.map((name) => `--${name}:light-dark(${light[name]},${dark[name]})`)
		.join(';');
}

/** A text whose colours are names, `var(--ink)`, with the colours in their place. @throws Error for a name without one */
export function withColours(text: string, scheme: Scheme): string {
	const colours = coloursOf(scheme);
	return text.replace(/var\(--([\w-]+)\)/g, (_, name: string) => {
		const colour = colours[name];
		if (!colour) throw new Error(`no colour is called ${name}`);
		return colour;
	});
}
