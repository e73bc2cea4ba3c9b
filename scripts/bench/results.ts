import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** Small sizes and short times, to develop with: nothing is written. */
export const isQuick = process.argv.includes('--quick');

export interface Table {
	title: string;
	rows: Record<string, string | number>[];
}
/** A promise about speed and what was measured; `atMost` when less is better. */
export interface Aim {
	what: string;
	measured: number;
	aim: number;
	atMost?: boolean;
	unit: string;
}

/**
 * Prints everything; after a full run writes it to bench/results/, and the tables that are `shown` and which aims are
 * missed between the command's marks in docs/performance.md, or on another page.
 */
export async function publish(
	name: string,
	command: string,
	shown: Table[],
	others: Table[],
	aims: Aim[],
	page = 'docs/performance.md'
): Promise<void> {
	const all = [...shown, ...others, { title: 'Aims', rows: aims.map(aimRow) }];
	for (const { title, rows } of all) {
		console.log(`\n${title}`);
		console.table(rows);
	}
	if (isQuick) return;
	const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
	const machine = `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
	const run = `\`${command}\` at ${commit} on ${new Date().toISOString().slice(0, 10)}, ${machine}.`;
	const file = `bench/results/${name}.md`;
	mkdirSync('bench/results', { recursive: true });
	await write(file, `# ${command}\n\n${run}\n\n${text(all)}\n`);
	const missed = aims
		.filter((aim) => !isMet(aim))
		.map((aim) => `${aim.what} (${aimRow(aim).measured}, aim ${aimRow(aim).aim})`);
	const verdict = `${aims.length - missed.length} of [${aims.length} aims](${relative(dirname(page), file)}) are met${missed.length > 0 ? `; not: ${missed.join('; ')}` : ''}.`;
	const marks = new RegExp(`(<!-- ${command} -->\n)[^]*?(<!-- end -->)`);
	const before = readFileSync(page, 'utf8');
	const section = `\n${run} ${verdict}\n\n${text(shown)}\n\n`;
	await write(
		page,
		before.replace(marks, (_, begin: string, end: string) => begin + section + end)
	);
}

function isMet({ measured, aim, atMost = false }: Aim): boolean {
	return atMost ? measured <= aim : measured >= aim;
}

function aimRow(promise: Aim) {
	const { what, measured, aim, atMost = false, unit } = promise;
	return {
		what,
		measured: `${round(measured)} ${unit}`.trim(),
		aim: `${atMost ? '≤' : '≥'} ${round(aim)} ${unit}`.trim(),
		met: isMet(promise) ? 'yes' : '**no**'
	};
}

function text(tables: Table[]): string {
	return tables.map(({ title, rows }) => `**${title}**\n\n${markdown(rows)}`).join('\n\n');
}

/** Three digits that count. */
export function round(value: number): string {
	if (value === 0) return '0';
	return String(Number(value.toPrecision(Math.max(3, Math.ceil(Math.log10(Math.abs(value)))))));
}

/** The middle one. */
export function median<T>(values: T[], by: (value: T) => number): T {
	const sorted = values.toSorted((a, b) => by(a) - by(b));
	return sorted[Math.floor(sorted.length / 2)] as T;
}

function markdown(rows: Table['rows']): string {
	const columns = Object.keys(rows[0] ?? {});
	const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
	return [
		line(columns),
		line(columns.map(() => '---')),
		...rows.map((row) => line(columns.map((column) => row[column] ?? '')))
	].join('\n');
}

async function write(file: string, text: string): Promise<void> {
	writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
}
