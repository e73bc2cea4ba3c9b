/*
 * npm run screenshots: the pictures of the README and docs, from the production build with demonstration data.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import config from '../playwright.config.ts';
import { startServer } from '../tests/support/server.ts';

interface Shot {
	file: string;
	path: string;
	viewport: { width: number; height: number };
	colorScheme?: 'dark';
	act?: (page: Page) => Promise<void>;
}
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const shots: Shot[] = [
	{ file: 'map', path: '/en', viewport: desk },
	{ file: 'map-phone', path: '/sr-Cyrl', viewport: phone },
	{
		file: 'report-phone',
		path: '/',
		viewport: phone,
		async act(page) {
			await page.getByRole('link', { name: 'Prijavite kameru' }).click();
			await page.getByLabel('Položaj').fill('44.8178, 20.4573');
			await page.getByRole('button', { name: 'Idi', exact: true }).click();
			await idle(page);
			await page.getByRole('button', { name: 'Dalje' }).click();
			await page.getByLabel('Pravac u stepenima od severa').last().fill('60');
		}
	},
	{ file: 'list-dark', path: '/en/list', viewport: desk, colorScheme: 'dark' }
];

const folder = mkdtempSync(join(tmpdir(), 'oko-screenshots-'));
const server = await startServer({ OKO_DATA_DIR: folder });
const browser = await chromium.launch(config.use?.launchOptions);
try {
	mkdirSync('docs/screenshots', { recursive: true });
	for (const { file, path, viewport, colorScheme = 'light', act } of shots) {
		const page = await browser.newPage({ viewport, colorScheme });
		await page.goto(server.origin + path);
		if (await page.locator('.stage').count()) await idle(page);
		await act?.(page);
		await page.screenshot({ path: `docs/screenshots/${file}.png` });
		await page.close();
		console.log(`docs/screenshots/${file}.png`);
	}
} finally {
	await browser.close();
	await server.end();
	rmSync(folder, { recursive: true, force: true });
}

async function idle(page: Page): Promise<void> {
	await page.waitForFunction(() => window.okoMap?.loaded() && !window.okoMap.isMoving());
}
