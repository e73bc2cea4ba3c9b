import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { basemapFile, basemapSource, dataDir } from '../src/lib/server/basemap/file.ts';

/**
 * Offers to bring the streets where there are none; a yes does it beside the running server, which takes them up by
 * itself. Without somebody to ask it says the command; in continuous integration it says nothing.
 */
export function offerStreets(): void {
	if (process.env.CI || existsSync(join(dataDir(), basemapFile))) return;
	if (!process.stdin.isTTY) return console.log('  the map has no streets yet: npm run provision brings them');
	const source = basemapSource();
	const from = URL.canParse(source) ? new URL(source).host : source;
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
	terminal.question(`  The map has no streets yet. Bring Belgrade's from ${from} now? [y/N] `, (answer) => {
		terminal.close();
		if (!/^(y|yes|d|da)$/i.test(answer.trim())) return;
		const child = spawn(process.execPath, ['scripts/provision.ts'], {
			stdio: ['ignore', 'inherit', 'inherit']
		});
		process.once('exit', () => child.kill());
	});
}
