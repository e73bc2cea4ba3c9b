import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import distance from '@turf/distance';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/lib/camera/position.ts';
import { readPosition } from '../../src/lib/camera/read-position/index.ts';

/** Lines of a text as JSON, a tab, and `lng,lat` or `null`; # begins a comment. */
const file = join(process.env.OKO_REAL_DATA ?? '', '../cases/positions.tsv');
const cases = (existsSync(file) ? readFileSync(file, 'utf8') : '')
	.split('\n')
	.filter((line) => line && !line.startsWith('#'))
	.map((line) => line.split('\t') as [json: string, position: string]);

describe.skipIf(cases.length === 0)('texts that people paste', () => {
	test.each(cases)('%s is %s', async (json, expected) => {
		const read = await readPosition(JSON.parse(json) as string);
		if (expected === 'null') return expect(read).toBeNull();
		const right = expected.split(',').map(Number) as Position;
		expect(read && distance(read, right, { units: 'meters' }), String(read)).toBeLessThan(2);
	});
});
