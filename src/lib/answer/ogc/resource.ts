/** A link of a document (RFC 8288). */
export interface Link {
	rel: string;
	type: string;
	href: string;
	title?: string;
}

/** What a table of a page holds; null is not known. */
export type Cell = string | { text: string; href: string } | null;

/** A table of a page. */
export interface Section {
	heading?: string;
	columns: string[];
	rows: Cell[][];
}

/** A document at /ogc as a page. */
export interface DocumentPage {
	title: string;
	/** sentences before the tables */
	lead: string[];
	sections: Section[];
	previous?: string;
	next?: string;
}

/** A document at /ogc: what a program is answered, and what its page shows. */
export interface Resource {
	mediaType: string;
	/** another text for each other content; without it the content itself stands for it */
	edition?: string[];
	/** beside those of every answer */
	headers?: Record<string, string>;
	/** JSON, or the text of it. Null when it has become another while it was written. */
	content(): Promise<object | string | null>;
	page(): Promise<DocumentPage>;
}
