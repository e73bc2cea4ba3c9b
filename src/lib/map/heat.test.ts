import { expect, test } from 'vitest';
import { heatIntensity, heatRadius, peakOf, peakWords } from './heat.ts';

/** MapLibre's bell around one camera, where its radius is 1 */
const bell = (distance: number) => Math.exp(-4.5 * distance ** 2) / Math.sqrt(2 * Math.PI);

test('the peak is where most cameras are, not how many there are', () => {
	expect(peakOf([], 30)).toBe(0);
	const pole = Array.from({ length: 5 }, () => ({ x: 0.5, y: 0.5, cameras: 1 }));
	const street = Array.from({ length: 40 }, (_, i) => ({ x: 100 + 60 * i, y: 300, cameras: 1 }));
	expect(peakOf([...pole, ...street], 30)).toBe(5);
	expect(peakOf([{ x: 9, y: 9, cameras: 70 }], 30)).toBe(70);
});

test('the densest place of a crowd gets the strongest colour, within a fifth; a camera alone does not', () => {
	let seed = 7;
	const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
	const points = Array.from({ length: 2000 }, (_, i) => {
		const spread = i % 2 ? 40 : 400;
		return {
			x: 500 + spread * (random() + random() - 1),
			y: 400 + spread * (random() + random() - 1),
			cameras: 1
		};
	});
	const radius_px = heatRadius(12);
	const density = (x: number, y: number) =>
		points.reduce((sum, at) => sum + bell(Math.hypot(at.x - x, at.y - y) / radius_px), 0);
	const densest = Math.max(...points.map(({ x, y }) => density(x, y)));
	expect(densest * heatIntensity(peakOf(points, radius_px))).toBeGreaterThan(0.8);
	expect(densest * heatIntensity(peakOf(points, radius_px))).toBeLessThan(1.2);
	expect(bell(0) * heatIntensity(1)).toBeCloseTo(1 / 3);
});

test('what the strongest colour means is the same density at every zoom', () => {
	for (const zoom of [9, 12, 16]) {
		// 1,000 cameras a square kilometre, evenly: what their bells add up to.
		const metresPerPixel = 55_540 / 2 ** zoom;
		const sigma_km = (heatRadius(zoom) * metresPerPixel) / 3 / 1000;
		const { cameras, within_m } = peakWords(1000 * 2 * Math.PI * sigma_km ** 2, zoom);
		if (cameras < 20) continue;
		const perKm2 = cameras / (Math.PI * (within_m / 1000) ** 2);
		expect(perKm2 / 1000).toBeGreaterThan(0.9);
		expect(perKm2 / 1000).toBeLessThan(1.1);
	}
});
