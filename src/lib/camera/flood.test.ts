import { expect, test } from 'vitest';
import { readFlood } from './flood.ts';
import { settings } from './settings.fixture.ts';

const read = (fields: Record<string, string>) => readFlood((name) => fields[name] ?? null, settings);
const days = { kind: 'reports', from: '2026-11-20', to: '2026-11-21' };

test('a circle, a municipality and what stays are read', async () => {
	const circle = { middle: '44.81, 20.46', radius: '500', kept: 'k7q29fj4xm, K7Q29FJ4XN' };
	expect(await read({ ...days, ...circle })).toEqual({
		asked: {
			...days,
			area: { circle: [20.46, 44.81, 500] },
			isStrict: false,
			kept: ['K7Q29FJ4XM', 'K7Q29FJ4XN']
		},
		errors: []
	});
	expect((await read({ ...days, municipality: 'zemun', strict: 'yes' })).asked).toMatchObject({
		area: { municipality: 'zemun' },
		isStrict: true
	});
});

test.each([
	[{}, ['kind', 'from', 'to', 'area']],
	[{ ...days, to: '2026-11-19', municipality: 'zemun' }, ['to']],
	[{ ...days, from: '2026-02-30', municipality: 'zemun' }, ['from']],
	[{ ...days, middle: 'nowhere', radius: '5' }, ['area']],
	[{ ...days, middle: '20.46, 44.81', radius: '5' }, ['area']],
	[{ ...days, middle: '45.25, 19.84', radius: '5' }, ['area']],
	[{ ...days, middle: '44.81, 20.46', radius: '-5' }, ['radius']],
	[{ ...days, middle: '44.81, 20.46' }, ['radius']],
	[{ ...days, municipality: 'zemun', kept: 'nonsense' }, ['kept']]
])('%j is refused', async (fields, wrong) => {
	const { asked, errors } = await read(fields);
	expect(asked).toBeNull();
	expect(errors.map(({ field }) => field)).toEqual(wrong);
});
