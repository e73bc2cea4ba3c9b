import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCameraId, encodeCameraId, maxCameraNumber } from './id.ts';

const anyNumber = fc.integer({ min: 0, max: maxCameraNumber });

describe('encodeCameraId', () => {
	test('writes ten characters, most significant first', () => {
		expect(encodeCameraId(0)).toBe('0000000000');
		expect(encodeCameraId(1)).toBe('0000000001');
		expect(encodeCameraId(31)).toBe('000000000Z');
		expect(encodeCameraId(32)).toBe('0000000010');
		expect(encodeCameraId(maxCameraNumber)).toBe('ZZZZZZZZZZ');
	});

	test.each([-1, 0.5, NaN, Infinity, maxCameraNumber + 1])('refuses %s', (number) => {
		expect(() => encodeCameraId(number)).toThrow(RangeError);
	});

	test('has no letters that are easily confused', () => {
		fc.assert(
			fc.property(anyNumber, (number) => {
				expect(encodeCameraId(number)).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
			})
		);
	});

	test('keeps the order of numbers', () => {
		fc.assert(
			fc.property(anyNumber, anyNumber, (a, b) => {
				expect(encodeCameraId(a) < encodeCameraId(b)).toBe(a < b);
			})
		);
	});
});

describe('decodeCameraId', () => {
	test('reads back every number', () => {
		fc.assert(
			fc.property(anyNumber, (number) => {
				expect(decodeCameraId(encodeCameraId(number))).toBe(number);
			})
		);
	});

	test('forgives case, spaces, hyphens and look-alikes', () => {
		const number = decodeCameraId('K7Q29FJ4XM');
		expect(number).not.toBeNull();
		for (const typed of ['k7q29fj4xm', ' K7Q2-9FJ4-XM ', 'K7Q29 FJ4XM'])
			expect(decodeCameraId(typed)).toBe(number);
		expect(decodeCameraId('OoIiLl0000')).toBe(decodeCameraId('0011110000'));
	});

	test.each(['', 'K7Q29FJ4X', 'K7Q29FJ4XMM', 'K7Q29FJ4XU', 'К7Q29FJ4XM', '..%2f..%2f..'])(
		'does not read %j',
		(text) => expect(decodeCameraId(text)).toBeNull()
	);

	test('answers any text with null or with a number that can be written', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 14 }), (text) => {
				const number = decodeCameraId(text);
				if (number !== null) expect(encodeCameraId(number)).toHaveLength(10);
			})
		);
	});
});
