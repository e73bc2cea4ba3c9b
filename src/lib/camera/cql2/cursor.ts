import type { Token } from './tokens.ts';
import { Cql2Error, deepest, type Fault } from './tree.ts';

/** A place among the tokens of a filter, and what a parser takes there. What does not come is a Cql2Error. */
export class Cursor {
	readonly #tokens: Token[];
	#at = 0;
	#depth = 0;

	constructor(tokens: Token[]) {
		this.#tokens = tokens;
	}

	/** the token behind the next */
	get after(): Token | undefined {
		return this.#tokens[this.#at + 1];
	}

	skip(): void {
		this.#at++;
	}

	string(): string {
		if (this.next.kind !== 'string') this.fail();
		return this.#tokens[this.#at++]?.text ?? '';
	}

	/** Never -0, which JSON does not know. */
	number(): number {
		const number = Number(this.next.text);
		if (this.next.kind !== 'number' || !Number.isFinite(number)) this.fail();
		this.#at++;
		return number + 0;
	}

	listed<T>(read: () => T): T[] {
		const list = [read()];
		while (this.take(',')) list.push(read());
		return list;
	}

	get next(): Token {
		return this.#tokens[this.#at] as Token;
	}

	take(sign: string): boolean {
		const isIt = this.next.kind === 'sign' && this.next.text === sign;
		if (isIt) this.#at++;
		return isIt;
	}

	takeWord(word: string): boolean {
		const isIt = this.next.kind === 'word' && this.next.text.toUpperCase() === word.toUpperCase();
		if (isIt) this.#at++;
		return isIt;
	}

	/** A word and the parenthesis behind it. */
	takeCall(word: string): boolean {
		const isIt =
			this.next.kind === 'word' &&
			this.next.text.toUpperCase() === word &&
			this.#tokens[this.#at + 1]?.text === '(';
		if (isIt) this.#at += 2;
		return isIt;
	}

	need(sign: string): void {
		if (!this.take(sign)) this.fail();
	}

	closed<T>(value: T): T {
		this.need(')');
		return value;
	}

	deeper<T>(read: () => T): T {
		if (++this.#depth > deepest) this.fail({ code: 'too_deep' });
		const value = read();
		this.#depth--;
		return value;
	}

	fail(fault: Fault = { code: 'syntax', position: this.next.position }): never {
		throw new Cql2Error(fault);
	}
}
