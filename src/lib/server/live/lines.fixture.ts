import { municipalityIds } from '../../camera/municipalities.ts';
import { operators, types, type State } from '../../camera/vocabulary.ts';
import type { CameraLine } from './camera-line.ts';

/** What differs between the cameras of a test. */
export interface Line {
	number: number;
	lng_e6: number;
	lat_e6: number;
	state: State | null;
	heading_deg: number | null;
}

/** Cameras for tests of pure modules, as if the database had sent them. */
export function lines(some: Line[]): CameraLine[] {
	return some.map(({ number, lng_e6, lat_e6, state, heading_deg }, i) => ({
		version: i,
		changes: `20416${state?.[0] ?? 'r'}`,
		camera: {
			number,
			lng: lng_e6 / 1e6,
			lat: lat_e6 / 1e6,
			state,
			type: types[number % types.length] ?? 'unknown',
			mount: 'pole',
			heading_deg,
			operator: operators[number % operators.length] ?? 'unknown',
			maker: 'huawei',
			capabilities: ['face_recognition'],
			sign_present: 'no',
			height_m: 4.5,
			start_date: ['2019', '2020-03', '2021-03-15', null][number % 4] ?? null,
			accuracy_m: null,
			method: null,
			municipality: municipalityIds[number % 20] ?? null,
			source: 'report',
			first_reported_on: '2025-11-24',
			observed_on: null,
			last_confirmed_on: null,
			confirmations: 0,
			disputes: 0,
			changed_on: '2025-11-24'
		}
	}));
}
