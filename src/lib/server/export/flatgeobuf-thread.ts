/*
 * The thread that writes FlatGeobuf 3 (https://flatgeobuf.org): header, packed Hilbert R-tree, features in the tree's order.
 * The package's own writer makes no tree. Features wait in the scratch file until their order is known.
 */
import { readSync } from 'node:fs';
import { Builder } from 'flatbuffers';
import { magicbytes } from 'flatgeobuf/lib/mjs/constants.js';
import { Column } from 'flatgeobuf/lib/mjs/flat-geobuf/column.js';
import { ColumnType as Types } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { Crs } from 'flatgeobuf/lib/mjs/flat-geobuf/crs.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
import { buildFeature } from 'flatgeobuf/lib/mjs/generic/feature.js';
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import { columns, type ColumnType } from './cells.ts';
import { ByteSink, writeFile, type FileBuilder, type FileJob } from './file-thread.ts';
import type { FlatLine } from './flat-files.ts';
import { Numbers } from './numbers.ts';
import { hilbertOrder, nodeSize, packedTree, type Box } from './packed-tree.ts';

/** The format has no type for a day without a time. */
const types: Record<ColumnType, Types> = {
	integer: Types.Int,
	real: Types.Double,
	day: Types.String,
	text: Types.String
};
const layout = {
	columns: columns.map(({ name, type }) => ({ name, type: types[type] }))
} as unknown as HeaderMeta;

function begin(job: FileJob): FileBuilder {
	const scratch = new ByteSink(job.scratch);
	const at = new Numbers();
	const lengths = new Numbers();
	return {
		take(line) {
			const [lng, lat, ...cells] = JSON.parse(line) as FlatLine;
			const properties = Object.fromEntries(columns.map(({ name }, i) => [name, cells[i] ?? null]));
			// The package's type asks for ends and parts, which a point has not.
			const point = { xy: [lng, lat], type: GeometryType.Point } as Parameters<typeof buildFeature>[0];
			const feature = buildFeature(point, properties, layout);
			at.push(lng, lat);
			lengths.push(feature.length);
			scratch.write(feature);
		},
		finish() {
			scratch.flush();
			write(job, at.all(), lengths.all());
		}
	};
}

function write(job: FileJob, at: Float64Array, lengths: Float64Array): void {
	const { order, box } = hilbertOrder(at);
	const file = new ByteSink(job.file);
	file.write(magicbytes);
	file.write(header(job, order.length, box));
	if (order.length > 0) file.write(packedTree(order, at, lengths));
	const starts = new Float64Array(lengths.length);
	for (let i = 1; i < starts.length; i++) starts[i] = (starts[i - 1] ?? 0) + (lengths[i - 1] ?? 0);
	for (const i of order) {
		const feature = Buffer.allocUnsafe(lengths[i] ?? 0);
		readSync(job.scratch, feature, 0, feature.length, starts[i] ?? 0);
		file.write(feature);
	}
	file.flush();
}

function header({ attribution, today, demonstration }: FileJob, count: number, box: Box): Uint8Array {
	const builder = new Builder();
	const columnOffsets = layout.columns?.map(({ name, type }) => {
		const offset = builder.createString(name);
		Column.startColumn(builder);
		Column.addName(builder, offset);
		Column.addType(builder, type);
		return Column.endColumn(builder);
	});
	const vector = Header.createColumnsVector(builder, columnOffsets ?? []);
	const envelope = Header.createEnvelopeVector(builder, box);
	const name = builder.createString('cameras');
	const described = builder.createString(`${demonstration ? 'Invented data. ' : ''}${attribution}, ${today}`);
	const organisation = builder.createString('EPSG');
	Crs.startCrs(builder);
	Crs.addOrg(builder, organisation);
	Crs.addCode(builder, 4326);
	const crs = Crs.endCrs(builder);
	Header.startHeader(builder);
	Header.addName(builder, name);
	if (count > 0) Header.addEnvelope(builder, envelope);
	Header.addGeometryType(builder, GeometryType.Point);
	Header.addColumns(builder, vector);
	Header.addFeaturesCount(builder, BigInt(count));
	Header.addIndexNodeSize(builder, count > 0 ? nodeSize : 0);
	Header.addCrs(builder, crs);
	Header.addDescription(builder, described);
	builder.finishSizePrefixed(Header.endHeader(builder));
	return builder.asUint8Array();
}

writeFile(begin);
