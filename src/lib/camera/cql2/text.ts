import type { Geometry, Position } from 'geojson';
import { Cursor } from './cursor.ts';
import { tokensOf, type Token } from './tokens.ts';
import {
	arrayOps,
	comparisons,
	Cql2Error,
	longest,
	spatialOps,
	temporalOps,
	type Bound,
	type Comparison,
	type Filter,
	type List,
	type Operand,
	type Spatial,
	type Temporal
} from './tree.ts';

/*
 * The grammar of CQL2's text encoding (OGC 21-065r2, annex B), a method for each rule:
 *
 *   or        = and {"OR" and}
 *   and       = not {"AND" not}
 *   not       = "NOT" not | primary
 *   primary   = "(" or ")" | "TRUE" | "FALSE" | function | predicate
 *   function  = ("S_…" "(" spatial | "T_…" "(" temporal | "A_…" "(" list) "," the same ")"
 *   predicate = operand (comparison operand | "IS" ["NOT"] "NULL"
 *             | ["NOT"] ("LIKE" operand | "BETWEEN" operand "AND" operand | "IN" "(" operand {"," operand} ")"))
 *   operand   = string | number | "TRUE" | "FALSE" | instant | "CASEI" "(" operand ")" | property
 *   temporal  = instant | "INTERVAL" "(" bound "," bound ")" | property
 *   instant   = ("DATE" | "TIMESTAMP") "(" string ")"
 *   bound     = string | property
 *   spatial   = "BBOX" "(" number {"," number} ")" | well-known text | property
 *   list      = "[" [value {"," value}] "]" | property
 */

const functions = new Map(
	[...spatialOps, ...temporalOps, ...arrayOps].map((op) => [op.toUpperCase(), op] as const)
);
const reserved = ['AND', 'OR', 'NOT', 'IS', 'NULL', 'LIKE', 'BETWEEN', 'IN', 'TRUE', 'FALSE'];
const wellKnown = {
	POINT: 'Point',
	LINESTRING: 'LineString',
	POLYGON: 'Polygon',
	MULTIPOINT: 'MultiPoint',
	MULTILINESTRING: 'MultiLineString',
	MULTIPOLYGON: 'MultiPolygon'
} as const;

/** @throws Cql2Error */
export function parseText(text: string): Filter {
	if (text.length > longest) throw new Cql2Error({ code: 'too_long' });
	return new Parser(tokensOf(text)).whole();
}

class Parser extends Cursor {
	whole(): Filter {
		const filter = this.#or();
		if (this.next.kind !== 'end') this.fail();
		return filter;
	}

