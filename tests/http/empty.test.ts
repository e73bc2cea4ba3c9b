import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '../../src/lib/i18n/locale.ts';
import { engineEnv, guardOff, serverEngines } from '../support/on-engines.ts';
import { requests } from '../support/requests.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { allWords } from '../support/words.ts';

const prefixes = { 'sr-Latn': '', 'sr-Cyrl': '/sr-Cyrl', en: '/en' };
/** pages that say of cameras that there are some or none */
const ofCameras = ['/', '/list', '/list?state=verified&q=Zemun', '/check', '/check?state=reported', '/stats'];
const others = [
	'/report',
	'/survey',
	'/cameras',
	'/data',
	'/data/log',
	'/about',
	'/method',
	'/account',
	'/desk'
];

describe.each(serverEngines)('an empty instance (%s)', (kind) => {
	let server: RunningServer;
	let remove = () => {};
	const { at, reported } = requests(() => server);
	beforeAll(async () => {
		const engine = await engineEnv(kind);
		remove = engine.remove;
		server = await startServer({ ...engine.env, ...guardOff });
	});
	afterAll(async () => {
		await server?.end();
		remove();
	});

	test.each(locales)(
		'says on every page that nothing is reported yet, and how to be the first (%s)',
		async (locale) => {
			const m = await allWords(locale);
			const prefix = prefixes[locale];
			for (const path of ofCameras) {
				const html = await (await at(prefix + path)).text();
				const page = html.slice(html.indexOf('<body'), html.lastIndexOf('<script'));
				expect(page, path).toContain(m.common.nothingYet);
				expect(page, path).toMatch(new RegExp(`href="${prefix}/report"[^>]*>${m.common.beFirst}<`));
				for (const misleading of [m.list.empty, m.check.empty, m.check.emptyFiltered, m.map.noMatch]) {
					expect(page, path).not.toContain(misleading);
				}
				expect(page, path).not.toContain('name="state"');
			}
			for (const path of others) expect((await at(prefix + path)).status, path).toBe(200);
		}
	);

	test('says so no longer when a camera was reported', async () => {
		await reported();
		const { common, list } = await allWords('en');
		// The figures are kept for a while.
		for (const path of ofCameras.filter((path) => path !== '/stats'))
			expect(await (await at(`/en${path}`)).text(), path).not.toContain(common.nothingYet);
		expect(await (await at('/en/list?state=verified')).text()).toContain(list.empty);
	});
});
