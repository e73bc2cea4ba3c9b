/*
 * npm run screenshots: the pictures of the README (docs/screenshots), and every page and state on a phone and a desk,
 * light and dark, in the three scripts (test-results/screenshots, to be looked at, not kept); from the production build.
 * A word after `--` makes only the scenes whose name
 * begins so; `readme` only the README's. With OKO_BASEMAP_SOURCE the maps have streets.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions } from '@playwright/test';
import config from '../../playwright.config.ts';
import { localePath, locales, type Locale } from '../../src/lib/i18n/locale.ts';
import { provisionAreas, stripsFile } from '../../tests/support/areas.ts';
import { mapIsIdle } from '../../tests/support/map.ts';
import { addModerator, makeContributor } from '../../tests/support/signed-in.ts';
import { startServer, type RunningServer } from '../../tests/support/server.ts';
import { allWords } from '../../tests/support/words.ts';
import { ensurePackages } from '../packages.ts';
import { scenes, type Known, type Scene } from './scenes.ts';

const views = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
type View = keyof typeof views;
type Scheme = 'light' | 'dark';
type Cookie = { name: string; value: string; url: string };

/** The pictures of the README: a scene, and how it is looked at. */
const kept: [file: string, scene: string, locale: Locale, view: View, scheme: Scheme][] = [
	['map', 'map', 'en', 'desk', 'light'],
	['map-phone', 'map', 'sr-Cyrl', 'phone', 'light'],
	['report-phone', 'report-place', 'sr-Latn', 'phone', 'light'],
	['list-dark', 'list', 'en', 'desk', 'dark'],
	['ground', 'ground-cells', 'en', 'desk', 'light']
];

ensurePackages('browser');
const asked = process.argv[2] ?? '';
const onlyKept = asked === 'readme';
const wanted = onlyKept ? '' : asked;
const all = 'test-results/screenshots';
const folders = { demonstration: temporary(), empty: temporary() };
const streets = process.env.OKO_BASEMAP_SOURCE;
if (streets) {
	const env = { ...process.env, OKO_DATA_DIR: folders.demonstration };
	spawnSync(process.execPath, ['scripts/provision.ts', streets], { env, stdio: 'inherit' });
}
// More keys than a network may make.
const limits = { OKO_LIMITS: 'off' };
const servers = {
	demonstration: await startServer({ OKO_DATA_DIR: folders.demonstration, ...limits }),
	empty: await startServer({ OKO_DATA_DIR: folders.empty, OKO_SEED: 'none', ...limits })
};
const browser = await chromium.launch(config.use?.launchOptions);
try {
	const known = await knownCameras(servers.demonstration);
	const cookie = await prepareDesk(servers.demonstration, known);
	const list = scenes(known);
	mkdirSync('docs/screenshots', { recursive: true });
	mkdirSync(all, { recursive: true });
	for (const [file, name, locale, view, scheme] of kept) {
		const scene = list.find((one) => one.name === name);
		if (scene && name.startsWith(wanted) && !streets)
			await shoot(browser, scene, null, locale, view, scheme, `docs/screenshots/${file}.png`);
	}
	// Invented boundaries, for the figures by municipality; real places lie in the wrong ones.
	const strips = join(folders.demonstration, 'strips.geojson');
	writeFileSync(strips, stripsFile());
	await provisionAreas([strips], { OKO_DATA_DIR: folders.demonstration });
	for (const scene of list.filter(({ name }) => !onlyKept && name.startsWith(wanted)))
		for (const locale of locales)
			for (const view of ['phone', 'desk'] as const)
				for (const scheme of ['light', 'dark'] as const) {
					const name = [scene.name, ...(streets ? ['streets'] : []), locale, view, scheme].join('.');
					await shoot(
						browser,
						scene,
						scene.isModerator ? cookie : null,
						locale,
						view,
						scheme,
						`${all}/${name}.png`
					);
				}
} finally {
	await browser.close();
	await Promise.all(Object.values(servers).map((server) => server.end()));
	for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
}

async function shoot(
	browser: Browser,
	{ name, path, on = undefined, javaScript, webgl, full, act }: Scene,
	cookie: Cookie | null,
	locale: Locale,
	view: View,
	colorScheme: Scheme,
	file: string
): Promise<void> {
	const options: BrowserContextOptions = {
		viewport: views[view],
		colorScheme,
		javaScriptEnabled: javaScript ?? true
	};
	const page = await browser.newPage(options);
	if (cookie) await page.context().addCookies([cookie]);
	if (webgl === false)
		await page.addInitScript(() => {
			HTMLCanvasElement.prototype.getContext = () => null;
		});
	try {
		await page.goto(servers[on ?? 'demonstration'].origin + localePath(path, locale));
		const hasMap = javaScript !== false && webgl !== false && (await page.locator('.stage').count()) > 0;
		if (hasMap) await mapIsIdle(page);
		await act?.(page, await allWords(locale));
		if (hasMap) await mapIsIdle(page);
		await page.screenshot({ path: file, fullPage: full ?? false });
		console.log(file);
	} catch (error) {
		throw new Error(`${name} (${locale}, ${view}, ${colorScheme})`, { cause: error });
	} finally {
		await page.close();
	}
}

/** Cameras that show much: one that is verified and knows its heading, and the hidden one. */
async function knownCameras({ origin }: RunningServer): Promise<Known> {
	const response = await fetch(`${origin}/data/cameras.geojson?state=verified`);
	const { features } = (await response.json()) as {
		features: { id: string; properties: { heading_deg: number | null; capabilities: string[] } }[];
	};
	const shown = features.find(
		({ properties }) => properties.heading_deg !== null && properties.capabilities.length > 0
	);
	const camera = shown?.id ?? '';
	const hidden = features.find(({ id }) => id !== camera)?.id ?? '';
	execFileSync(
		process.execPath,
		['scripts/operate.ts', 'hide', hidden, 'An example of a hidden entry: it stood on a home.'],
		{ env: { ...process.env, OKO_DATA_DIR: folders.demonstration }, stdio: 'ignore' }
	);
	const others = await fetch(`${origin}/data/cameras.geojson?state=reported&type=dome`);
	const reviewed = ((await others.json()) as { features: { id: string }[] }).features[0]?.id ?? '';
	return { camera, hidden, reviewed };
}

/** Gives the desk something to show; answers a moderator's session. */
async function prepareDesk({ origin }: RunningServer, { reviewed }: Known): Promise<Cookie> {
	const someone = () => makeContributor(() => ({ origin }));
	for (const verdict of ['present', 'present', 'absent']) {
		const { post } = await someone();
		await post(`/api/cameras/${reviewed}/reviews`, { verdict });
		await post(`/api/cameras/${reviewed}/corrections`, {
			field: 'type',
			value: verdict === 'absent' ? 'ptz' : 'fixed'
		});
	}
	const moderator = await someone();
	await moderator.form(`/en/cameras/${reviewed}?/complain`, [
		['kind', 'wrong'],
		['message', 'An example: there is only a street lamp.'],
		['challenge', '']
	]);
	await addModerator(moderator.code, { OKO_DATA_DIR: folders.demonstration });
	const [name = '', value = ''] = moderator.cookie.split('=');
	return { name, value, url: origin };
}

function temporary(): string {
	return mkdtempSync(join(tmpdir(), 'oko-screenshots-'));
}
