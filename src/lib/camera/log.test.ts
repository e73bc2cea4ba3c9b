import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	headOf,
	leafOf,
	noHead,
	parseHeads,
	parseKeptHead,
	parseLogLine,
	verifyLog,
	type KeptHead,
	type LogLine
} from './log.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A log as the server writes it, by another hand: a number of events for each day from 1 January 2026 on. */
function log(events: number[]): { texts: string[]; heads: { day: string; head: string }[] } {
	let head = noHead;
	const heads: { day: string; head: string }[] = [];
	const texts = events.flatMap((count, d) => {
		const day = new Date(Date.UTC(2026, 0, 1 + d)).toISOString().slice(0, 10);
		const lines = Array.from({ length: count }, (_, i) => {
			const salt = sha256(`${d} ${i}`).slice(0, 32);
			const line = JSON.stringify({ camera: 'K7Q29FJ4XM', day, event: 'reported', note: `ђ ${i} "x"` });
			return { day, leaf: sha256(salt + line), salt, line };
		}).sort((a, b) => (a.leaf < b.leaf ? -1 : 1));
		head = sha256(`${head}\n${day}\n${lines.map(({ leaf }) => `${leaf}\n`).join('')}`);
		heads.push({ day, head });
		return [...lines, { day, head, leaves: count }].map((line) => JSON.stringify(line));
	});
	return { texts, heads };
}

/** The log as a stream that breaks anywhere, also within a letter. */
function stream(texts: string[], chunkBytes = 37): ReadableStream<Uint8Array> {
	const bytes = new TextEncoder().encode(texts.map((text) => `${text}\n`).join(''));
	let at = 0;
	return new ReadableStream({
		pull(controller) {
			if (at >= bytes.length) return controller.close();
			controller.enqueue(bytes.slice(at, (at += chunkBytes)));
		}
	});
}
const verify = (texts: string[], kept: KeptHead[] = []) => verifyLog(stream(texts), kept);

/** The same log with everything computed anew, as somebody would who owns the server. */
function rewritten(texts: string[]): string[] {
	let head = noHead;
	let leaves: string[] = [];
	const lines = texts.map((text) => JSON.parse(text) as LogLine);
	const days = [...new Set(lines.map(({ day }) => day))].sort();
	return days.flatMap((day) => {
		const own = lines.flatMap((line) => (line.day === day && 'salt' in line ? [line] : []));
		for (const line of own) line.leaf = sha256(line.salt + line.line);
		own.sort((a, b) => (a.leaf < b.leaf ? -1 : 1));
		leaves = own.map(({ leaf }) => leaf);
		head = sha256(`${head}\n${day}\n${leaves.map((leaf) => `${leaf}\n`).join('')}`);
		return [...own, { day, head, leaves: leaves.length }].map((line) => JSON.stringify(line));
	});
}

describe('a log that is what it was', () => {
	test('gives the heads of its days, also of one on which nothing happened', async () => {
		const { texts, heads } = log([2, 0, 3, 0]);
		const verdict = await verify(texts, heads);
		expect(verdict).toMatchObject({ finding: null, events: 5, withheld: 0 });
		expect([...verdict.heads]).toEqual(heads.map(({ day, head }) => [day, head]));
	});

	test('is good with lines withheld, and with one head kept without its day', async () => {
		const { texts, heads } = log([2, 2]);
		const { day, leaf } = JSON.parse(texts[1] ?? '') as { day: string; leaf: string };
		texts[1] = JSON.stringify({ day, leaf, withheld: 'erased' });
		const kept = { head: heads[0]?.head ?? '', day: null };
		expect(await verify(texts, [kept])).toMatchObject({ finding: null, events: 4, withheld: 1 });
	});

	test('may be empty', async () => {
		expect(await verify([])).toEqual({ heads: new Map(), events: 0, withheld: 0, finding: null });
	});

	test('says how far it was read', async () => {
		const { texts } = log([700, 700]);
		const seen: number[] = [];
		await verifyLog(stream(texts, 100_000), [], ({ lines }) => seen.push(lines));
		expect(seen.length).toBeGreaterThan(3);
		expect(seen.at(-1)).toBe(1402);
	});
});

