import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineEnv, guardOff, serverEngines } from '../support/on-engines.ts';
import { requests } from '../support/requests.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { addModerator, makeContributor, type TestContributor } from '../support/signed-in.ts';

/** The text of a page between two headings of the second level, or to its end. */
function section(html: string, id: string): string {
	const text = new RegExp(`<h2 id="${id}"[^]*?(?=<h2|$)`).exec(html)?.[0] ?? '';
	return text.replace(/<!--.*?-->|<style[^]*?<\/style>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe.each(serverEngines)('the desk (%s)', (kind) => {
	let running: RunningServer;
	let env: Record<string, string>;
	let remove = () => {};
	const server = () => running;
	const { post, reported } = requests(server);
	beforeAll(async () => {
		({ env, remove } = await engineEnv(kind));
		running = await startServer({ ...env, ...guardOff });
	});
	afterAll(async () => {
		await running?.end();
		remove();
	});

	test('names every camera by type and place, complaints first, and takes what was decided back', async () => {
		const moderator = await makeContributor(server);
		const { camera } = await reported({
			type: 'dome',
			note: 'Above the door.',
			position: [20.4606, 44.8131]
		});
		const [id, path] = [camera.id, '/en/desk'];
		const complained = await post({ kind: 'wrong' }, {}, `/api/cameras/${id}/complaints`);
		expect(complained.status).toBe(204);
		await addModerator(moderator.code, env);
		const look = async () => (await moderator.get(path)).text();

		const desk = await look();
		expect([...desk.matchAll(/<h2 id="(\w+)"/g)].map(([, list]) => list).slice(0, 3)).toEqual([
			'complaints',
			'waiting',
			'bursts'
		]);
		for (const list of ['complaints', 'notes', 'reported']) {
			expect(section(desk, list), list).toMatch(new RegExp(`Dome camera, [^<]+ ${id}`));
		}

		const complaint = /name="complaint" value="([0-9a-f-]{36})"/.exec(desk)?.[1] ?? '';
		const closed = await moderator.form(`${path}?/complaint`, [
			['complaint', complaint],
			['closed', 'yes']
		]);
		expect(closed.status).toBe(200);
		expect(section(closed.html, 'complaints')).not.toContain(id);
		await moderator.form(`${path}?/complaint`, [
			['complaint', complaint],
			['closed', 'no']
		]);
		expect(section(await look(), 'complaints')).toContain(id);

		// Hidden, it still has its title, and no link: nobody can see its page.
		await moderator.form(`${path}?/camera`, [
			['act', 'hide'],
			['id', id],
			['reason', 'on a home']
		]);
		const hidden = await look();
		expect(section(hidden, 'hidden')).toMatch(new RegExp(`Dome camera, [^<]+ ${id} on a home`));
		expect(hidden).not.toContain(`/cameras/${id}"`);
		await moderator.form(`${path}?/camera`, [
			['act', 'restore'],
			['id', id]
		]);
		expect(section(await look(), 'complaints')).toContain(id);
	});

	test('counts the reviews of a disputed camera, and no weights', async () => {
		const people: TestContributor[] = [];
		for (let n = 0; n < 7; n++) people.push(await makeContributor(server));
		const { camera } = await reported();
		for (const { code } of people.slice(0, 5)) await addModerator(code, env);
		const review = (n: number, verdict: string) =>
			people[n]!.post(`/api/cameras/${camera.id}/reviews`, { verdict });
		for (const n of [0, 1]) expect((await review(n, 'present')).status).toBe(200);
		for (const n of [2, 3, 4]) expect((await review(n, 'absent')).status).toBe(200);
		const desk = await (await people[0]!.get('/en/desk')).text();
		expect(section(desk, 'disputed')).toContain('5 reviews: 2 there, 3 gone');
		expect(section(desk, 'disputed')).not.toContain('weight');
	});
});
