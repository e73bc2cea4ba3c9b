import { Cql2Error } from './tree.ts';

export interface Token {
	kind: 'word' | 'name' | 'string' | 'number' | 'sign' | 'end';
	/** of a string or a name what stands in the quotes, of a word as it was written */
	text: string;
	/** in the filter, counted from 1 */
	position: number;
}

const forms: [Token['kind'] | 'space', RegExp][] = [
	['space', /[\s\u00a0]+/y],
	['string', /'((?:[^']|'')*)'/y],
	['name', /"([^"]+)"/y],
	['number', /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
	['word', /[:_\p{L}][:_.\p{L}\p{M}\p{N}\u203F\u2040]*/uy],
	['sign', /<>|<=|>=|[=<>(),[\]]/y]
];

/** The tokens of a filter in text, the last of which is the end. @throws Cql2Error where there is none */
export function tokensOf(filter: string): Token[] {
	const tokens: Token[] = [];
	for (let at = 0; at < filter.length;) {
		const { kind, match } = tokenAt(filter, at);
		const inQuotes = match[1] ?? match[0];
		const text = kind === 'string' ? inQuotes.replaceAll("''", "'") : inQuotes;
		if (kind !== 'space') tokens.push({ kind, text, position: at + 1 });
		at += match[0].length;
	}
	return [...tokens, { kind: 'end', text: '', position: filter.length + 1 }];
}

function tokenAt(text: string, at: number): { kind: Token['kind'] | 'space'; match: RegExpExecArray } {
	for (const [kind, form] of forms) {
		form.lastIndex = at;
		const match = form.exec(text);
		if (match) return { kind, match };
	}
	throw new Cql2Error({ code: 'syntax', position: at + 1 });
}
