import { describe, expect, test } from 'vitest';
import { encodeCameraId } from '../../src/lib/camera/id.ts';
import { describeEngines } from '../support/engines.ts';
import { somewhere, verbs } from '../support/record.ts';

describeEngines('reads of many', (database) => {
	const { report } = verbs(database);

	describe('the list', () => {
		test('finds by the beginning of an id, and by nothing that is none', async () => {
			const { camera } = await report(somewhere());
			const id = encodeCameraId(camera.number);
			const found = async (p_query: string) =>
				(await database().anon.rpc('cameras_list', { p_query, p_limit: 1000 })).data as unknown as {
					total: number;
					cameras: { number: number }[];
				};
			for (const length of [1, 4, 9, 10]) {
				const { total, cameras } = await found(id.slice(0, length));
				expect(cameras.map(({ number }) => number)).toContain(camera.number);
				expect(cameras).toHaveLength(total);
				for (const { number } of cameras)
					expect(encodeCameraId(number).startsWith(id.slice(0, length))).toBe(true);
			}
			for (const none of ['U', `${id}0`, '%', '_', "'"]) expect((await found(none)).total, none).toBe(0);
		});
	});
});
