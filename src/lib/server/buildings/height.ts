/** metres of a storey, where only storeys are known */
const storey_m = 3;
/** OpenMapTiles says that a building is 5 m high, and once said 3.66 m, where nobody knows */
const assumed_m = 5;
/** A part of a building that begins higher than this stands in nobody's way. */
const overHead_m = 2.5;

type Properties = Readonly<Record<string, unknown>>;

/**
 * How high a building is, by OpenStreetMap's tags or by the properties of OpenMapTiles and Protomaps.
 * @returns metres from the ground to the top; null where nobody knows
 */
export function heightOf(properties: Properties): number | null {
	const rendered_m = metresOf(properties.render_height);
	if (rendered_m !== null) return rendered_m > assumed_m ? rendered_m : null;
	const levels = Number(properties['building:levels'] || NaN);
	const storeys_m = levels > 0 && levels < 200 ? levels * storey_m : null;
	return metresOf(properties.height) ?? metresOf(properties['building:height']) ?? storeys_m;
}

/** Whether it is known to begin over the heads of people, as a bridge between two houses does. */
export function hangs(properties: Properties): boolean {
	const bottom = properties.min_height ?? properties.render_min_height;
	return (metresOf(bottom) ?? 0) > overHead_m;
}

/** A length as OpenStreetMap writes it: metres, with or without their unit. */
function metresOf(value: unknown): number | null {
	const number = Number(/^([0-9.]+) ?m?$/.exec(String(value ?? '').trim())?.[1] ?? NaN);
	return number > 0 && number < 1000 ? number : null;
}
