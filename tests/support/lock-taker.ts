/*
 * A process that takes the lock of a folder when it is told to, for tests: a line {folder, at} on its input, a line
 * {won, said} as its answer. The next line gives the lock back; one without a folder does nothing else.
 */
import { createInterface } from 'node:readline';
import { takeLock } from '../../src/lib/server/engine/lock.ts';

let release = () => {};
console.log('ready');
for await (const line of createInterface(process.stdin)) {
	const { folder, at } = JSON.parse(line) as { folder: string | null; at: number };
	release();
	release = () => {};
	if (!folder) {
		console.log('given back');
		continue;
	}
	// All at the same moment, as near as a process can.
	while (Date.now() < at);
	try {
		release = await takeLock(folder);
		console.log(JSON.stringify({ won: true, said: '' }));
	} catch (error) {
		console.log(JSON.stringify({ won: false, said: (error as Error).message }));
	}
}
