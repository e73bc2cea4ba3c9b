import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../camera/day.ts';
import { readCursor, writeCursor, type Cursor } from './change-cursor.ts';

const hex = (length: number) =>
	fc
		.array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
		.map((characters) => characters.join(''));
const version = fc.nat(10 ** 9);
const seen = fc.record({
	day: fc.integer({ min: 0, max: 40_000 }).map(dayOf),
	computed: hex(8),
	mark: hex(12)
});
const cursor: fc.Arbitrary<Cursor> = fc.oneof(
	fc.record({ version }),
	fc.record({ version, seen }),
	fc.record({ version, seen, turned: fc.record({ behind: version, asOf: hex(8) }) })
);

test('a cursor is read as it was written', () => {
	fc.assert(
		fc.property(cursor, (written) => {
			expect(readCursor(writeCursor(written))).toEqual(written);
		})
	);
});

test.each(['', 'x', '-1', '1.5', '1e3', ' 1', '1'.repeat(16), '1-2', '1-20260230-00000000-000000000000'])(
	'%j is none',
	(text) => expect(readCursor(text)).toBeNull()
);
