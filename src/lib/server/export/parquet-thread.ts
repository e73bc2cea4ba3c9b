/*
 * The thread that writes GeoParquet 1.1 (https://geoparquet.org/releases/v1.1.0/): points as WKB in OGC:CRS84, which is
 * what a file without `crs` is in. QGIS 3.44 does not read 2.0.
 */
import { ByteWriter, ParquetWriter, type ColumnSource } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';
import { columns, type Cell, type ColumnType } from './cells.ts';
import { ByteSink, writeFile, type FileBuilder, type FileJob } from './file-thread.ts';
import type { FlatLine } from './flat-files.ts';

/** cameras whose columns stand together, and are held in memory until they are written */
const rowGroup = 50_000;

const types: Record<ColumnType, Partial<SchemaElement>> = {
	integer: { type: 'INT32' },
	real: { type: 'DOUBLE' },
	day: { type: 'INT32', converted_type: 'DATE' },
	text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }
};
const schema: SchemaElement[] = [
	{ name: 'schema', num_children: columns.length + 1 },
	{ name: 'geometry', type: 'BYTE_ARRAY', repetition_type: 'REQUIRED' },
	...columns.map(({ name, type }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...types[type] }))
];

function begin(job: FileJob): FileBuilder {
	const file = new ByteSink(job.file);
	const bytes = new ByteWriter();
	const flush = () => {
		file.write(bytes.getBytes());
		bytes.index = 0;
	};
	const parquet = new ParquetWriter({
		writer: Object.assign(bytes, { flush, finish: flush }),
		schema,
		createdBy: 'Oko'
	});
	const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
	let points: Uint8Array[] = [];
	let cells = columns.map((): (Cell | Date)[] => []);
	const writeGroup = () => {
		const columnData: ColumnSource[] = [
			{ name: 'geometry', data: points, statistics: false },
			...columns.map(({ name }, i) => ({ name, data: cells[i] ?? [] }))
		];
		void parquet.write({ columnData, rowGroupSize: rowGroup });
		points = [];
		cells = columns.map(() => []);
	};
	return {
		take(line) {
			const [lng, lat, ...values] = JSON.parse(line) as FlatLine;
			box[0] = Math.min(box[0], lng);
			box[1] = Math.min(box[1], lat);
			box[2] = Math.max(box[2], lng);
			box[3] = Math.max(box[3], lat);
			points.push(pointWkb(lng, lat));
			columns.forEach(({ type }, i) => {
				const value = values[i] ?? null;
				cells[i]?.push(type === 'day' && value !== null ? new Date(value) : value);
			});
			if (points.length === rowGroup) writeGroup();
		},
		finish() {
			if (points.length > 0) writeGroup();
			const isEmpty = box[0] === Infinity;
			const geometry = { encoding: 'WKB', geometry_types: ['Point'], ...(isEmpty ? {} : { bbox: box }) };
			const geo = { version: '1.1.0', primary_column: 'geometry', columns: { geometry } };
			parquet.kvMetadata = [
				{ key: 'geo', value: JSON.stringify(geo) },
				{ key: 'attribution', value: job.attribution },
				{ key: 'generated_at', value: job.today },
				...(job.demonstration ? [{ key: 'demonstration', value: 'true' }] : [])
			];
			void parquet.finish();
			file.flush();
		}
	};
}

/** A point as well-known binary (OGC 06-103r4), least significant byte first. */
function pointWkb(lng: number, lat: number): Uint8Array {
	const bytes = new Uint8Array(21);
	const view = new DataView(bytes.buffer);
	view.setUint8(0, 1);
	view.setUint32(1, 1, true);
	view.setFloat64(5, lng, true);
	view.setFloat64(13, lat, true);
	return bytes;
}

writeFile(begin);
