import { expect, test } from 'vitest';
import type { Camera } from '../../camera/camera.ts';
import { ended } from '../../camera/ended.fixture.ts';
import { settings } from '../../camera/settings.fixture.ts';
import { CameraIndex } from '../live/camera-index.ts';
import { lines } from '../live/lines.fixture.ts';
import { around } from './near-cameras.ts';

const circle = Math.PI * 25 ** 2;
const unseen = { first_reported_on: '2025-01-01', observed_on: null, last_confirmed_on: null };

function nearOf(...cameras: Partial<Camera>[]) {
	const index = new CameraIndex();
	for (const [i, own] of cameras.entries()) {
		const place = { lng_e6: 20_400_000 + i * 2000, lat_e6: 44_800_000, heading_deg: null };
		const [line] = lines([{ number: i + 1, state: 'verified', ...place }]);
		const municipality = 'vracar' as const;
		if (line) index.apply([{ ...line, camera: { ...line.camera, ...unseen, municipality, ...own } }]);
	}
	return ended(around(index, '2026-11-25', settings));
}

test('ground around a camera counts for a year after somebody saw it, while it stands', () => {
	const { city_m2, areas } = nearOf(
		{ last_confirmed_on: '2025-11-26' },
		{ last_confirmed_on: '2025-11-25' },
		{ observed_on: '2026-03-01', state: 'reported', municipality: 'zemun' },
		{ first_reported_on: '2026-03-01', municipality: null },
		{ last_confirmed_on: '2026-03-01', state: 'removed' }
	);
	expect(areas.get('vracar')).toBeCloseTo(circle, 6);
	expect(areas.get('zemun')).toBeCloseTo(circle, 6);
	expect(city_m2).toBeCloseTo(3 * circle, 6);
	expect(nearOf()).toEqual({ city_m2: 0, areas: new Map() });
});
