/*
 * npm run bench:web: how soon a visitor on a slow phone sees the first camera and can use the map. Chromium with the
 * processor slowed down four times, 1.6 Mbit/s and 150 ms to the server, the production build with demonstration
 * data; then Lighthouse, which npx fetches (it weighs 110 MB, so that it is no dependency; without a network its
 * rows are left out). Writes bench/results/web.md, with how busy the machine was: a busy one is slow at everything, and
 * WebGL in software is slow anyhow.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type CDPSession } from '@playwright/test';
import config from '../../playwright.config.ts';
import { startServer } from '../../tests/support/server.ts';
import { ensurePackages } from '../packages.ts';
import { longestPauses } from './pan.ts';
import { median } from './results.ts';
import { scrubTimes } from './scrub.ts';
import { switchTimes } from './switches.ts';

const runs = 5;
const slowdown = 4;
const network = { latency_ms: 150, down_bits_per_s: 1.6e6, up_bits_per_s: 0.75e6 };
const lighthouse = 'lighthouse@12.2.3';

interface Visit {
	firstPaint_ms: number;
	firstCamera_ms: number;
	usable_ms: number;
	cls: number;
	bytesToCamera: number;
	bytesToUsable: number;
}

ensurePackages('browser');
const [load = 0] = loadavg();
const folder = mkdtempSync(join(tmpdir(), 'oko-bench-web-'));
const browser = await chromium.launch(config.use?.launchOptions);
const server = await startServer({ OKO_DATA_DIR: folder });
const rows: string[][] = [];
try {
	// The first visit warms the server, not the browser: every visit has a profile of its own.
	await visit(browser, server.origin);
	const visits: Visit[] = [];
	for (let run = 0; run < runs; run++) visits.push(await visit(browser, server.origin));
	const row = (what: string, of: (visit: Visit) => number, write: (value: number) => string, aim: number) => {
		const values = visits.map(of).sort((a, b) => a - b);
		const [median = 0, worst = 0] = [values[runs >> 1], values[runs - 1]];
		rows.push([
			what,
			write(median),
			write(worst),
			aim ? `≤ ${write(aim)}` : '',
			aim && median > aim ? 'missed' : ''
		]);
	};
	const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
	const milliseconds = (ms: number) => `${ms.toFixed(0)} ms`;
	const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
	row('first paint', (v) => v.firstPaint_ms, seconds, 0);
	row('first camera painted', (v) => v.firstCamera_ms, seconds, 1500);
	row('map usable, for somebody who reaches for it at once', (v) => v.usable_ms, seconds, 6000);
	row(
		'layout shift (CLS)',
		(v) => v.cls,
		(value) => value.toFixed(3),
		0.05
	);
	row('received until the first camera', (v) => v.bytesToCamera, kilobytes, 90_000);
	row('received until the map is usable', (v) => v.bytesToUsable, kilobytes, 0);
	const pauses = await longestPauses(browser);
	for (const [i, where] of ['over the whole city', 'close by'].entries()) {
		const pause = pauses[i] ?? Infinity;
		rows.push([
			`longest time without a frame, dragging 50,000 cameras ${where} (a desk, not slowed down)`,
			seconds(pause),
			'',
			'≤ 1.00 s',
			pause > 1000 ? 'missed' : ''
		]);
	}
	const scrub = await scrubTimes(browser);
	const p95 = (times: number[]) =>
		times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Infinity;
	rows.push(
		[
			"a frame of the slider of days over 100,000 cameras in view (a desk, not slowed down): the page's own part",
			milliseconds(scrub.ownPart_ms),
			'',
			`≤ ${milliseconds(33)}`,
			scrub.ownPart_ms > 33 ? 'missed' : ''
		],
		[
			'all of that frame, 95 % of them, with a graphics card that the processor emulates',
			milliseconds(p95(scrub.days)),
			milliseconds(Math.max(...scrub.days)),
			'',
			''
		],
		[
			'a frame of the same map without cameras',
			milliseconds(p95(scrub.again)),
			milliseconds(Math.max(...scrub.again)),
			'',
			''
		],
		['from the last movement until the marks of that day are drawn', seconds(scrub.rest_ms), '', '', '']
	);
	for (const [where, { presses, again }] of Object.entries(await switchTimes(browser, server.origin))) {
		const middle = median(presses, Number);
		const what = where === 'far' ? 'squares' : 'sectors and circles';
		rows.push(
			[
				`a switch of watched ground, ${what}, until it is drawn (a desk, not slowed down)`,
				seconds(middle),
				seconds(Math.max(...presses)),
				'≤ 0.10 s',
				middle > 100 ? 'missed' : ''
			],
			['the same map drawn once more', seconds(median(again, Number)), seconds(Math.max(...again)), '', '']
		);
	}
	await browser.close();
	for (const [category, { score, aim }] of Object.entries(await scores(server.origin)))
		rows.push([`Lighthouse: ${category}`, String(score), '', `≥ ${aim}`, score < aim ? 'missed' : '']);
} finally {
	await browser.close();
	await server.end();
	rmSync(folder, { recursive: true, force: true });
}
report();

/** One visit to `/` by a phone that has never been there. */
async function visit(browser: Browser, origin: string): Promise<Visit> {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	const received = await countBytes(session);
	await session.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: network.latency_ms,
		downloadThroughput: network.down_bits_per_s / 8,
		uploadThroughput: network.up_bits_per_s / 8
	});
	await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	await page.addInitScript(watch);
	await page.goto(origin, { waitUntil: 'commit' });
	// The visitor reaches for the map as soon as there is a camera on it.
	while (!(await page.evaluate(() => window.okoBench?.camera))) await page.waitForTimeout(20);
	for (let x = 0; !(await page.evaluate(() => window.okoMap)); x++) await page.mouse.move(100 + (x % 9), 300);
	await page.waitForFunction(() => window.okoBench?.usable, null, { timeout: 60_000 });
	const seen = await page.evaluate(() => ({
		...(window.okoBench as Marks),
		firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
		origin: performance.timeOrigin
	}));
	await context.close();
	return {
		firstPaint_ms: seen.firstPaint,
		firstCamera_ms: seen.camera,
		usable_ms: seen.usable,
		cls: seen.cls,
		bytesToCamera: received(seen.origin + seen.camera),
		bytesToUsable: received(seen.origin + seen.usable)
	};
}

