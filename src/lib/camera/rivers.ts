/*
 * Where the rivers of Belgrade are, and its bridges, within 300 m.
 * Sources: the courses of the Sava and the Danube follow municipal boundaries, which run in mid-river (Who's On
 * First, CC0); where the Danube leaves them, east of Višnjica, its course is coarser (Natural Earth, public
 * domain). Bridges: own survey of published coordinates; a bridge is drawn straight across its river.
 */
export type Line = [lng: number, lat: number][];

const sava: Line = [
	[20.1021, 44.7239],
	[20.118, 44.7144],
	[20.144, 44.7138],
	[20.1562, 44.7077],
	[20.1615, 44.6996],
	[20.1581, 44.6844],
	[20.1662, 44.6736],
	[20.176, 44.6721],
	[20.1884, 44.6763],
	[20.1973, 44.6827],
	[20.2152, 44.7117],
	[20.2311, 44.7146],
	[20.24, 44.7096],
	[20.241, 44.7038],
	[20.2271, 44.6897],
	[20.2314, 44.6778],
	[20.2451, 44.6671],
	[20.2543, 44.6631],
	[20.277, 44.6617],
	[20.2876, 44.6658],
	[20.3047, 44.6867],
	[20.3093, 44.7326],
	[20.322, 44.7448],
	[20.3398, 44.7559],
	[20.351, 44.7688],
	[20.3779, 44.7891],
	[20.395, 44.7945],
	[20.4119, 44.7967],
	[20.4288, 44.7968],
	[20.4436, 44.805],
	[20.4462, 44.8092],
	[20.4478, 44.8151],
	[20.446, 44.8215],
	[20.4455, 44.8275],
	[20.4521, 44.8339]
];
const danube: Line = [
	[20.363, 45.0308],
	[20.3609, 45.0222],
	[20.355, 45.0113],
	[20.32, 45.003],
	[20.2907, 44.9868],
	[20.2877, 44.9693],
	[20.2891, 44.9581],
	[20.3011, 44.9427],
	[20.3391, 44.9117],
	[20.3437, 44.9104],
	[20.3559, 44.8913],
	[20.3588, 44.8818],
	[20.3718, 44.8706],
	[20.3811, 44.8645],
	[20.3912, 44.8598],
	[20.4139, 44.8527],
	[20.4245, 44.8431],
	[20.4521, 44.8339],
	[20.4822, 44.8293],
	[20.4897, 44.8294],
	[20.512, 44.832],
	[20.532, 44.838]
];
/** coarser, and rounded */
const danubeCoarse: Line = [
	[20.5459, 44.8398],
	[20.5692, 44.8517],
	[20.595, 44.858],
	[20.6237, 44.8546],
	[20.6318, 44.8522],
	[20.6368, 44.848],
	[20.6384, 44.8383]
];
const danubeBelow: Line = [
	[20.6294, 44.7992],
	[20.6234, 44.7746],
	[20.6376, 44.7521],
	[20.6454, 44.7465],
	[20.6645, 44.7397],
	[20.6748, 44.7333],
	[20.6915, 44.7115],
	[20.7241, 44.6829],
	[20.7593, 44.6678],
	[20.8014, 44.6585],
	[20.8195, 44.6579]
];
/** the arm between Zemun and the Great War Island */
const zemunArm: Line = [
	[20.418, 44.846],
	[20.4205, 44.8385],
	[20.426, 44.8312],
	[20.434, 44.8275],
	[20.4445, 44.8268]
];

export const rivers: { name: string; width_m: number; line: Line }[] = [
	{ name: 'Сава', width_m: 280, line: sava },
	{ name: 'Дунав', width_m: 650, line: [...danube, ...danubeCoarse, ...danubeBelow] },
	{ name: '', width_m: 200, line: zemunArm }
];
/** The middle of each. */
const middles: [name: string, lng: number, lat: number][] = [
	['Пупинов мост', 20.3811, 44.8645],
	['Панчевачки мост', 20.4898, 44.8294],
	['Бранков мост', 20.4478, 44.8151],
	['Стари савски мост', 20.4462, 44.8092],
	['Газела', 20.4437, 44.805],
	['Мост на Ади', 20.4263, 44.7962]
];
/** the Great War Island, between the Danube and its arm */
export const island: Line = [
	[20.4215, 44.8432],
	[20.4275, 44.8395],
	[20.436, 44.8355],
	[20.4445, 44.8318],
	[20.4455, 44.829],
	[20.438, 44.829],
	[20.43, 44.832],
	[20.424, 44.837],
	[20.4215, 44.8432]
];

/** a bridge begins and ends so far from its banks, in metres */
const ramp_m = 120;

/** From bank to bank. */
export const bridges: { name: string; line: Line }[] = middles.map(([name, lng, lat]) => ({
	name,
	line: across([lng, lat])
}));

/** The line straight across the river that is nearest to a place, from one bank to the other. */
function across(place: Line[number]): Line {
	/** a degree of longitude here is so much of one of latitude */
	const narrow = Math.cos((place[1] * Math.PI) / 180);
	const degree_m = 111_320;
	const ways = rivers.flatMap(({ width_m, line }) =>
		line.slice(1).map((to, i) => {
			const from = line[i] ?? to;
			const [east, north] = [(to[0] - from[0]) * narrow, to[1] - from[1]];
			const length = Math.hypot(east, north);
			const along = ((place[0] - from[0]) * narrow * east + (place[1] - from[1]) * north) / length ** 2;
			const share = Math.max(0, Math.min(1, along));
			const at = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])] as const;
			const reach = (width_m / 2 + ramp_m) / degree_m / length;
			return {
				away: Math.hypot((place[0] - at[0]) * narrow, place[1] - at[1]),
				line: [-1, 1].map((side): Line[number] => [
					at[0] - (side * north * reach) / narrow,
					at[1] + side * east * reach
				])
			};
		})
	);
	return ways.reduce((nearest, way) => (way.away < nearest.away ? way : nearest)).line;
}
