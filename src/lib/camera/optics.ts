import { densities_px_m, type Level } from './levels.ts';
import { knownTypes, type CameraType, type KnownType } from './vocabulary.ts';

/*
 * What a camera could see of a person, by the pixel densities of IEC 62676-4: the same as
 * supabase/schemas/12_coverage.sql. docs/method.md says what is assumed.
 */

/** As the lens is at a glance, and fully zoomed in: the worst case. */
export const readings = ['glance', 'zoomed'] as const;
/** Every figure about what is watched has two bounds. */
export const bounds = ['least', 'most'] as const;
/** Whose views count: those of all cameras that stand (reported, verified, disputed), or of verified ones. */
export const standings = ['all', 'verified'] as const;

export type Reading = (typeof readings)[number];
export type Bound = (typeof bounds)[number];
export type Standing = (typeof standings)[number];

/** Whether cameras of a type turn and zoom: private.type_views in SQL says the same. */
export const turns = {
	fixed: false,
	dome: true,
	ptz: true,
	plate_reader: false
} as const satisfies Record<KnownType, boolean>;
type TurningType = { [Type in KnownType]: (typeof turns)[Type] extends true ? Type : never }[KnownType];
const isTurning = (type: KnownType): type is TurningType => turns[type];

/** The settings that views depend on. */
export const opticsKeys = [
	...knownTypes.flatMap((type) => [`optics_${type}_px`, `optics_${type}_fov_deg`] as const),
	...knownTypes.filter(isTurning).map((type) => `optics_${type}_zoomed_fov_deg` as const),
	'view_range_max_m'
] as const;
export type OpticsSettings = Readonly<Record<(typeof opticsKeys)[number], number>>;

/** Picks them out, for whoever computes views elsewhere. */
export function opticsOf(settings: OpticsSettings): OpticsSettings {
	return Object.fromEntries(opticsKeys.map((key) => [key, settings[key]])) as OpticsSettings;
}

/** The part of a record that its view depends on. */
export interface Optics {
	type: CameraType;
	/** degrees clockwise from north; null is unknown */
	heading_deg: number | null;
}

/** Ground around a camera: a sector of `angle_deg` around `heading_deg`, or the whole circle (360, null). */
export interface View {
	reach_m: number;
	heading_deg: number | null;
	angle_deg: number;
}

/**
 * The distance at which a picture `width_px` across with a horizontal field of view `fov_deg` has `density_px_m` pixels
 * to a metre: d = W / (2 ρ tan(θ/2)) (IEC 62676-4).
 * @returns metres
 */
export function distanceAt(density_px_m: number, width_px: number, fov_deg: number): number {
	return width_px / (2 * density_px_m * Math.tan((fov_deg * Math.PI) / 360));
}

/**
 * How far a camera of a type reaches, with the lens that is assumed for it, at most `view_range_max_m`. An unknown type
 * is taken for a fixed camera at least, and for one that turns and zooms at most.
 * @returns metres, and whether that is the cap
 */
export function reach(
	type: CameraType,
	level: Level,
	reading: Reading,
	bound: Bound,
	settings: OpticsSettings
): { reach_m: number; isCapped: boolean } {
	const lens = lensOf(type, bound);
	const fov_deg =
		reading === 'zoomed' && isTurning(lens)
			? settings[`optics_${lens}_zoomed_fov_deg`]
			: settings[`optics_${lens}_fov_deg`];
	const far_m = distanceAt(densities_px_m[level], settings[`optics_${lens}_px`], fov_deg);
	return { reach_m: Math.min(far_m, settings.view_range_max_m), isCapped: far_m > settings.view_range_max_m };
}

/**
 * The ground on which a camera could see a person at a level; null when, at least, that may be none: the camera does
 * not turn, and nobody knows where it looks.
 */
export function viewOf(
	{ type, heading_deg }: Optics,
	level: Level,
	reading: Reading,
	bound: Bound,
	settings: OpticsSettings
): View | null {
	const lens = lensOf(type, bound);
	const { reach_m } = reach(type, level, reading, bound, settings);
	const around: View = { reach_m, heading_deg: null, angle_deg: 360 };
	if (isTurning(lens)) return around;
	if (heading_deg === null) return bound === 'most' ? around : null;
	return { reach_m, heading_deg, angle_deg: settings[`optics_${lens}_fov_deg`] };
}

/** @returns square metres of a view on level ground */
export function viewArea({ reach_m, angle_deg }: View): number {
	return (Math.PI * reach_m ** 2 * angle_deg) / 360;
}

function lensOf(type: CameraType, bound: Bound): KnownType {
	return type !== 'unknown' ? type : bound === 'least' ? 'fixed' : 'ptz';
}