interface Marks {
	/** ms since the navigation began; 0 until it has happened */
	camera: number;
	usable: number;
	cls: number;
}

declare global {
	interface Window {
		okoBench?: Marks;
	}
}

/** Runs in the page: looks before each frame whether there is a camera, and takes the time after that frame. */
function watch(): void {
	const marks: Marks = { camera: 0, usable: 0, cls: 0 };
	window.okoBench = marks;
	const afterFrame = (then: () => void) => {
		const channel = new MessageChannel();
		channel.port1.onmessage = then;
		requestAnimationFrame(() => channel.port2.postMessage(null));
	};
	const look = () => {
		const drawn = document.querySelector('.first-view use');
		if (drawn) afterFrame(() => (marks.camera = performance.now()));
		else requestAnimationFrame(look);
	};
	const wait = () => {
		// The first view goes when the map has drawn the same cameras and nothing more is loading.
		if (marks.camera && window.okoMap?.loaded() && !document.querySelector('.first-view'))
			afterFrame(() => (marks.usable = performance.now()));
		else setTimeout(wait, 20);
	};
	requestAnimationFrame(look);
	setTimeout(wait);
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries() as (PerformanceEntry & {
			value: number;
			hadRecentInput: boolean;
		})[])
			if (!entry.hadRecentInput) marks.cls += entry.value;
	}).observe({ type: 'layout-shift', buffered: true });
}

/** Counts what comes over the wire, headers included. @returns the bytes until an instant, in ms since 1970 */
async function countBytes(session: CDPSession): Promise<(until: number) => number> {
	const pieces: { at: number; bytes: number }[] = [];
	let toWall = 0;
	session.on('Network.requestWillBeSent', ({ wallTime, timestamp }) => (toWall = wallTime - timestamp));
	session.on('Network.responseReceived', ({ response, timestamp }) =>
		pieces.push({ at: timestamp, bytes: response.encodedDataLength })
	);
	session.on('Network.dataReceived', ({ encodedDataLength, timestamp }) =>
		pieces.push({ at: timestamp, bytes: encodedDataLength })
	);
	await session.send('Network.enable');
	return (until) =>
		pieces.filter(({ at }) => (at + toWall) * 1000 <= until).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** What Lighthouse gives `/`, of 100; empty when npx cannot fetch it. */
async function scores(origin: string): Promise<Record<string, { score: number; aim: number }>> {
	const aims = { performance: 90, accessibility: 100, 'best-practices': 100 };
	const file = join(folder, 'lighthouse.json');
	const { executablePath = '', args = [] } = config.use?.launchOptions ?? {};
	const { status, stderr } = spawnSync(
		'npx',
		[
			'--yes',
			lighthouse,
			origin,
			'--quiet',
			'--output=json',
			`--output-path=${file}`,
			`--only-categories=${Object.keys(aims).join(',')}`,
			`--chrome-flags=--headless=new ${args.join(' ')}`
		],
		{ env: { ...process.env, CHROME_PATH: executablePath }, encoding: 'utf8' }
	);
	if (status !== 0) {
		console.log(`Lighthouse did not run:\n${stderr}`);
		return {};
	}
	const { categories } = JSON.parse(readFileSync(file, 'utf8')) as {
		categories: Record<string, { score: number }>;
	};
	return Object.fromEntries(
		Object.entries(aims).map(([name, aim]) => [
			name,
			{ score: Math.round((categories[name]?.score ?? 0) * 100), aim }
		])
	);
}

function report(): void {
	const head = ['', `median of ${runs}`, 'worst', 'aim', ''];
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const table = [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
	const text = `# The first screen

\`npm run bench:web\`: \`/\` with demonstration data on a phone of 390 × 844, Chromium ${browser.version()} with the processor slowed down ${slowdown} times, ${network.down_bits_per_s / 1e6} Mbit/s, ${network.latency_ms} ms; WebGL drawn in software, by ${cpus().length} cores that also run the server; load average ${load.toFixed(1)} at the start, before the bench added its own. Lighthouse: ${lighthouse}, its own phone.

${table}
`;
	mkdirSync('bench/results', { recursive: true });
	writeFileSync('bench/results/web.md', text);
	console.log(text);
}
