import type { Camera } from '../../camera/camera.ts';
import {
	capabilities,
	makers,
	methods,
	mounts,
	operators,
	signPresences,
	sources,
	states,
	types
} from '../../camera/vocabulary.ts';

/** One line of the database's view `private.camera_lines`: a camera, or that it was taken away. */
export interface CameraLine {
	/** when `state` is null the camera was taken away, and only number, version and position say something */
	camera: Omit<Camera, 'state'> & { state: Camera['state'] | null };
	version: number;
	/** the states it has publicly had: five digits of a day (since 1970-01-01) and a letter, again and again */
	changes: string;
}

const day = (text: string) => text || null;
const count = (text: string) => (text ? Number(text) : null);

function oneOf<const T extends readonly string[]>(values: T) {
	const known = new Map(values.map((value) => [value as string, value]));
	return (text: string): T[number] | null => known.get(text) ?? null;
}
const state = oneOf(states);
const type = oneOf(types);
const mount = oneOf(mounts);
const operator = oneOf(operators);
const maker = oneOf(makers);
const capability = oneOf(capabilities);
const sign = oneOf(signPresences);
const method = oneOf(methods);
const source = oneOf(sources);

/** Reads a line: fields separated by commas, an empty one is unknown; their order is the view's. */
export function parseCameraLine(line: string): CameraLine {
	const f = line.split(',');
	const field = (i: number) => f[i] ?? '';
	return {
		version: Number(f[1]),
		changes: field(22),
		camera: {
			number: Number(f[0]),
			lng: Number(f[2]) / 1e6,
			lat: Number(f[3]) / 1e6,
			state: state(field(4)),
			type: type(field(5)) ?? 'unknown',
			mount: mount(field(6)) ?? 'unknown',
			heading_deg: count(field(7)),
			operator: operator(field(8)) ?? 'unknown',
			maker: maker(field(9)) ?? 'unknown',
			capabilities: field(10)
				? field(10)
						.split(' ')
						.flatMap((word) => capability(word) ?? [])
				: [],
			sign_present: sign(field(11)) ?? 'unknown',
			height_m: count(field(12)),
			accuracy_m: count(field(13)),
			method: method(field(14)),
			source: source(field(15)) ?? 'report',
			first_reported_on: field(16),
			observed_on: day(field(17)),
			last_confirmed_on: day(field(18)),
			confirmations: Number(f[19]),
			disputes: Number(f[20]),
			changed_on: field(21)
		}
	};
}