	#or(): Filter {
		return this.#chain('or', () => this.#chain('and', () => this.#not()));
	}

	#chain(op: 'and' | 'or', part: () => Filter): Filter {
		const args = [part()];
		while (this.takeWord(op)) args.push(part());
		return args.length === 1 ? (args[0] as Filter) : { op, args };
	}

	#not(): Filter {
		return this.takeWord('NOT') ? { op: 'not', args: [this.deeper(() => this.#not())] } : this.#primary();
	}

	#primary(): Filter {
		if (this.take('(')) return this.closed(this.deeper(() => this.#or()));
		const { kind, text } = this.next;
		const { after } = this;
		const op = functions.get(text.toUpperCase());
		if (kind === 'word' && op && after?.text === '(') return this.#function(op);
		const isWhole = kind === 'word' && /^(true|false)$/i.test(text) && !this.#isPredicate(after);
		return isWhole ? (this.#operand() as boolean) : this.#predicate();
	}

	#isPredicate(token: Token | undefined): boolean {
		if (token?.kind === 'sign') return comparisons.some((one) => one === token.text);
		return token?.kind === 'word' && /^(is|in|like|between|not)$/i.test(token.text);
	}

	#function(op: NonNullable<ReturnType<typeof functions.get>>): Filter {
		this.skip();
		this.need('(');
		const part = () =>
			op.startsWith('s_') ? this.#spatial() : op.startsWith('t_') ? this.#temporal() : this.#list();
		const first = part();
		this.need(',');
		return this.closed({ op, args: [first, part()] } as Filter);
	}

	#predicate(): Filter {
		const operand = this.#operand();
		const { kind, text } = this.next;
		if (kind === 'sign' && comparisons.some((one) => one === text)) {
			this.skip();
			return { op: text as Comparison, args: [operand, this.#operand()] };
		}
		if (this.takeWord('IS')) {
			const isNot = this.takeWord('NOT');
			if (!this.takeWord('NULL')) this.fail();
			return this.#negated(isNot, { op: 'isNull', args: [operand] });
		}
		const isNot = this.takeWord('NOT');
		if (this.takeWord('LIKE')) return this.#negated(isNot, { op: 'like', args: [operand, this.#operand()] });
		if (this.takeWord('BETWEEN')) {
			const low = this.#operand();
			if (!this.takeWord('AND')) this.fail();
			return this.#negated(isNot, { op: 'between', args: [operand, low, this.#operand()] });
		}
		if (!this.takeWord('IN')) this.fail();
		this.need('(');
		return this.#negated(isNot, {
			op: 'in',
			args: [operand, this.closed(this.listed(() => this.#operand()))]
		});
	}

	#negated(isNot: boolean, filter: Filter): Filter {
		return isNot ? { op: 'not', args: [filter] } : filter;
	}

	#operand(): Operand {
		const { kind, text } = this.next;
		if (kind === 'string') return this.string();
		if (kind === 'number') return this.number();
		if (kind === 'word') {
			const word = text.toUpperCase();
			if (word === 'TRUE' || word === 'FALSE') return this.takeWord('TRUE') || !this.takeWord('FALSE');
			if (this.takeCall('CASEI'))
				return { op: 'casei', args: [this.closed(this.deeper(() => this.#operand()))] };
		}
		return this.#instant() ?? this.#property();
	}

	#instant(): { date: string } | { timestamp: string } | null {
		if (this.takeCall('DATE')) return this.closed({ date: this.string() });
		return this.takeCall('TIMESTAMP') ? this.closed({ timestamp: this.string() }) : null;
	}

	#temporal(): Temporal {
		if (!this.takeCall('INTERVAL')) return this.#instant() ?? this.#property();
		const first = this.#bound();
		this.need(',');
		return this.closed({ interval: [first, this.#bound()] });
	}

	#bound(): Bound {
		return this.next.kind === 'string' ? this.string() : this.#property();
	}

	#list(): List {
		if (!this.take('[')) return this.#property();
		if (this.take(']')) return [];
		const list = this.listed(() => {
			const { kind, text } = this.next;
			if (kind === 'word' && !/^(true|false)$/i.test(text)) this.fail();
			return this.#operand() as string | number | boolean;
		});
		this.need(']');
		return list;
	}

	#property(): { property: string } {
		const { kind, text } = this.next;
		const isName = kind === 'name' || (kind === 'word' && !reserved.includes(text.toUpperCase()));
		if (!isName) this.fail();
		this.skip();
		if (kind === 'word' && this.next.text === '(' && this.next.kind === 'sign')
			this.fail({ code: 'unknown_operator', name: text });
		return { property: text };
	}

	#spatial(): Spatial {
		return this.takeCall('BBOX')
			? this.closed({ bbox: this.listed(() => this.number()) })
			: (this.#geometry() ?? this.#property());
	}

	#geometry(): Geometry | null {
		if (this.takeCall('GEOMETRYCOLLECTION')) {
			const geometries = this.deeper(() => this.listed(() => this.#geometry() ?? this.fail()));
			return this.closed({ type: 'GeometryCollection', geometries });
		}
		const word = this.next.text.toUpperCase() as keyof typeof wellKnown;
		if (!Object.hasOwn(wellKnown, word) || !this.takeCall(word)) return null;
		const type = wellKnown[word];
		return { type, coordinates: this.closed(this.#coordinates(type)) } as Geometry;
	}

	#coordinates(type: (typeof wellKnown)[keyof typeof wellKnown]): unknown {
		const line = () => this.listed(() => this.#position());
		const inParentheses = <T>(read: () => T) => {
			this.need('(');
			return this.closed(read());
		};
		const lines = () => this.listed(() => inParentheses(line));
		switch (type) {
			case 'Point':
				return this.#position();
			case 'LineString':
				return line();
			case 'MultiPoint':
				// The position of a point may stand without parentheses.
				return this.listed(() => (this.take('(') ? this.closed(this.#position()) : this.#position()));
			case 'Polygon':
			case 'MultiLineString':
				return lines();
			case 'MultiPolygon':
				return this.listed(() => inParentheses(lines));
		}
	}

	#position(): Position {
		const position = [this.number(), this.number()];
		if (this.next.kind === 'number') position.push(this.number());
		return position;
	}
}