describe('a log that was tampered with', () => {
	const { texts, heads } = log([3, 2, 0, 2]);
	const edited = (at: number, change: (line: Record<string, unknown>) => void) => {
		const line = JSON.parse(texts[at] ?? '') as Record<string, unknown>;
		change(line);
		return texts.with(at, JSON.stringify(line));
	};
	const day = (n: number) => heads[n]?.day;

	test.each([
		['a changed line', edited(1, (l) => (l.line = `${String(l.line)} `)), 'leaf', 0, 2],
		['a changed salt', edited(4, (l) => (l.salt = '0'.repeat(32))), 'leaf', 1, 5],
		['a changed leaf', edited(4, (l) => (l.leaf = 'f'.repeat(64))), 'leaf', 1, 5],
		['a dropped line', texts.toSpliced(1, 1), 'head', 0, 3],
		['a doubled line', texts.toSpliced(1, 0, texts[1] ?? ''), 'order', 0, 3],
		['two lines exchanged', texts.with(0, texts[1] ?? '').with(1, texts[0] ?? ''), 'order', 0, 2],
		['a line in another day', texts.toSpliced(3, 0, texts[4] ?? ''), 'order', 1, 4],
		['a dropped day', texts.toSpliced(4, 3), 'order', 2, 5],
		['a dropped day without events', texts.toSpliced(7, 1), 'order', 3, 8],
		['the first day dropped', texts.slice(4), 'head', 1, 3],
		['a changed head', edited(3, (l) => (l.head = 'f'.repeat(64))), 'head', 0, 4],
		['a wrong number', edited(3, (l) => (l.leaves = 4)), 'head', 0, 4],
		['something else', texts.with(2, 'null'), 'unreadable', 0, 3],
		['an empty line', texts.toSpliced(2, 0, ''), 'unreadable', 0, 3],
		['an end within a day', texts.slice(0, 9), 'unfinished', 3, 9]
	] as const)('%s is found where it is', async (_, tampered, kind, d, line) => {
		expect((await verify([...tampered])).finding).toEqual({ kind, day: day(d), line });
	});

	test('a log that ends before a head that was kept', async () => {
		expect((await verify(texts.slice(0, 4), heads)).finding).toEqual({
			kind: 'missing_day',
			day: day(1),
			line: null
		});
	});

	test('a head that no day ever had', async () => {
		const kept = { head: 'a'.repeat(64), day: null };
		expect((await verify(texts, [kept])).finding).toEqual({ kind: 'unknown_head', day: null, line: null });
	});

	// Whoever owns the server can compute everything anew: only a head that was kept elsewhere tells.
	test('any change, drop, addition or move is found with one head kept, though all is computed anew', async () => {
		const acts = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('change', 'drop', 'add', 'move')), {
			minLength: 1,
			maxLength: 4
		});
		const counts = fc.array(fc.nat(4), { minLength: 1, maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(counts, acts, fc.boolean(), async (events, todo, withDay) => {
				const before = log(events);
				let lines = before.texts;
				let changed = false;
				for (const [n, [a, b, act]] of todo.entries()) {
					const at = lines.flatMap((text, i) => (text.includes('"salt"') ? [i] : []));
					const days = [...new Set(lines.map((text) => (JSON.parse(text) as LogLine).day))];
					const i = at[a % at.length];
					const to = days[b % days.length] ?? '';
					if (act === 'add') {
						const line = { day: to, leaf: '', salt: sha256(`${n}`).slice(0, 32), line: 'x' };
						lines = [...lines, JSON.stringify(line)];
					} else if (i === undefined) continue;
					else if (act === 'drop') lines = lines.toSpliced(i, 1);
					else {
						const line = JSON.parse(lines[i] ?? '') as Record<string, string>;
						if (act === 'move' && line.day === to) continue;
						if (act === 'move') line.day = to;
						else line.line += 'x';
						lines = lines.with(i, JSON.stringify(line));
					}
					changed = true;
				}
				const after = rewritten(lines);
				const isSame = after.join() === before.texts.join();
				if (!changed) expect(isSame).toBe(true);
				// By itself it is a good log.
				expect((await verify(after)).finding).toBeNull();
				const last = before.heads.at(-1) ?? { day: '', head: '' };
				const kept = withDay ? last : { head: last.head, day: null };
				expect((await verify(after, [kept])).finding === null).toBe(isSame);
			}),
			{ numRuns: 300 }
		);
	});
});

test('the worked example of docs/api.md, in a shell and here', async () => {
	const [, section = ''] = readFileSync('docs/api.md', 'utf8').split('## The public log');
	const commands = /```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
	const said = commands.match(/(?<=^# )[0-9a-f]{64}$/gm);
	const printed = execFileSync('sh', ['-c', `${commands}\necho "$leaf"`], { encoding: 'utf8' });
	const [head = '', leaf = ''] = printed.match(/[0-9a-f]{64}/g) ?? [];
	expect(said).toEqual([leaf, head]);
	const line = /line='(.*)'/.exec(commands)?.[1] ?? '';
	expect(await leafOf('000102030405060708090a0b0c0d0e0f', line)).toBe(leaf);
	expect(await headOf(noHead, '2026-11-24', [leaf])).toBe(head);
});

test('a kept head is found in what was pasted', () => {
	const head = 'ab'.repeat(32);
	expect(parseKeptHead(` 2026-11-24  ${head.toUpperCase()}\n`)).toEqual({ head, day: '2026-11-24' });
	expect(parseKeptHead(`${head} (24 November)`)).toEqual({ head, day: null });
	expect(parseKeptHead(`2026-02-30 ${head}`)).toEqual({ head, day: null });
	expect(parseKeptHead(`${head}0`)).toBeNull();
	expect(parseKeptHead('')).toBeNull();
});

test('a heads.json is read, and nothing else', () => {
	const days = [{ day: '2026-11-24', head: 'ab'.repeat(32), leaves: 1 }];
	expect(parseHeads({ format: 'oko-log-1', days })).toEqual([{ day: '2026-11-24', head: 'ab'.repeat(32) }]);
	for (const other of [null, [], { days }, { format: 'oko-log-1' }, { format: 'oko-log-1', days: [{}] }])
		expect(() => parseHeads(other)).toThrow(TypeError);
});

test.each(['', '{', 'null', '[]', '{"day":"2026-11-24"}', '{"day":"2026-02-30","withheld":"x"}'])(
	'no line of a log: %s',
	(text) => expect(parseLogLine(text)).toBeNull()
);
