import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface Taker {
	child: ChildProcess;
	next(): Promise<string>;
}

/** Whether this user may give a process numbers of its own, as a container does. */
export const hasNamespaces = spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status === 0;

async function startTaker(apart: boolean): Promise<Taker> {
	const own = [process.execPath, 'tests/support/lock-taker.ts'];
	const [command = '', ...words] = apart
		? ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', '--uts', ...own]
		: own;
	const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'inherit'] });
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
	const taker = { child, next: async () => String((await lines.next()).value) };
	await taker.next();
	return taker;
}

/** A socket that nobody listens on any more, as `kill -9` leaves it. */
async function leaveSocket(path: string): Promise<void> {
	const server = createServer().listen(`${path}.was`);
	await once(server, 'listening');
	linkSync(`${path}.was`, path);
	server.close();
	await once(server, 'close');
}

/**
 * Three processes take one folder at the same moment, again and again: a new one, one whose holder was killed, and one
 * that was given back. Answers how many won in each round, and what the others said.
 */
export async function lockRounds(
	rounds: number,
	apart: boolean
): Promise<{ winners: number[]; said: Set<string> }> {
	const takers = await Promise.all([apart, apart, apart].map(startTaker));
	const winners: number[] = [];
	const said = new Set<string>();
	let folder = '';
	const tell = (to: string | null) => {
		const at = Date.now() + 5;
		for (const { child } of takers) child.stdin?.write(`${JSON.stringify({ folder: to, at })}\n`);
	};
	try {
		for (let round = 0; round < rounds; round++) {
			if (round % 3 !== 2 || !folder) {
				if (folder) rmSync(folder, { recursive: true });
				folder = mkdtempSync(join(tmpdir(), 'oko-lock-'));
			}
			if (round % 3 === 1) await leaveSocket(join(folder, 'lock-7'));
			tell(folder);
			const answers = await Promise.all(
				takers.map(async ({ next }) => JSON.parse(await next()) as { won: boolean; said: string })
			);
			winners.push(answers.filter(({ won }) => won).length);
			for (const answer of answers) if (!answer.won) said.add(answer.said.replaceAll(folder, 'FOLDER'));
			tell(null);
			await Promise.all(takers.map(({ next }) => next()));
		}
	} finally {
		for (const { child } of takers) child.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	}
	return { winners, said };
}
