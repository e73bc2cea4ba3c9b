import {
	fields,
	storedNames,
	unknownOf,
	type CameraFields,
	type Field,
	type RecordOf,
	type StoredName,
	type Table,
	type Value
} from '../../camera/record.ts';

/** Why a camera was taken away: what everybody may know of it. */
export interface Gone {
	gone: 'hidden' | 'withdrawn' | 'merged' | 'erased';
	/** the public reason */
	reason?: string;
	/** the number of the camera that stands for it */
	into?: number;
}

/** One line of the database's view `private.camera_lines`: a camera, or that it was taken away. */
export interface CameraLine<T extends Table = CameraFields> {
	/** when `state` is null the camera was taken away, and only number, version and position say something */
	camera: { number: number; lng: number; lat: number; state: Value<CameraFields['state']> | null } & Omit<
		RecordOf<T, StoredName<T>>,
		'state'
	>;
	version: number;
	/** the states it has publicly had: five digits of a day (since 1970-01-01) and a letter, again and again */
	changes: string;
	/** of a camera that was taken away */
	gone?: Gone;
}

/** The first line of what the database sends. */
export function headerOf(table: Table): string {
	return ['number', 'version', 'lng_e6', 'lat_e6', ...storedNames(table), 'state_changes', 'gone'].join(',');
}

/**
 * Reads a header and the lines behind it; nothing at all is no line. Fields are separated by commas, and an empty one is
 * unknown.
 * @throws Error when the header names other fields, or another order of them, than the table
 */
export function lineReader<T extends Table>(table: T): (text: string) => CameraLine<T>[] {
	const header = headerOf(table);
	const readers = storedNames(table).map((name) => ({ name, read: textReader(table[name] as Field) }));
	const read = (line: string): CameraLine<T> => {
		const [number, version, lngE6, latE6, ...texts] = line.split(',');
		const camera: Record<string, unknown> = {
			number: Number(number),
			lng: Number(lngE6) / 1e6,
			lat: Number(latE6) / 1e6
		};
		readers.forEach(({ name, read }, i) => (camera[name] = read(texts[i] ?? '')));
		const gone = texts[readers.length + 1];
		return {
			camera: camera as CameraLine<T>['camera'],
			version: Number(version),
			changes: texts[readers.length] ?? '',
			...(gone && { gone: readGone(gone) })
		};
	};
	return (text) => {
		if (text === '') return [];
		const [first, ...lines] = text.split('\n');
		if (first !== header) throw new Error(`The database has other fields than the program: ${first}`);
		return lines.map(read);
	};
}

export const readCameraLines = lineReader(fields);

/** Reads the text of a field; a word that the program does not know is an unknown. */
function textReader(field: Field): (text: string) => unknown {
	const unknown = unknownOf(field) ?? null;
	if (field.kind === 'choice') {
		const known = new Map(field.values.map((value) => [value, value]));
		return (text) => known.get(text) ?? unknown;
	}
	if (field.kind === 'choices') {
		const { values } = field;
		return (text) => (text ? values.filter((value) => text.split(' ').includes(value)) : []);
	}
	if (field.kind === 'count') return Number;
	if (field.kind === 'number') return (text) => (text ? Number(text) : null);
	return (text) => text || null;
}

/** Reads what `private.gone` writes: a word, and behind it a number or a text in hexadecimal. */
function readGone(text: string): Gone {
	const [word, more] = text.split(' ');
	const gone = word as Gone['gone'];
	if (!more) return { gone };
	return gone === 'merged'
		? { gone, into: Number(more) }
		: { gone, reason: Buffer.from(more, 'hex').toString('utf8') };
}
