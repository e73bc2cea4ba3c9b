/*
 * npm run verify-log: whether a public log is what it was. Reads a file or an address, keeps nothing, asks nobody else;
 * ends with 1 when something differs.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { parseHeads, parseKeptHead, verifyLog, type KeptHead } from '../src/lib/camera/log.ts';
import { loadI18n } from '../src/lib/i18n/load.ts';
import { logWords } from '../src/lib/i18n/log.ts';

const usage = `npm run verify-log -- <log.jsonl> [--heads <heads.json>] [--head "<day> <head>"]

  log.jsonl, heads.json   files or addresses, such as https://example.org/data/log.jsonl
  --head                  a head that was kept earlier, with or without its day; may be repeated`;

try {
	process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 2;
}

/** @returns whether everything agrees */
async function run(): Promise<boolean> {
	const { values, positionals } = readArguments();
	const [log] = positionals;
	if (!log || positionals.length > 1) throw new Error(usage);
	const own = (values.head ?? []).map(readHead);
	const kept = [...(values.heads ? await readHeads(values.heads) : []), ...own];
	const { number } = await loadI18n('en');
	const words = logWords('en');
	const { heads, events, withheld, finding } = await verifyLog(await open(log), kept, ({ lines, bytes }) => {
		const megabytes = number(bytes / 1e6, { maximumFractionDigits: 1 });
		if (process.stderr.isTTY) process.stderr.write(`\r${words.progress(lines, number(lines), megabytes)} `);
	});
	if (process.stderr.isTTY) process.stderr.write('\n');
	const last = [...heads].at(-1);
	const text = (value: number) => number(value);
	if (finding) {
		console.log(`${words.bad}.`);
		console.log(words.findings[finding.kind](finding.day ?? '', String(finding.line)));
		console.log(last ? words.lastGood(last[0]) : words.noneGood);
		return false;
	}
	if (!last) {
		console.log(words.empty);
		return true;
	}
	console.log(`${words.good}.`);
	console.log(words.goodText(events, text(events), heads.size, text(heads.size)));
	if (withheld > 0) console.log(words.withheld(withheld, text(withheld)));
	for (const { head } of own) {
		const day = [...heads].find(([, known]) => known === head)?.[0];
		if (day) console.log(words.goodKept(day));
	}
	if (kept.length === 0) console.log(words.goodAlone);
	console.log(`${words.headOf(last[0])}: ${last[1]}`);
	return true;
}

function readArguments() {
	try {
		const options = { heads: { type: 'string' }, head: { type: 'string', multiple: true } } as const;
		return parseArgs({ options, allowPositionals: true });
	} catch {
		throw new Error(usage);
	}
}

function readHead(text: string): KeptHead {
	const head = parseKeptHead(text);
	if (!head) throw new Error(`${text} is no head; it has 64 characters, digits and the letters a to f.`);
	return head;
}

async function readHeads(place: string): Promise<KeptHead[]> {
	const text = isAddress(place) ? await (await get(place)).text() : await readFile(place, 'utf8');
	try {
		return parseHeads(JSON.parse(text));
	} catch {
		throw new Error(`${place} is no heads.json.`);
	}
}

async function open(place: string): Promise<ReadableStream<Uint8Array>> {
	if (isAddress(place)) {
		const { body } = await get(place);
		if (body) return body;
	}
	const file = createReadStream(place);
	await new Promise((resolve, reject) => file.once('open', resolve).once('error', reject));
	return Readable.toWeb(file) as ReadableStream<Uint8Array>;
}

async function get(address: string): Promise<Response> {
	const response = await fetch(address);
	if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
	return response;
}

function isAddress(place: string): boolean {
	return /^https?:/.test(place);
}
